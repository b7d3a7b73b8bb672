package dev.countersign.web;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.move.MoveKind;
import java.util.Map;
import java.util.Optional;

/** The one table from reasons of activations to codes. Where an authenticator moves, some have codes of their own. */
final class MoveCodes {

    private static final Map<Reason, ProblemCode> MIGRATION = Map.of(
            Reason.DEVICE_REFUSED, ProblemCode.MIG_DEVICE_REFUSED,
            Reason.NO_NUMBER, ProblemCode.MIG_NUMBER_UNREACHABLE,
            Reason.PIN_RULES, ProblemCode.MIG_PIN_RULES,
            Reason.SESSION_EXPIRED, ProblemCode.MIG_TOKEN_EXPIRED,
            Reason.TOKEN_WRONG, ProblemCode.MIG_TOKEN_WRONG);

    private static final Map<Reason, ProblemCode> RECOVERY = Map.of(
            Reason.NO_NUMBER, ProblemCode.REC_NUMBER_UNREACHABLE,
            Reason.NOTHING_TO_MOVE, ProblemCode.REC_NOTHING_FOUND,
            Reason.PIN_WRONG, ProblemCode.REC_PIN_WRONG,
            Reason.TOKEN_TRIES, ProblemCode.REC_TOKEN_WRONG,
            Reason.TOKEN_WRONG, ProblemCode.REC_TOKEN_WRONG);

    private MoveCodes() {}

    /** @param move empty where nothing moves */
    static ProblemCode of(Reason reason, Optional<MoveKind> move) {
        return move.flatMap(kind -> Optional.ofNullable(own(kind).get(reason))).orElseGet(() -> ofActivation(reason));
    }

    private static Map<Reason, ProblemCode> own(MoveKind kind) {
        return kind == MoveKind.MIGRATE ? MIGRATION : RECOVERY;
    }

    private static ProblemCode ofActivation(Reason reason) {
        return switch (reason) {
            case SESSION_UNKNOWN -> ProblemCode.ACT_SESSION_UNKNOWN;
            case SESSION_USED -> ProblemCode.ACT_SESSION_USED;
            case SESSION_EXPIRED -> ProblemCode.ACT_SESSION_EXPIRED;
            case ALREADY_HERE -> ProblemCode.ACT_ALREADY_HERE;
            case ALREADY_ELSEWHERE -> ProblemCode.ACT_ALREADY_ELSEWHERE;
            case STOPPED -> ProblemCode.ACT_STOPPED;
            case PIN_RULES -> ProblemCode.ACT_PIN_RULES;
            case PIN_WRONG -> ProblemCode.ACT_PIN_WRONG;
            case PROOF_WRONG -> ProblemCode.ACT_PROOF_WRONG;
            case TOKEN_WRONG -> ProblemCode.ACT_TOKEN_WRONG;
            case TOKEN_TRIES -> ProblemCode.MIG_TOKEN_TRIES;
            case CREDENTIALS_DUE -> ProblemCode.MIG_CREDENTIALS_DUE;
            case NOTHING_TO_MOVE -> ProblemCode.MIG_NO_ACTIVE_ENROLMENT;
            case MOVED_RECENTLY -> ProblemCode.MIG_RECENT;
            case DEVICE_REFUSED -> ProblemCode.ACT_DEVICE_REFUSED;
            case OS_TOO_OLD -> ProblemCode.ACT_OS_TOO_OLD;
            case NO_LOCK -> ProblemCode.ACT_NO_LOCK;
            case NO_SENSOR -> ProblemCode.ACT_NO_SENSOR;
            case TOO_MANY -> ProblemCode.ACT_TOO_MANY;
            case INSTALLATION -> ProblemCode.ACT_INSTALLATION;
            case INSTALLATION_FULL -> ProblemCode.ACT_INSTALLATION_FULL;
            case CONFIRMATION_REQUIRED -> ProblemCode.CONFIRMATION_REQUIRED;
            case NO_NUMBER -> ProblemCode.ACT_NO_NUMBER;
            case SMS_COOLDOWN -> ProblemCode.SMS_COOLDOWN;
            case SMS_LIMIT -> ProblemCode.SEND_DAILY_LIMIT;
            case SMS_CARRIER_BLOCKED, SMS_CLOSED -> ProblemCode.SMS_NOT_SENT;
        };
    }
}
