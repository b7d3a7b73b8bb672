package dev.countersign.activation;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Base64Octets;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.ActivationMethod;
import dev.countersign.device.Octets;
import dev.countersign.device.P256PublicKey;
import dev.countersign.move.AskedCard;
import dev.countersign.move.MoveKind;
import dev.countersign.sms.MobileNumber;
import dev.countersign.time.ClockSkew;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A chance to make one enrolment. Callers hold the locks of user and activation while they change it. */
@Entity
@Table(name = "activation")
class Activation {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "session_id")
    private String sessionId;

    private boolean replaces;

    @Column(name = "weak_until")
    private @Nullable Instant weakUntil;

    private boolean unproven;

    @Column(name = "enrolment_id")
    private String enrolmentId;

    @Enumerated(EnumType.STRING)
    private ActivationState state;

    @Enumerated(EnumType.STRING)
    private @Nullable Reason cause;

    private String reference;

    @Column(name = "locator_hash")
    private String locatorHash;

    @Column(name = "secret_hash")
    private @Nullable String secretHash;

    @Column(name = "server_key")
    private String serverKey;

    @Column(name = "secrets_sealed")
    private @Nullable String secretsSealed;

    @Column(name = "tries_left")
    private int triesLeft;

    @Column(name = "number_id")
    private @Nullable String numberId;

    @Embedded
    private @Nullable ActivationMove move;

    @Embedded
    private @Nullable AnsweredClaim claim;

    private @Nullable String model;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Version
    private long version;

    /** Numbers of an activation. */
    record Rules(Duration life, int tries) {}

    @SuppressWarnings("NullAway.Init")
    protected Activation() {}

    /** An activation from a session of the portal. */
    Activation(
            long userId,
            String sessionId,
            Basis basis,
            ActivationSecrets made,
            Secrets secrets,
            Rules rules,
            Instant now) {
        begin(userId, made, secrets, rules, now);
        this.sessionId = sessionId;
        this.replaces = basis.replaces();
        this.weakUntil = basis.weakUntil().orElse(null);
        this.unproven = basis.unproven();
        this.locatorHash = hash(made.code().locator());
    }

    /** An activation after the password, without a session of the portal: the secret opens it, the token of an SMS proves it. */
    static Activation byToken(
            long userId, String secret, ActivationSecrets made, Secrets secrets, Rules rules, Instant now) {
        Activation activation = new Activation();
        activation.begin(userId, made, secrets, rules, now);
        activation.sessionId = "";
        // Nobody can type a locator for it.
        activation.locatorHash = Secrets.digestOf(UUID.randomUUID().toString());
        activation.secretHash = Secrets.digestOf(secret);
        return activation;
    }

    /** Has it move an authenticator, before it is stored. */
    Activation moving(ActivationMove what) {
        move = what;
        return this;
    }

    private void begin(long user, ActivationSecrets made, Secrets secrets, Rules rules, Instant now) {
        id = UUID.randomUUID().toString();
        userId = user;
        enrolmentId = UUID.randomUUID().toString();
        state = ActivationState.CREATED;
        reference = Reference.next().value();
        serverKey = Base64Octets.encode(made.keyPair().publicKey().octets());
        secretsSealed = made.seal(secrets, id);
        triesLeft = rules.tries();
        createdAt = now;
        expiresAt = now.plus(rules.life());
    }

    /** As it stands in the row: a locator names the activation, and needs no key. */
    static String hash(Octets locator) {
        return Secrets.digestOf(locator.toHex());
    }

    /** Why a phone cannot go on with it; empty if it can. */
    Optional<Reason> obstacle(Instant now) {
        if (state == ActivationState.COMPLETED || state == ActivationState.BURNT) {
            return Optional.of(Reason.SESSION_USED);
        }
        return isOpen(now) ? Optional.empty() : Optional.of(Reason.SESSION_EXPIRED);
    }

    boolean isOpen(Instant now) {
        return state.isOpen() && ClockSkew.lives(createdAt, expiresAt, now);
    }

    /** Notes that a phone asked for it. */
    void find(String phone) {
        state = state.find();
        model = phone;
        cause = null;
    }

    /** Notes why a phone was not taken, for the user who waits; another phone may go on. */
    void turnAway(Reason why, String phone) {
        cause = why;
        model = phone;
    }

    /** @param answer that is given again to whoever claims in exactly the same way: the first one may not have arrived */
    void complete(Redemption redemption, Octets answer) {
        state = state.complete();
        claim = new AnsweredClaim(redemption, answer);
        model = redemption.report().model();
        cause = null;
        secretsSealed = null;
    }

    /** Notes where its token went: the number is bound to what comes of it. */
    void sentTo(MobileNumber number) {
        numberId = number.id();
    }

    /** Has the response of the user's card be the token. */
    void askCard(AskedCard card, Secrets secrets) {
        move().askCard(card.challenge());
        secretsSealed = secrets(secrets).withToken(card.response()).seal(secrets, id);
    }

    /** Ends it because a phone claimed it and failed. */
    void burn(Reason why) {
        state = state.burn();
        cause = why;
        secretsSealed = null;
    }

    /** Counts a wrong answer that may be followed by another; the last one burns it. */
    void miss(Reason why) {
        triesLeft--;
        cause = why;
        if (triesLeft == 0) {
            burn(why);
        }
    }

    /** Ends it if it is still open. */
    void expire() {
        if (state.isOpen()) {
            state = state.expire();
            secretsSealed = null;
        }
    }

    /** The answer to the claim that completed it, if this is the very same one. */
    Optional<Octets> answerTo(Redemption redemption) {
        return Optional.ofNullable(claim)
                .filter(known -> state == ActivationState.COMPLETED)
                .flatMap(known -> known.answerTo(redemption));
    }

    /** What the server has to know while it is open. */
    ActivationSecrets secrets(Secrets secrets) {
        if (secretsSealed == null) {
            throw new IllegalStateException("activation " + id + " has ended");
        }
        return ActivationSecrets.open(secrets, id, secretsSealed, serverKey());
    }

    P256PublicKey serverKey() {
        return new P256PublicKey(Base64Octets.decode("server_key", serverKey));
    }

    UUID id() {
        return UUID.fromString(id);
    }

    UUID enrolmentId() {
        return UUID.fromString(enrolmentId);
    }

    long userId() {
        return userId;
    }

    String sessionId() {
        return sessionId;
    }

    /** Whether the token of an SMS is its secret. */
    boolean isByToken() {
        return secretHash != null;
    }

    /** Whether a secret that came in this way proves it. */
    boolean takes(ActivationMethod method) {
        Optional<MoveKind> kind = move().kind();
        return switch (method) {
            case QR, CODE -> !isByToken();
            case SMS -> isByToken() && !kind.equals(Optional.of(MoveKind.MERGE));
            case KEY -> kind.filter(MoveKind::staysOnPhone).isPresent();
        };
    }

    /** What moves with it; of no kind if nothing does. */
    ActivationMove move() {
        return move == null ? new ActivationMove() : move;
    }

    /** The number that its token went to last. */
    Optional<String> numberId() {
        return Optional.ofNullable(numberId);
    }

    boolean replaces() {
        return replaces;
    }

    /** Until when the enrolment counts as an SMS, by what was proven in the portal; empty where it never does. */
    Optional<Instant> weakUntil() {
        return Optional.ofNullable(weakUntil);
    }

    /** Whether its user had nothing to prove when he began it. */
    boolean isUnproven() {
        return unproven;
    }

    ActivationState state() {
        return state;
    }

    Optional<Reason> cause() {
        return Optional.ofNullable(cause);
    }

    Optional<String> model() {
        return Optional.ofNullable(model);
    }

    Reference reference() {
        return new Reference(reference);
    }

    int triesLeft() {
        return triesLeft;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
