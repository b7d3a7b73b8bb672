package dev.countersign.login;

import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Challenges;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.IssuedChallenge;
import dev.countersign.login.AttemptView.Factor;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.phone.CodePurpose;
import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.MobileNumbers;
import dev.countersign.phone.SmsCodes;
import dev.countersign.phone.SmsState;
import dev.countersign.phone.Turn;
import dev.countersign.push.PushRequest;
import dev.countersign.push.PushRequestState;
import dev.countersign.push.PushRequests;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Puts together what a client sees of its attempt; works inside the caller's transaction. */
@ApplicationScoped
class AttemptViews {

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

    @Inject
    private Authenticators authenticators;

    @Inject
    private Challenges challenges;

    @Inject
    private PushRequests requests;

    @Inject
    private Clock clock;

    AttemptView view(LoginAttempt attempt) {
        return attempt.asked().enrolment().isPresent()
                ? phoneView(attempt)
                : view(attempt, (number, now) -> read(attempt, number, now));
    }

    /** What a client sees right after a turn was asked for; reads nothing of what was just written. */
    AttemptView view(LoginAttempt attempt, Turn turn) {
        return view(
                attempt,
                (number, now) -> turn.codeEnd()
                        .map(end -> started(attempt, SmsState.WAITING, turn.next(), end))
                        .orElseGet(() -> cooldown(attempt, turn.next(), now)));
    }

    /** What a client sees right after its user's authenticator was asked the first thing of an attempt. */
    AttemptView view(LoginAttempt attempt, IssuedChallenge issued) {
        return view(attempt, Optional.of(started(attempt, issued, Optional.empty(), clock.instant())));
    }

    /** What a client sees right after its user's phone was asked to approve. */
    AttemptView view(LoginAttempt attempt, PushRequest request) {
        return view(
                attempt, Optional.of(started(attempt, request, requests.resendsLeft(attempt.id()), clock.instant())));
    }

    /** Of challenge and request the newer one is shown; the other one counts all the same. */
    private AttemptView phoneView(LoginAttempt attempt) {
        Optional<IssuedChallenge> issued = challenges.findNewest(attempt.id());
        List<PushRequest> all = requests.list(attempt.id());
        Optional<PushRequest> newest = all.stream().findFirst();
        Optional<PushRequest> request = newest.filter(
                asked -> issued.isEmpty() || issued.get().createdAt().isBefore(asked.createdAt()));
        Instant now = clock.instant();
        Optional<String> number = newest.filter(asked -> asked.stateAt(now) == PushRequestState.WAITING)
                .flatMap(PushRequest::number);
        return view(
                attempt,
                request.map(asked -> started(attempt, asked, requests.resendsLeft(all), now))
                        .or(() -> issued.map(asked -> started(attempt, asked, number, now))));
    }

    private AttemptView view(LoginAttempt attempt, Optional<Started> started) {
        Instant now = clock.instant();
        Enrolment phone = authenticators.get(attempt.asked().enrolment().orElseThrow());
        Factor factor = new Factor(phone.id().toString(), AskedFactor.AUTHENTICATOR, authenticators.model(phone), true);
        return new AttemptView(attempt.id(), attempt.stateAt(now), attempt.expiresAt(), List.of(factor), started);
    }

    private Started started(LoginAttempt attempt, IssuedChallenge asked, Optional<String> number, Instant now) {
        boolean paused = attempt.asked().enrolment().filter(requests::isPaused).isPresent();
        return Started.challenge(
                asked.isAlive(now) ? "ISSUED" : "EXPIRED",
                attempt.triesLeft(),
                asked.question(),
                asked.expiresAt(),
                number,
                paused);
    }

    private static Started started(LoginAttempt attempt, PushRequest request, int resendsLeft, Instant now) {
        return Started.push(
                word(request, now), attempt.triesLeft(), request.expiresAt(), request.number(), resendsLeft);
    }

    private AttemptView view(LoginAttempt attempt, BiFunction<MobileNumber, Instant, Started> starting) {
        Instant now = clock.instant();
        Optional<MobileNumber> number = attempt.asked().numberId().map(numbers::getNumber);
        return new AttemptView(
                attempt.id(),
                attempt.stateAt(now),
                attempt.expiresAt(),
                number.map(to -> new Factor(to.id(), AskedFactor.SMS, to.masked(), true)).stream()
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
        return Started.sms(word(state), attempt.triesLeft(), nextTurn, codeEnd, Optional.empty());
    }

    private static Started cooldown(LoginAttempt attempt, Instant nextTurn, Instant now) {
        Duration wait = nextTurn.isAfter(now) ? Duration.between(now, nextTurn) : Duration.ZERO;
        return Started.sms("COOLDOWN", attempt.triesLeft(), nextTurn, attempt.expiresAt(), Optional.of(wait));
    }

    private static String word(PushRequest request, Instant now) {
        if (request.stateAt(now) != PushRequestState.WAITING) {
            return request.stateAt(now).name();
        }
        if (request.isOpened()) {
            return "OPENED";
        }
        return request.isUndelivered() ? "FAILED" : "SENT";
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
