package dev.countersign.move;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.authenticator.Installation;
import dev.countersign.authenticator.Integrity;
import dev.countersign.confirmation.Inheritance;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.Factors;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Rule;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.securityevent.SecurityEvent.Kind;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Whether an authenticator moves, and what comes of it; works inside the caller's transaction, which holds the user's row. */
@ApplicationScoped
public class Moves {

    private static final Duration DAY = Duration.ofHours(24);
    private static final int STOP_OCTETS = 16;

    @Inject
    private Authenticators authenticators;

    @Inject
    private MoveStore store;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private UserStore users;

    @Inject
    private Instance<PresentCard> cards;

    @Inject
    private Factors factors;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private MoveSettings settings;

    @Inject
    private Inheritance inheritance;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** The enrolment that could move: one that is active, or that lost its app's data. */
    public Optional<Enrolment> findFormer(long userId) {
        return authenticators
                .findActive(userId)
                .filter(enrolment -> enrolment.isActive() || enrolment.state() == EnrolmentState.RECOVERABLE);
    }

    /** Why the user's authenticator does not move to this app; empty if it may. */
    public Optional<MoveObstacle> obstacle(User user, MoveKind kind, DeviceReport report, Integrity integrity) {
        Optional<Enrolment> former = findFormer(user.id());
        if (former.isEmpty()) {
            boolean stopped = authenticators.findActive(user.id()).isPresent();
            return Optional.of(stopped ? MoveObstacle.STOPPED : MoveObstacle.NOTHING_TO_MOVE);
        }
        if (kind != MoveKind.RECOVER && isActiveOn(report.installation(), former.get())) {
            return Optional.of(MoveObstacle.HERE);
        }
        if (kind.staysOnPhone() && !authenticators.phone(former.get()).isLike(report, integrity)) {
            return Optional.of(MoveObstacle.OTHER_PHONE);
        }
        return freeAgain(user).isAfter(clock.instant()) ? Optional.of(MoveObstacle.RECENT) : Optional.empty();
    }

    private static boolean isActiveOn(UUID installation, Enrolment enrolment) {
        return enrolment.isActive() && enrolment.installationId().equals(installation);
    }

    /** When the authenticator may move again; not after now if it may now. Moves by PIN or key do not count, but wait as well. */
    public Instant freeAgain(User user) {
        int most = jurisdictions.limits(user.jurisdiction()).count(Rule.MIGRATIONS_PER_DAY);
        List<Instant> recent = store.listWeakSince(user.id(), clock.instant().minus(DAY));
        return recent.size() < most ? Instant.EPOCH : recent.get(most - 1).plus(DAY);
    }

    /** The number that was bound to the enrolment, if it proves its user still: it is his, and he lost no phone since. */
    public Optional<MobileNumber> findProof(Enrolment former) {
        return findBound(former).filter(number -> factors.isProofStill(former.userId(), number.verifiedAt()));
    }

    private Optional<MobileNumber> findBound(Enrolment former) {
        return former.numberId()
                .flatMap(id -> numbers.findOwn(former.userId(), id))
                .filter(MobileNumber::isVerified);
    }

    /** A question for the user's card, where he has one that logins ask: it is asked, and no SMS is sent. */
    public Optional<AskedCard> askCard(long userId, String subject) {
        for (PresentCard card : cards) {
            Optional<AskedCard> asked = card.ask(userId, subject);
            if (asked.isPresent()) {
                return asked;
            }
        }
        return Optional.empty();
    }

    /** Whether the user has a card that he could prove himself with, also one that cannot be asked here: no SMS takes its place. */
    public boolean hasCard(long userId) {
        return factors.listAll(userId).stream().anyMatch(factor -> factor.kind().isCard());
    }

    /** Until when what the user's card shows counts for what it was asked of the subject; empty where it does not, or never was asked. */
    public Optional<Instant> cardOpenUntil(long userId, String subject) {
        return cards.stream()
                .flatMap(card -> card.openUntil(userId, subject).stream())
                .findFirst();
    }

    /** Until when the user's card, which would be asked, is not, because too many answers were wrong; empty where it is, or there is none. */
    public Optional<Instant> cardBlockedUntil(long userId) {
        return cards.stream()
                .flatMap(card -> card.blockedUntil(userId).stream())
                .findFirst();
    }

    /** Has it count as an SMS at first, because no strong factor was proven for it. */
    public void weaken(Enrolment made) {
        made.weaken(made.createdAt().plus(inheritance.weakTime()));
    }

    /**
     * Writes down that the authenticator moved, and tells the user.
     *
     * @param strong whether the phone proved more than the password and what came by SMS: its earlier PIN, or its earlier key
     */
    public void record(User user, MoveKind kind, Enrolment former, Enrolment made, boolean strong) {
        if (!strong) {
            weaken(made);
        }
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(secrets.randomOctets(STOP_OCTETS));
        Optional<String> number = numbers.findDefault(user.id()).map(MobileNumber::id);
        PhoneMove move = new PhoneMove(kind, former, made, !strong, number, token);
        store.add(move);
        audit.record(AuditFact.bySystem(
                user.id(),
                "AUTHENTICATOR_MOVED",
                kind.name(),
                Reference.next(),
                made.id().toString()));
        events.fire(told(kind, former, made, settings.stopLink(token)));
    }

    /**
     * The bound number is told, which may be another one than that of login codes, and the phone that it was on until now. That one may have
     * lost the app, or not: that it is the same phone is its own word.
     */
    private SecurityEvent told(MoveKind kind, Enrolment former, Enrolment made, URI stop) {
        SecurityEvent moved = SecurityEvent.of(made.userId(), kind == MoveKind.MIGRATE ? Kind.MIGRATED : Kind.RECOVERED)
                .with("device", authenticators.model(made))
                .undoneAt(stop);
        SecurityEvent elsewhere = former.installationId().equals(made.installationId())
                ? moved.by(Channel.PUSH)
                : moved.toFormerPhone(former.installationId());
        return findBound(former)
                .map(number -> elsewhere.toFormerNumber(number.id()))
                .orElse(elsewhere);
    }

    /** Other users of the phone that the enrolment was on: they can follow it to where it is now, unless they are active there. */
    public List<String> listOthers(Enrolment former, UUID now) {
        Installation phone = authenticators.phone(former);
        return authenticators.listUsers(phone).stream()
                .filter(userId -> userId != former.userId())
                .filter(userId -> authenticators
                        .findActive(userId)
                        .filter(other -> isActiveOn(now, other))
                        .isEmpty())
                .map(userId -> users.getUser(userId).userName())
                .toList();
    }
}
