package dev.countersign.push;

import dev.countersign.device.ApprovalRequest;
import dev.countersign.device.Octets;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a user is asked to approve on his phone. Belongs to one login attempt; callers hold the lock of its user while they
 * change it.
 */
@Entity
@Table(name = "push_request")
public class PushRequest {

    /** Wrong numbers that end an attempt. */
    static final int NUMBER_TRIES = 3;

    @Id
    private String id;

    @Column(name = "attempt_id")
    private String attemptId;

    @Column(name = "enrolment_id")
    private String enrolmentId;

    @Column(name = "installation_id")
    private String installationId;

    @Column(name = "user_name")
    private String userName;

    private String client;

    private String place;

    private String language;

    private String nonce;

    @Column(name = "shown_number")
    private @Nullable String shownNumber;

    @Column(name = "number_misses")
    private int numberMisses;

    @Enumerated(EnumType.STRING)
    private PushRequestState state;

    @Embedded
    private Sending sending;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "received_at")
    private @Nullable Instant receivedAt;

    @Column(name = "opened_at")
    private @Nullable Instant openedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected PushRequest() {}

    /**
     * A request that waits.
     *
     * @param nonce 32 octets of chance
     * @param number two digits that the login screen shows and the user types on the phone, if he is asked to
     * @param byService whether a push service is to tell the phone
     */
    PushRequest(PushOrder order, Octets nonce, Optional<String> number, boolean byService, Instant now, Instant end) {
        this.id = UUID.randomUUID().toString();
        this.attemptId = order.attempt();
        this.enrolmentId = order.phone().id().toString();
        this.installationId = order.phone().installationId().toString();
        this.userName = order.userName();
        this.client = order.client();
        this.place = order.place();
        this.language = order.language();
        this.nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(nonce.toArray());
        this.shownNumber = number.orElse(null);
        this.state = PushRequestState.WAITING;
        this.sending = new Sending(byService ? PushDelivery.WAITING : PushDelivery.NONE, now);
        this.createdAt = now;
        this.expiresAt = end;
    }

    /** What the phone shows and signs. Its times are whole seconds, and the server's. */
    public ApprovalRequest shown() {
        return new ApprovalRequest(
                UUID.fromString(attemptId),
                userName,
                client,
                place,
                Instant.ofEpochSecond(createdAt.getEpochSecond()),
                Instant.ofEpochSecond(expiresAt.getEpochSecond()),
                Octets.of(Base64.getUrlDecoder().decode(nonce)));
    }

    /** Where it stands at a time: expiry counts before anything has written it down. */
    public PushRequestState stateAt(Instant now) {
        return state == PushRequestState.WAITING && !now.isBefore(expiresAt) ? PushRequestState.EXPIRED : state;
    }

    /** Whether the number is the one that the login screen shows, in constant time; any is where it shows none. */
    public boolean isNumber(Optional<String> typed) {
        return shownNumber == null
                || MessageDigest.isEqual(
                        shownNumber.getBytes(StandardCharsets.US_ASCII),
                        typed.orElse("").getBytes(StandardCharsets.UTF_8));
    }

    /** Counts a wrong number; true if it was the last one that the attempt bears. */
    public boolean missNumber() {
        numberMisses++;
        return numberMisses >= NUMBER_TRIES;
    }

    /** Wrong numbers that it still bears. */
    public int numberTriesLeft() {
        return NUMBER_TRIES - numberMisses;
    }

    /** Takes wrong numbers of the request before over: one more push is no more tries. */
    void inherit(PushRequest before) {
        numberMisses = before.numberMisses;
    }

    /** Decides it, if it still waits. */
    public void end(PushRequestState how, Instant now) {
        if (state == PushRequestState.WAITING) {
            state = how;
            endedAt = now;
        }
    }

    /** The app says that its notification came. */
    void receive(Instant now) {
        if (receivedAt == null) {
            receivedAt = now;
        }
    }

    /** How far its notification came; who answered it has seen it. */
    SentNotification sent() {
        if (isOpened() || isAnswered()) {
            return new SentNotification(createdAt, Arrival.OPENED);
        }
        return new SentNotification(createdAt, receivedAt == null ? sending.arrival() : Arrival.ARRIVED);
    }

    /** The phone shows it to the user. */
    void open(Instant now) {
        if (openedAt == null) {
            openedAt = now;
        }
    }

    Sending sending() {
        return sending;
    }

    public UUID id() {
        return UUID.fromString(id);
    }

    /** Id of the attempt that it belongs to. */
    public String attemptId() {
        return attemptId;
    }

    public UUID enrolmentId() {
        return UUID.fromString(enrolmentId);
    }

    public UUID installationId() {
        return UUID.fromString(installationId);
    }

    /** What the login screen shows, if the user is to type it on the phone. */
    public Optional<String> number() {
        return Optional.ofNullable(shownNumber);
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    /** Whether the phone has shown it. */
    public boolean isOpened() {
        return openedAt != null;
    }

    /** Whether its push service does not take it. */
    public boolean isUndelivered() {
        return sending.isFailed();
    }

    /** Whether the phone may know of it: its push service takes it, or its app has said so all the same. */
    boolean mayHaveCome() {
        return !isUndelivered() || receivedAt != null || isOpened() || isAnswered();
    }

    boolean isAnswered() {
        return state == PushRequestState.APPROVED || state == PushRequestState.DENIED;
    }

    boolean isDenied() {
        return state == PushRequestState.DENIED;
    }

    public Instant createdAt() {
        return createdAt;
    }

    String userName() {
        return userName;
    }

    String client() {
        return client;
    }

    String place() {
        return place;
    }

    String language() {
        return language;
    }
}
