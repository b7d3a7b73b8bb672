package dev.countersign.login;

import dev.countersign.login.AttemptView.Factor;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.phone.CodePurpose;
import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.MobileNumbers;
import dev.countersign.phone.SmsCodes;
import dev.countersign.phone.SmsState;
import dev.countersign.phone.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

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
        return view(attempt, (number, now) -> read(attempt, number, now));
    }

    /** What a client sees right after a turn was asked for; reads nothing of what was just written. */
    AttemptView view(LoginAttempt attempt, Turn turn) {
        return view(
                attempt,
                (number, now) -> turn.codeEnd()
                        .map(end -> started(attempt, SmsState.WAITING, turn.next(), end))
                        .orElseGet(() -> cooldown(attempt, turn.next(), now)));
    }

    private AttemptView view(LoginAttempt attempt, BiFunction<MobileNumber, Instant, Started> starting) {
        Instant now = clock.instant();
        Optional<MobileNumber> number = attempt.numberId().map(numbers::getNumber);
        return new AttemptView(
                attempt.id(),
                attempt.stateAt(now),
                attempt.expiresAt(),
                number.map(to -> new Factor(to.id(), SMS, to.masked(), true)).stream()
                        .toList(),
                number.map(to -> starting.apply(to, now)));
    }

    private Started read(LoginAttempt attempt, MobileNumber number, Instant now) {
        Instant nextTurn = codes.nextTurn(number.e164());
        return codes.findCode(CodePurpose.LOGIN, attempt.id())
                .map(code ->
                        started(attempt, codes.findState(code).orElse(SmsState.WAITING), nextTurn, code.expiresAt()))
                .orElseGet(() -> cooldown(attempt, nextTurn, now));
    }

    private static Started started(LoginAttempt attempt, SmsState state, Instant nextTurn, Instant codeEnd) {
        return new Started(SMS, word(state), attempt.triesLeft(), nextTurn, codeEnd, Optional.empty());
    }

    private static Started cooldown(LoginAttempt attempt, Instant nextTurn, Instant now) {
        Duration wait = nextTurn.isAfter(now) ? Duration.between(now, nextTurn) : Duration.ZERO;
        return new Started(SMS, "COOLDOWN", attempt.triesLeft(), nextTurn, attempt.expiresAt(), Optional.of(wait));
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
