package dev.countersign.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalRequestTest {

    private static final String LABEL = "countersign/v1/approval-request";
    private static final String ATTEMPT = "0b9bd2f3-7a14-4b4f-8b5e-6f3d1e6c2a10";
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final Octets NONCE = Octets.of(new byte[32]);
    private static final byte[] SECONDS = HexFormat.of().parseHex("000000006955b900");
    private static final byte[] EXPIRY = HexFormat.of().parseHex("000000006955b9b4");
    private static final ApprovalRequest REQUEST = request("anna", "Workstation 966", "Zürich, CH");

    @Test
    void isWrittenFieldByField() {
        assertThat(REQUEST.octets())
                .isEqualTo(octets(
                        utf8(LABEL),
                        utf8(ATTEMPT),
                        utf8("anna"),
                        utf8("Workstation 966"),
                        utf8("Zürich, CH"),
                        SECONDS,
                        EXPIRY,
                        new byte[32]));
    }

    @Test
    void isReadBack() {
        assertThat(ApprovalRequest.parse(REQUEST.octets())).isEqualTo(REQUEST);
    }

    @Test
    void isHashedForTheQuestion() {
        assertThat(REQUEST.hash()).isEqualTo(Octets.of(HashFunction.SHA256.digest(REQUEST.octets())));
        assertThat(REQUEST.question()).isEqualTo(REQUEST.hash().toHex()).hasSize(64);
    }

    /** What stands in one field cannot be moved into the next. */
    @Test
    void noTwoRequestsHaveTheSameOctets() {
        assertThat(request("ab", "c", "d").hash())
                .isNotEqualTo(request("a", "bc", "d").hash());
        assertThat(request("a", "bc", "d").hash())
                .isNotEqualTo(request("a", "b", "cd").hash());
    }

    static Stream<Named<byte[]>> strangeOctets() {
        byte[] whole = REQUEST.octets();
        List<Named<byte[]>> strange = new ArrayList<>();
        for (int length = 0; length < whole.length; length++) {
            strange.add(Named.of("cut to " + length, Arrays.copyOf(whole, length)));
        }
        strange.add(Named.of("one octet more", Arrays.copyOf(whole, whole.length + 1)));
        strange.add(Named.of("negative length", HexFormat.of().parseHex("ffffffff")));
        strange.add(Named.of("longest length", HexFormat.of().parseHex("7fffffff")));
        strange.add(Named.of("other version", with(0, utf8("countersign/v2/approval-request"))));
        strange.add(Named.of("no UUID", with(1, utf8("attempt"))));
        strange.add(Named.of("UUID in capitals", with(1, utf8(ATTEMPT.toUpperCase(Locale.ROOT)))));
        strange.add(Named.of("short UUID", with(1, utf8("b9bd2f3-7a14-4b4f-8b5e-6f3d1e6c2a10"))));
        strange.add(Named.of("no UTF-8", with(2, new byte[] {(byte) 0xc0, (byte) 0x80})));
        strange.add(Named.of("half of UTF-8", with(2, new byte[] {'a', (byte) 0xc3})));
        strange.add(Named.of("empty user", with(2, new byte[0])));
        strange.add(Named.of("short time", with(5, new byte[7])));
        strange.add(Named.of("time beyond", with(5, HexFormat.of().parseHex("7fffffffffffffff"))));
        strange.add(Named.of("expiry at the time", with(6, SECONDS)));
        strange.add(Named.of("short nonce", with(7, new byte[31])));
        return strange.stream();
    }

    @ParameterizedTest
    @MethodSource("strangeOctets")
    void nothingElseIsRead(byte[] octets) {
        assertThatExceptionOfType(MalformedOctetsException.class).isThrownBy(() -> ApprovalRequest.parse(octets));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\u0000",
                "a\nb",
                "a\u007f",
                "a\u202eb",
                "a\u2066b",
                "a\u200fb",
                "a\u061cb",
                "a\u2028b",
                "a\u2029b",
                "\ud800"
            })
    void noTextDeceivesTheReader(String text) {
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> request(text, "b", "c"))
                .withMessageStartingWith("the user is not a text of 1 to 200 characters");
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> request("a", text, "c"))
                .withMessageStartingWith("the client ");
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> request("a", "b", text))
                .withMessageStartingWith("the place ");
    }

    @Test
    void textsAreOfAnyScriptAndUpTo200Characters() {
        assertThat(request("x".repeat(200), "東京の端末", "القاهرة 😀").place()).isEqualTo("القاهرة 😀");
        assertThatExceptionOfType(MalformedOctetsException.class).isThrownBy(() -> request("x".repeat(201), "b", "c"));
    }

    @Test
    void timesAreWholeSecondsAndTheExpiryIsLater() {
        assertThat(request(TIME, TIME.plusSeconds(1)).expiry()).isEqualTo(TIME.plusSeconds(1));
        assertThatExceptionOfType(MalformedOctetsException.class).isThrownBy(() -> request(TIME, TIME));
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> request(TIME.plusNanos(1), TIME.plusSeconds(1)));
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> request(TIME, TIME.plusSeconds(1).plusNanos(1)));
    }

    @Test
    void theNonceHas32Octets() {
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> new ApprovalRequest(
                        UUID.fromString(ATTEMPT), "a", "b", "c", TIME, TIME.plusSeconds(1), Octets.of(new byte[33])));
    }

    private static ApprovalRequest request(String user, String client, String place) {
        return new ApprovalRequest(UUID.fromString(ATTEMPT), user, client, place, TIME, TIME.plusSeconds(180), NONCE);
    }

    private static ApprovalRequest request(Instant time, Instant expiry) {
        return new ApprovalRequest(UUID.fromString(ATTEMPT), "a", "b", "c", time, expiry, NONCE);
    }

    private static byte[] with(int place, byte[] field) {
        byte[][] fields = {utf8(LABEL), utf8(ATTEMPT), utf8("a"), utf8("b"), utf8("c"), SECONDS, EXPIRY, new byte[32]};
        fields[place] = field;
        return octets(fields);
    }

    private static byte[] octets(byte[]... fields) {
        FieldWriter writer = new FieldWriter();
        Arrays.stream(fields).forEach(writer::add);
        return writer.toArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
