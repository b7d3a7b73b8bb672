package dev.countersign.activation;

import dev.countersign.activation.Activated.Moved;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.authenticator.Installation;
import dev.countersign.authenticator.UnlockKind;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.device.ActivationMethod;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.move.MoveKind;
import dev.countersign.move.MoveObstacle;
import dev.countersign.move.Moves;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.token.SessionEnds;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which enrolment a new one takes the place of, whether it may, and what it takes over. In the transaction of the claim. */
@ApplicationScoped
class Succession {

    @Inject
    private Authenticators authenticators;

    @Inject
    private Moves moves;

    @Inject
    private Factors factors;

    @Inject
    private Confirmations confirmations;

    @Inject
    private SessionEnds sessions;

    @Inject
    private DeviceRules rules;

    @Inject
    private TokenNumbers tokenNumbers;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private Clock clock;

    /** Why the user's authenticator does not move to this phone; empty if it may. */
    Optional<ActivationRefusal> obstacle(User user, MoveKind kind, DeviceReport report) {
        return moves.obstacle(user, kind, report, rules.integrity(report)).map(obstacle -> {
            ActivationRefusal refusal = ActivationRefusal.of(reason(obstacle)).ofMove(Optional.of(kind));
            return obstacle == MoveObstacle.RECENT
                    ? refusal.withRetryAfter(Duration.between(clock.instant(), moves.freeAgain(user)))
                    : refusal;
        });
    }

    /**
     * Whether the user has become somebody since it began whose factor has to be proven for it: who knew the password when that was
     * everything could else keep it until the account is worth something.
     */
    boolean isOvertaken(Activation activation) {
        if (activation.move().kind().isPresent()) {
            return false;
        }
        return activation.isByToken()
                ? listAdded(activation.userId()).anyMatch(FactorKind::isPermanent)
                : activation.isUnproven() && confirmations.hasFactor(activation.userId());
    }

    /** Another authenticator is told as what it is. */
    private Stream<FactorKind> listAdded(long userId) {
        return factors.listAll(userId).stream().map(OwnedFactor::kind).filter(kind -> kind != FactorKind.AUTHENTICATOR);
    }

    /** Why the claim finds another authenticator than it may replace; empty if it does not. */
    Optional<ActivationRefusal> obstacle(User user, Activation activation, Redemption redemption) {
        Optional<MoveKind> kind = activation.move().kind();
        if (kind.isPresent()) {
            return isBegunWith(user, activation, redemption.method())
                    ? obstacle(user, kind.get(), redemption.report())
                    : Optional.of(ActivationRefusal.of(Reason.SESSION_EXPIRED).ofMove(kind));
        }
        if (activation.isByToken()
                && tokenNumbers.find(user.id(), activation.numberId()).isEmpty()) {
            return Optional.of(ActivationRefusal.of(Reason.SESSION_EXPIRED));
        }
        return activation.replaces()
                ? Optional.empty()
                : placeTaken(user, redemption.report()).map(ActivationRefusal::of);
    }

    /** Why the user gets no enrolment beside the one that he has; empty if he has none. */
    Optional<Reason> placeTaken(User user, DeviceReport report) {
        return authenticators.findActive(user.id()).map(former -> {
            if (former.state() == EnrolmentState.STOPPED) {
                return Reason.STOPPED;
            }
            return former.installationId().equals(report.installation())
                    ? Reason.ALREADY_HERE
                    : Reason.ALREADY_ELSEWHERE;
        });
    }

    /** Whether authenticator and number are those that the move was begun with, and there is no card that an SMS takes the place of. */
    private boolean isBegunWith(User user, Activation activation, ActivationMethod method) {
        Optional<Enrolment> former = moves.findFormer(user.id())
                .filter(known -> known.id().equals(activation.move().former()));
        boolean bySms = method == ActivationMethod.SMS
                && activation.move().cardChallenge().isEmpty();
        return former.isPresent()
                && (!bySms
                        || (!moves.hasCard(user.id())
                                && activation
                                        .numberId()
                                        .equals(moves.findProof(former.get()).map(MobileNumber::id))));
    }

    /** Whether a secret of this kind is looked at: what a card shows counts while its question lives and the card is good. */
    boolean isTokenAlive(Activation activation, ActivationMethod method) {
        return method != ActivationMethod.SMS
                || activation.move().cardChallenge().isEmpty()
                || moves.cardOpenUntil(activation.userId(), activation.id().toString())
                        .isPresent();
    }

    /** The installation whose PIN a recovery or merge has to know; empty where a new one is chosen. */
    Optional<Installation> earlierPhone(Activation activation) {
        return activation
                .move()
                .kind()
                .filter(MoveKind::staysOnPhone)
                .map(kind -> authenticators.phone(
                        authenticators.get(activation.move().former())));
    }

    /**
     * Ends the enrolment whose place is taken. Where it does not move, its phone is lost or given up, and the user's other sessions end:
     * one of them may be the finder's.
     */
    Optional<Enrolment> end(User user, Activation activation) {
        Optional<Enrolment> former = authenticators.findActive(user.id());
        EnrolmentState how = activation.move().kind().map(MoveKind::former).orElse(EnrolmentState.REVOKED);
        former.ifPresent(old -> authenticators.end(old, how));
        former.filter(old -> activation.replaces())
                .ifPresent(old -> sessions.endAllBut(user.id(), activation.sessionId()));
        return former;
    }

    /** The number that is bound to the new enrolment: that of the earlier one, that of the token, or that of login codes. */
    Optional<String> number(User user, Activation activation, Optional<Enrolment> former) {
        return activation
                .move()
                .kind()
                .flatMap(kind -> former.flatMap(Enrolment::numberId))
                .or(activation::numberId)
                .or(() -> numbers.findDefault(user.id()).map(MobileNumber::id));
    }

    /** Has the new enrolment take over what the earlier one leaves, and writes a move down. */
    void complete(User user, Activation activation, Redemption redemption, Optional<Enrolment> former, Enrolment made) {
        Stream.of(former.flatMap(Enrolment::weakUntil), activation.weakUntil())
                .flatMap(Optional::stream)
                .filter(clock.instant()::isBefore)
                .forEach(made::weaken);
        Optional<MoveKind> move = activation.move().kind();
        if (activation.isByToken() && move.isEmpty()) {
            moves.weaken(made);
        }
        move.ifPresent(kind ->
                moves.record(user, kind, former.orElseThrow(), made, isStrong(kind, redemption, former.orElseThrow())));
    }

    /**
     * Whether the phone proved what no stolen number can: the PIN that it had, or its earlier key. That it has a PIN is its own word, and
     * the first one is taken as it comes: what counts is that the earlier enrolment was made with one.
     */
    private static boolean isStrong(MoveKind kind, Redemption redemption, Enrolment former) {
        boolean byPin = redemption.report().unlock() == UnlockKind.PIN && former.isOpenedByPin();
        return kind.staysOnPhone() && (redemption.method() == ActivationMethod.KEY || byPin);
    }

    /** What came of the move, also when it is asked for once more. */
    Moved moved(Activation activation, Redemption redemption) {
        Enrolment made = authenticators.get(activation.enrolmentId());
        Optional<Instant> weakUntil = made.weakUntil().filter(clock.instant()::isBefore);
        List<String> others = activation
                .move()
                .kind()
                .map(kind -> authenticators.get(activation.move().former()))
                .filter(former -> isStrong(activation.move().kind().orElseThrow(), redemption, former))
                .map(former -> moves.listOthers(former, made.installationId()))
                .orElse(List.of());
        return new Moved(weakUntil, others);
    }

    private static Reason reason(MoveObstacle obstacle) {
        return switch (obstacle) {
            case NOTHING_TO_MOVE, OTHER_PHONE -> Reason.NOTHING_TO_MOVE;
            case STOPPED -> Reason.STOPPED;
            case HERE -> Reason.ALREADY_HERE;
            case RECENT -> Reason.MOVED_RECENTLY;
        };
    }
}
