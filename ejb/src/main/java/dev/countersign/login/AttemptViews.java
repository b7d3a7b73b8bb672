package dev.countersign.login;

import dev.countersign.login.AttemptView.Factor;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.phone.CodePurpose;
import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.MobileNumbers;
import dev.countersign.phone.OneTimeCode;
import dev.countersign.phone.SmsCodes;
import dev.countersign.phone.SmsState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Puts together what a client sees of its attempt; works inside the caller's transaction. */
@ApplicationScoped
class AttemptViews {

    static final String SMS = "SMS";

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

    @Inject
    private Clock clock;

    AttemptView view(LoginAttempt attempt) {
        Instant now = clock.instant();
        Optional<MobileNumber> number = attempt.numberId().map(numbers::getNumber);
        return new AttemptView(
                attempt.id(),
                attempt.stateAt(now),
                attempt.expiresAt(),
                number.map(to -> new Factor(to.id(), SMS, to.masked(), true)).stream()
                        .toList(),
                number.map(to -> started(attempt, to, now)));
    }

    private Started started(LoginAttempt attempt, MobileNumber number, Instant now) {
        Instant nextTurn = codes.nextTurn(number.e164());
        Optional<OneTimeCode> code = codes.findCode(CodePurpose.LOGIN, attempt.id());
        if (code.isEmpty()) {
            Duration wait = nextTurn.isAfter(now) ? Duration.between(now, nextTurn) : Duration.ZERO;
            return new Started(SMS, "COOLDOWN", attempt.triesLeft(), nextTurn, attempt.expiresAt(), Optional.of(wait));
        }
        String state = codes.findState(code.get()).map(AttemptViews::word).orElse("QUEUED");
        return new Started(SMS, state, attempt.triesLeft(), nextTurn, code.get().expiresAt(), Optional.empty());
    }

    private static String word(SmsState state) {
        return switch (state) {
            case WAITING, QUEUED -> "QUEUED";
            case SUBMITTED, UNCERTAIN -> "SENT";
            case DELIVERED -> "DELIVERED";
            case FAILED -> "FAILED";
            case EXPIRED -> "EXPIRED";
        };
    }
}
