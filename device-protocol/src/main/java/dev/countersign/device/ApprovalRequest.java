package dev.countersign.device;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * What a user is asked to approve on his device. The server fixes its octets; the device shows what stands in them and
 * signs their hash, so nothing but what was shown can be approved.
 *
 * @param attempt id of the login attempt
 * @param user name of the user
 * @param client where he logs in, such as the name of a program
 * @param place where the request came from, as far as it is known
 * @param time of the login, whole seconds
 * @param expiry end of the request by the server's clock, whole seconds, after the time
 * @param nonce 32 octets of chance
 */
public record ApprovalRequest(
        UUID attempt, String user, String client, String place, Instant time, Instant expiry, Octets nonce) {

    private static final String LABEL = "countersign/v1/approval-request";
    private static final int NONCE_OCTETS = 32;

    public ApprovalRequest {
        ShownText.require(user, "user");
        ShownText.require(client, "client");
        ShownText.require(place, "place");
        if (!isWhole(time) || !isWhole(expiry) || !expiry.isAfter(time)) {
            throw new MalformedOctetsException("time and expiry are whole seconds, the expiry later");
        }
        if (nonce.length() != NONCE_OCTETS) {
            throw new MalformedOctetsException("a nonce has 32 octets");
        }
    }

    /** Throws {@link MalformedOctetsException} for all octets that {@link #octets} does not give. */
    public static ApprovalRequest parse(byte[] octets) {
        FieldReader fields = new FieldReader(octets);
        if (!fields.nextText().equals(LABEL)) {
            throw new MalformedOctetsException("these octets are no approval request of version 1");
        }
        ApprovalRequest request = new ApprovalRequest(
                uuid(fields.nextText()),
                fields.nextText(),
                fields.nextText(),
                fields.nextText(),
                instant(fields.next()),
                instant(fields.next()),
                Octets.owning(fields.next()));
        fields.end();
        return request;
    }

    /** Eight fields, the label first; times as seconds since 1970 in eight octets. */
    public byte[] octets() {
        return new FieldWriter()
                .add(LABEL)
                .add(attempt.toString())
                .add(user)
                .add(client)
                .add(place)
                .add(seconds(time))
                .add(seconds(expiry))
                .add(nonce)
                .toArray();
    }

    /** SHA-256 of the octets: the challenge of a WebAuthn assertion, and {@code requestHash} of a signed approval. */
    public Octets hash() {
        return Octets.owning(HashFunction.SHA256.digest(octets()));
    }

    /** The OCRA question of a suite with QH64: the hash in 64 hexadecimal digits. */
    public String question() {
        return hash().toHex();
    }

    private static boolean isWhole(Instant instant) {
        return instant.equals(instant.truncatedTo(ChronoUnit.SECONDS));
    }

    private static UUID uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedOctetsException("the attempt is no UUID", e);
        }
        throw new MalformedOctetsException("the attempt is no UUID of 36 lower-case characters");
    }

    private static byte[] seconds(Instant instant) {
        return ByteBuffer.allocate(Long.BYTES).putLong(instant.getEpochSecond()).array();
    }

    private static Instant instant(byte[] seconds) {
        if (seconds.length != Long.BYTES) {
            throw new MalformedOctetsException("a time has eight octets");
        }
        try {
            return Instant.ofEpochSecond(ByteBuffer.wrap(seconds).getLong());
        } catch (DateTimeException e) {
            throw new MalformedOctetsException("a time lies beyond all times", e);
        }
    }
}
