package dev.countersign.activation;

import dev.countersign.activation.ActivationOutcome.Granted;
import dev.countersign.activation.ActivationOutcome.NotLetIn;
import dev.countersign.activation.ActivationOutcome.Refused;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.activation.BegunByToken.TokenNumber;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.Factors;
import dev.countersign.login.Approach;
import dev.countersign.login.LoginAttempts;
import dev.countersign.login.Refusal;
import dev.countersign.move.AskedCard;
import dev.countersign.move.MoveKind;
import dev.countersign.move.Moves;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.sms.CodeDelivery;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.Turn;
import dev.countersign.user.Credentials;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Activations without the portal: the password was right, the token of an SMS has to come. Each method is one transaction. */
@Stateless
public class TokenDesk {

    private static final String TYPE = "ACTIVATION_BEGUN";
    private static final String REPEATED = "ACTIVATION_REPEATED";
    private static final String SENT = "ACTIVATION_SMS";

    private final SecureRandom random = new SecureRandom();

    @Inject
    private UserStore users;

    @Inject
    private ActivationStore activations;

    @Inject
    private OpenActivations open;

    @Inject
    private Enrolling enrolling;

    @Inject
    private TokenNumbers numbers;

    @Inject
    private TokenSms tokens;

    @Inject
    private Factors factors;

    @Inject
    private ActivationMisses misses;

    @Inject
    private LoginAttempts door;

    @Inject
    private Succession succession;

    @Inject
    private Moves moves;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private ActivationSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Clock clock;

    /** Begins an activation; one that the user began before ends. The password was right for the credentials a moment ago. */
    public ActivationOutcome<BegunByToken> begin(Approach approach, Optional<MoveKind> move, DeviceReport report) {
        Credentials checked = approach.known().orElseThrow();
        User user = users.lockUser(checked.userId());
        Optional<Refusal> closed = closed(approach, user, TYPE, "");
        if (closed.isPresent()) {
            return new NotLetIn<>(closed.get());
        }
        Optional<ActivationRefusal> obstacle = obstacle(user, checked, move, report);
        if (obstacle.isPresent()) {
            return refuse(user, TYPE, obstacle.get().ofMove(move), "");
        }
        Instant now = clock.instant();
        open.endAll(user.id());
        String secret = secrets.newBearer();
        ActivationSecrets made = ActivationSecrets.makeToken(random, secret);
        Activation activation = Activation.byToken(
                user.id(), secret, made, secrets, settings.tokenRules(jurisdictions.limits(user.jurisdiction())), now);
        move.ifPresent(kind -> activation.moving(
                new ActivationMove(kind, moves.findFormer(user.id()).orElseThrow())));
        activations.add(activation);
        audit.record(AuditFact.byUser(
                user.id(), TYPE, "OK", activation.reference(), activation.id().toString()));
        List<TokenNumber> offered = move.isPresent()
                ? List.of()
                : numbers.listOf(user.id()).stream()
                        .map(number -> new TokenNumber(number.id(), number.masked(), number.isDefault()))
                        .toList();
        return new Granted<>(new BegunByToken(activation.id(), secret, offered, activation.expiresAt()));
    }

    /** Whose activation the secret opens. */
    public Optional<Long> findUserId(UUID id, String secret) {
        return activations.findUserId(id, secret);
    }

    /** Notes that the user of the activation typed his password a second time; it was right for the credentials a moment ago. */
    public ActivationOutcome<UUID> repeat(Approach approach, UUID id) {
        Credentials checked = approach.known().orElseThrow();
        User user = users.lockUser(checked.userId());
        Optional<Refusal> closed = closed(approach, user, REPEATED, id.toString());
        if (closed.isPresent()) {
            return new NotLetIn<>(closed.get());
        }
        Activation activation = activations.lock(id);
        Instant now = clock.instant();
        Optional<Reason> over = isGood(user, checked) ? activation.obstacle(now) : Optional.of(Reason.SESSION_EXPIRED);
        if (over.isPresent()) {
            return refuse(user, REPEATED, activation, over.get());
        }
        activation.move().repeat(now);
        repeated.record(AuditFact.byUser(user.id(), REPEATED, "OK", activation.reference(), id.toString()));
        return new Granted<>(id);
    }

    /**
     * Sends the token to one of the user's numbers, if it may get an SMS now. Where the authenticator moves, to the bound number, or has
     * the user's card asked instead.
     *
     * @param numberId what the user chose; not looked at where he has no choice
     * @return empty if the secret opens nothing
     */
    public Optional<ActivationOutcome<SentToken>> send(UUID id, String secret, Optional<String> numberId) {
        return activations.findUserId(id, secret).map(userId -> {
            User user = users.lockUser(userId);
            Activation activation = activations.lock(id);
            Optional<Refusal> closed = misses.closed(user, activation, SENT);
            if (closed.isPresent()) {
                return new NotLetIn<>(closed.get());
            }
            Optional<Reason> over = activation.obstacle(clock.instant());
            if (over.isPresent()) {
                return refuse(user, SENT, activation, over.get());
            }
            if (activation.move().isPasswordDue()) {
                return refuse(user, SENT, activation, Reason.CREDENTIALS_DUE);
            }
            if (activation.move().kind().isPresent()) {
                return askCard(user, activation).orElseGet(() -> send(user, activation, bound(user, activation)));
            }
            Optional<MobileNumber> chosen = numbers.find(user.id(), numberId);
            return chosen.filter(next -> !numbers.isFollowedBy(activation, next))
                            .isPresent()
                    ? refuse(user, SENT, activation, Reason.SESSION_EXPIRED)
                    : send(user, activation, chosen);
        });
    }

    /** How the SMS with the token stands, while it can be typed; empty too if the secret opens nothing. */
    public Optional<CodeDelivery> findDelivery(UUID id, String secret) {
        return activations
                .findUserId(id, secret)
                .flatMap(userId -> activations.findOwn(userId, id))
                .filter(activation -> activation.isOpen(clock.instant()))
                .flatMap(tokens::findDelivery);
    }

    private Optional<MobileNumber> bound(User user, Activation activation) {
        return moves.findFormer(user.id())
                .filter(former -> former.id().equals(activation.move().former()))
                .flatMap(moves::findProof);
    }

    /**
     * The same question again while its answer counts, and a new one afterwards. While the card is blocked nothing takes its place, and
     * nothing does either once it was asked: the activation knows what it shows, and no other token.
     */
    private Optional<ActivationOutcome<SentToken>> askCard(User user, Activation activation) {
        String id = activation.id().toString();
        Optional<Instant> open = moves.cardOpenUntil(user.id(), id);
        if (open.isPresent()) {
            return open.map(until -> asked(activation, until));
        }
        Optional<Instant> blocked = moves.cardBlockedUntil(user.id());
        if (blocked.isPresent()) {
            Duration pause = Duration.between(clock.instant(), blocked.get());
            ActivationRefusal refusal = ActivationRefusal.of(Reason.TOO_MANY).withRetryAfter(pause);
            return Optional.of(
                    refuse(user, SENT, refusal.ofMove(activation.move().kind()), id));
        }
        Optional<AskedCard> asked = moves.askCard(user.id(), id);
        if (asked.isEmpty()) {
            return cardMissing(user, activation).map(reason -> refuse(user, SENT, activation, reason));
        }
        activation.askCard(asked.get(), secrets);
        audit.record(AuditFact.byUser(user.id(), "ACTIVATION_CARD", "OK", activation.reference(), id));
        return asked.map(card -> asked(activation, card.expiresAt()));
    }

    /** Why no SMS takes the place of a card that is not asked; empty where there is none. */
    private Optional<Reason> cardMissing(User user, Activation activation) {
        if (activation.move().cardChallenge().isPresent()) {
            return Optional.of(Reason.SESSION_EXPIRED);
        }
        return moves.hasCard(user.id()) ? Optional.of(Reason.CONFIRMATION_REQUIRED) : Optional.empty();
    }

    private static ActivationOutcome<SentToken> asked(Activation activation, Instant until) {
        Instant end = activation.expiresAt().isBefore(until) ? activation.expiresAt() : until;
        return new Granted<>(new SentToken(Optional.empty(), activation.move().cardChallenge(), Optional.empty(), end));
    }

    private ActivationOutcome<SentToken> send(User user, Activation activation, Optional<MobileNumber> to) {
        if (to.isEmpty()) {
            return refuse(user, SENT, activation, Reason.NO_NUMBER);
        }
        MobileNumber number = to.get();
        Turn turn = tokens.send(user, activation, number);
        String id = activation.id().toString();
        if (turn.kind() == Turn.Kind.BLOCKED) {
            return refuse(user, SENT, activation, Reason.SMS_CARRIER_BLOCKED);
        }
        if (turn.kind() == Turn.Kind.CLOSED) {
            return refuse(user, SENT, activation, Reason.SMS_CLOSED);
        }
        if (!turn.isTaken()) {
            Reason reason = turn.kind() == Turn.Kind.LIMIT ? Reason.SMS_LIMIT : Reason.SMS_COOLDOWN;
            Duration pause = Duration.between(clock.instant(), turn.next());
            return refuse(user, SENT, ActivationRefusal.of(reason).withRetryAfter(pause), id);
        }
        activation.sentTo(number);
        audit.record(AuditFact.byUser(user.id(), SENT, "OK", activation.reference(), id));
        return new Granted<>(new SentToken(
                Optional.of(number.masked()), Optional.empty(), Optional.of(turn.next()), activation.expiresAt()));
    }

    /** Why a right password opens nothing here; what the account is, only who has the password of now is told. */
    private Optional<Refusal> closed(Approach approach, User user, String type, String id) {
        return door.refuseClosed(approach)
                .or(() -> isGood(user, approach.known().orElseThrow())
                        ? misses.readOnly(user, type, id)
                        : Optional.empty());
    }

    private static boolean isGood(User user, Credentials checked) {
        return !user.isLocked() && user.hasPasswordOf(checked);
    }

    private Optional<ActivationRefusal> obstacle(
            User user, Credentials checked, Optional<MoveKind> move, DeviceReport report) {
        if (!isGood(user, checked)) {
            return Optional.of(ActivationRefusal.of(Reason.SESSION_EXPIRED));
        }
        return move.map(kind -> succession.obstacle(user, kind, report))
                .orElseGet(() -> succession.placeTaken(user, report).map(ActivationRefusal::of))
                .or(() -> enrolling.obstacle(user.id(), report).map(ActivationRefusal::of))
                .or(() -> move.isPresent() ? Optional.empty() : unproven(user).map(ActivationRefusal::of));
    }

    /** Why no token of an SMS proves the user. */
    private Optional<Reason> unproven(User user) {
        // An SMS opens no login of theirs, and so makes nothing that does.
        if (factors.listAll(user.id()).stream().anyMatch(factor -> factor.kind().isPermanent())) {
            return Optional.of(Reason.CONFIRMATION_REQUIRED);
        }
        return numbers.listOf(user.id()).isEmpty() ? Optional.of(Reason.NO_NUMBER) : Optional.empty();
    }

    private <T> ActivationOutcome<T> refuse(User user, String type, Activation activation, Reason reason) {
        return refuse(
                user,
                type,
                ActivationRefusal.of(reason).ofMove(activation.move().kind()),
                activation.id().toString());
    }

    private <T> ActivationOutcome<T> refuse(User user, String type, ActivationRefusal refusal, String id) {
        repeated.record(AuditFact.byUser(user.id(), type, refusal.reason().name(), refusal.reference(), id));
        return new Refused<>(refusal);
    }
}
