package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.lockout.Caller;
import dev.countersign.lockout.DeviceCookies;
import dev.countersign.lockout.DeviceOwner;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.lockout.Standing;
import dev.countersign.login.Admission.Means;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Limits;
import dev.countersign.policy.Rule;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What happens at the door, before and after the password is looked at. Each method is one transaction. */
@Stateless
public class LoginAttempts {

    static final String TYPE = "LOGIN_PASSWORD";

    /** An attempt and its secret, which nobody but its client will know. */
    private record NewAttempt(LoginAttempt attempt, String secret) {}

    @Inject
    private CredentialDesk credentials;

    @Inject
    private UserStore users;

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private OpenAttempts openAttempts;

    @Inject
    private StepReplies replies;

    @Inject
    private Factors factors;

    @Inject
    private Ways ways;

    @Inject
    private AttemptViews views;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private Lockout lockout;

    @Inject
    private DeviceCookies devices;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private RepeatedFacts repeated;

    @Inject
    private Event<PasswordRefused> refused;

    @Inject
    private Clock clock;

    /** Finds out who has the name, and whether a password for it is looked at. */
    public Approach approach(LoginRequest request, Caller caller) {
        String name = request.userName();
        Optional<Credentials> known = credentials.findCredentials(name);
        // A name that nobody has costs what another one costs, whatever is in the cookie.
        DeviceOwner owner = known.map(Credentials::deviceOwner).orElse(DeviceOwner.NOBODY);
        String device = devices.deviceOf(owner, caller.deviceCookie());
        Lane lane =
                known.map(user -> Lane.ofUser(user.userId(), device)).orElseGet(() -> Lane.ofStranger(nameHash(name)));
        return new Approach(
                known, lane, lockout.passwordStanding(lane, caller.address()), caller, request.clientKind());
    }

    /** Refuses without having looked at the password. */
    public Refusal refuseUnseen(Approach approach) {
        return refuse(approach, approach.standing(), false);
    }

    /** Counts a wrong password, or one for a name that nobody has; tells no verdict if the lane is closed by now. */
    public Refusal refusePassword(Approach approach) {
        Limits limits = approach.known()
                .map(user -> jurisdictions.limits(user.jurisdiction()))
                .orElseGet(jurisdictions::limits);
        Standing before =
                lockout.passwordFailed(approach.lane(), approach.caller().address(), limits);
        if (!before.isOpen()) {
            return refuse(approach, before, false);
        }
        Reference reference = Reference.next();
        tell(approach, fact(approach, TYPE, Reason.BAD_CREDENTIALS, reference), audit::record);
        announce(approach, Reason.BAD_CREDENTIALS, false);
        if (lockout.lockedUntil(approach.lane()).isPresent()) {
            tell(approach, fact(approach, AuditFact.LANE_CLOSED, Reason.BAD_CREDENTIALS, reference), audit::record);
        }
        return Refusal.of(Reason.BAD_CREDENTIALS, reference, NextStep.NEW_LOGIN);
    }

    /**
     * Refuses a right password whose lane, or address, was closed since it was let in to be looked at; empty where both are open. The user's
     * row is locked before, and the turn of the lane here, so that of parallel guesses the right one gets no answer that it would not have
     * got behind the wrong ones before it.
     */
    public Optional<Refusal> refuseClosed(Approach approach) {
        Standing standing =
                lockout.lockAndFindStanding(approach.lane(), approach.caller().address());
        return standing.isOpen() ? Optional.empty() : Optional.of(refuse(approach, standing, true));
    }

    /** Opens an attempt and starts its default way. The password was right for the credentials a moment ago. */
    public LoginOutcome<OpenedAttempt> open(LoginRequest request, Approach approach) {
        Credentials checked = approach.known().orElseThrow();
        User user = users.lockUser(checked.userId());
        Optional<Refusal> closed = refuseClosed(approach);
        if (closed.isPresent()) {
            return LoginOutcome.refused(closed.get());
        }
        if (user.isLocked()) {
            announce(approach, Reason.LOCKED, true);
            return refuse(user, Reason.LOCKED, NextStep.HELP_DESK);
        }
        if (!user.hasPasswordOf(checked)) {
            announce(approach, Reason.BAD_CREDENTIALS, false);
            return refuse(user, Reason.BAD_CREDENTIALS, NextStep.NEW_LOGIN);
        }
        Client client = new Client(
                request.clientKind(),
                request.clientVersion(),
                user.language(),
                approach.lane().device(),
                approach.caller().address(),
                request.passkeys());
        return request.key()
                .flatMap(key -> again(user, client, key))
                .orElseGet(() -> open(user, client, request.key()));
    }

    /** The attempt that the same request has begun, for a client that did not hear of it. */
    private Optional<LoginOutcome<OpenedAttempt>> again(User user, Client client, RequestKey key) {
        return replies.findBegun(user.id(), key, client)
                .map(begun -> new Granted<>(new OpenedAttempt(views.view(begun), replies.secret(user.id(), key))));
    }

    private LoginOutcome<OpenedAttempt> open(User user, Client client, Optional<RequestKey> key) {
        List<OwnedFactor> usable = factors.listUsable(user.id());
        return switch (Admission.of(user.account(), client.kind(), means(user, usable))) {
            case FACTOR -> ask(user, client, usable, key);
            case PASSWORD_ONLY -> {
                NewAttempt made = make(user, client, Optional.empty(), key);
                yield new Granted<>(new OpenedAttempt(views.view(made.attempt()), made.secret()));
            }
            case PORTAL_ONLY -> refuse(user, Reason.PORTAL_ONLY, NextStep.PORTAL);
            case NO_FACTOR -> refuse(user, Reason.SMS_NO_NUMBER, NextStep.PORTAL, NextStep.HELP_DESK);
            case SUSPENDED -> refuse(user, Reason.TEMP_EXPIRED, NextStep.HELP_DESK);
            case CARD_LAPSED -> refuse(user, Reason.CARD_LAPSED, NextStep.HELP_DESK);
            case FACTOR_GONE -> refuse(user, Reason.FACTOR_GONE, NextStep.HELP_DESK);
        };
    }

    private Means means(User user, List<OwnedFactor> usable) {
        if (!usable.isEmpty()) {
            return Means.FACTOR;
        }
        if (factors.hasLapsed(user.id())) {
            return factors.hasExpired(user.id()) ? Means.EXPIRED : Means.LAPSED;
        }
        return factors.wasUsed(user.id()) ? Means.GONE : Means.NONE;
    }

    /**
     * Asks for the first of the factors that can be asked now; it is the default. A code for need does not take the place of what this
     * client cannot ask for: the user has that, and can use it on the portal.
     */
    private LoginOutcome<OpenedAttempt> ask(
            User user, Client client, List<OwnedFactor> usable, Optional<RequestKey> key) {
        List<OwnedFactor> askable = Choosers.askable(usable, client.passkeys());
        if (isForNeed(askable) && !isForNeed(usable)) {
            return refuse(user, Reason.FACTOR_UNSUPPORTED, NextStep.PORTAL);
        }
        Optional<Refusal> first = Optional.empty();
        for (OwnedFactor factor : askable) {
            Optional<Refusal> obstacle = ways.get(factor.kind()).obstacle(user, client.kind(), factor);
            if (obstacle.isEmpty()) {
                return new Granted<>(ask(user, client, factor, askable, key));
            }
            first = first.or(() -> obstacle);
        }
        return refuse(user, first.orElseThrow());
    }

    private OpenedAttempt ask(
            User user, Client client, OwnedFactor first, List<OwnedFactor> askable, Optional<RequestKey> key) {
        NewAttempt made = make(user, client, Optional.of(first.ref()), key);
        Started started = ways.get(first.kind()).begin(user, made.attempt());
        return new OpenedAttempt(views.view(made.attempt(), askable, started), made.secret());
    }

    private static boolean isForNeed(List<OwnedFactor> usable) {
        return usable.stream().allMatch(factor -> factor.kind().isReserve());
    }

    private NewAttempt make(User user, Client client, Optional<FactorRef> asked, Optional<RequestKey> key) {
        Instant now = clock.instant();
        Limits limits = jurisdictions.limits(user.jurisdiction());
        openAttempts.makeRoom(user.id(), client, limits.count(Rule.OPEN_ATTEMPTS));
        String secret = key.map(known -> replies.secret(user.id(), known)).orElseGet(secrets::newBearer);
        LoginAttempt attempt = new LoginAttempt(user.id(), secret, asked, client, LoginRules.of(limits), now);
        attempts.add(attempt);
        key.ifPresent(known -> replies.rememberBegin(attempt, known));
        audit.record(AuditFact.byUser(user.id(), TYPE, "OK", attempt.reference(), attempt.id()));
        return new NewAttempt(attempt, secret);
    }

    private Refusal refuse(Approach approach, Standing standing, boolean passwordRight) {
        Reference reference = Reference.next();
        Reason reason = standing.throttledUntil().isPresent() ? Reason.ADDRESS_THROTTLED : Reason.LOCKED;
        NextStep next = reason == Reason.LOCKED ? NextStep.HELP_DESK : NextStep.WAIT;
        Instant end = standing.throttledUntil().or(standing::lockedUntil).orElseThrow();
        tell(approach, fact(approach, TYPE, reason, reference), repeated::record);
        announce(approach, reason, passwordRight);
        return Refusal.of(reason, reference, next).withRetryAfter(Duration.between(clock.instant(), end));
    }

    private LoginOutcome<OpenedAttempt> refuse(User user, Reason reason, NextStep... next) {
        return refuse(user, Refusal.of(reason, Reference.next(), next));
    }

    private LoginOutcome<OpenedAttempt> refuse(User user, Refusal refusal) {
        repeated.record(AuditFact.byUser(user.id(), TYPE, refusal.reason().name(), refusal.reference(), ""));
        return LoginOutcome.refused(refusal);
    }

    private void announce(Approach approach, Reason reason, boolean passwordRight) {
        refused.fire(new PasswordRefused(
                approach.lane().subject(),
                reason,
                approach.clientKind(),
                approach.caller().address(),
                passwordRight));
    }

    /** There is no end of names that nobody has: the log alone has them. */
    private void tell(Approach approach, AuditFact fact, Consumer<AuditFact> ofUsers) {
        if (approach.known().isPresent()) {
            ofUsers.accept(fact);
        } else {
            audit.tell(fact);
        }
    }

    private static AuditFact fact(Approach approach, String type, Reason reason, Reference reference) {
        return AuditFact.atTheDoor(approach.lane().subject(), type, reason.name(), reference);
    }

    private String nameHash(String typedName) {
        return secrets.hash(Purpose.NAME_HASH, "login", typedName);
    }
}
