package dev.countersign.metrics;

import dev.countersign.audit.AuditFact;
import dev.countersign.factor.FactorKind;
import dev.countersign.login.Reason;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The factor of a login as the metrics name it: alike for a success and for a refusal, so that one can be held against the other. It
 * is the name of its kind; both kinds of grid cards count as {@code GRID_CARD}, because a refusal does not tell them apart.
 */
final class FactorLabel {

    private static final String PASSWORD = "PASSWORD";
    private static final String NONE = "NONE";

    private FactorLabel() {}

    /** Of a login that came to its token; {@code PASSWORD} where that was enough. */
    static String ofSuccess(String factor) {
        return FactorKind.ofLogin(factor).map(FactorLabel::of).orElse(PASSWORD);
    }

    /** What a success may have. */
    static Set<String> listOfSuccess() {
        return Stream.concat(
                        Stream.of(PASSWORD), Arrays.stream(FactorKind.values()).map(FactorLabel::of))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@code PASSWORD} for the first step, {@code NONE} for a refusal that is no factor's, such as the end of an attempt. */
    static String ofRefusal(AuditFact fact) {
        if (fact.type().equals("LOGIN_PASSWORD")) {
            return PASSWORD;
        }
        return Arrays.stream(Reason.values())
                .filter(reason -> reason.name().equals(fact.reason()))
                .findFirst()
                .flatMap(FactorLabel::kindOf)
                .map(FactorLabel::of)
                .orElse(NONE);
    }

    private static String of(FactorKind kind) {
        return kind == FactorKind.ONLINE_GRID_CARD ? FactorKind.GRID_CARD.name() : kind.name();
    }

    private static Optional<FactorKind> kindOf(Reason reason) {
        return switch (reason) {
            case SMS_NO_NUMBER, SMS_WRONG, SMS_EXPIRED, SMS_COOLDOWN, SMS_LIMIT, SMS_CLOSED, SMS_CARRIER_BLOCKED ->
                Optional.of(FactorKind.SMS);
            case CR_WRONG,
                    CR_WRONG_USER,
                    CR_EXPIRED,
                    CHALLENGE_LIMIT,
                    PUSH_EXPIRED,
                    PUSH_SUPERSEDED,
                    PUSH_PIN_WRONG,
                    PUSH_NUMBER_WRONG,
                    PUSH_PROOF_WRONG,
                    PUSH_DEVICE_REFUSED,
                    PUSH_OFF,
                    PUSH_SUSPENDED,
                    PUSH_UNREACHABLE,
                    PUSH_LIMIT,
                    DENIED -> Optional.of(FactorKind.AUTHENTICATOR);
            case CARD_WRONG, CARD_EXPIRED, CARD_LAPSED -> Optional.of(FactorKind.DISPLAY_CARD);
            case TOTP_WRONG -> Optional.of(FactorKind.TOTP);
            case PASSKEY_WRONG -> Optional.of(FactorKind.PASSKEY);
            case RECOVERY_WRONG -> Optional.of(FactorKind.RECOVERY_CODE);
            case GRID_WRONG, GRID_EXPIRED -> Optional.of(FactorKind.GRID_CARD);
            case TEMP_WRONG, TEMP_LIMITED, TEMP_EXPIRED -> Optional.of(FactorKind.TEMPORARY_PASSCODE);
            case BAD_CREDENTIALS,
                    LOCKED,
                    ADDRESS_THROTTLED,
                    PORTAL_ONLY,
                    UNKNOWN_ATTEMPT,
                    FACTOR_UNSUPPORTED,
                    FACTOR_GONE,
                    OTHER_WAY,
                    ATTEMPT_EXPIRED,
                    ATTEMPT_OVER,
                    FACTOR_DUE,
                    BUSY -> Optional.empty();
        };
    }
}
