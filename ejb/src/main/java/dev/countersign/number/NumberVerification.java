package dev.countersign.number;

import dev.countersign.confirmation.Proof;
import dev.countersign.factor.CodeCheck;
import dev.countersign.number.NumberOutcome.Granted;
import dev.countersign.number.NumberRefusal.Reason;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.sms.CodeDeliveries;
import dev.countersign.sms.CodeDelivery;
import dev.countersign.sms.CodeOrder;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Delivery;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumber.Verdict;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.sms.OneTimeCode;
import dev.countersign.sms.SmsCodes;
import dev.countersign.sms.SmsHistory;
import dev.countersign.sms.SmsSettings;
import dev.countersign.sms.Turn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.User;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A user proves to hold a number by a code that went there. Each method is one transaction. */
@Stateless
public class NumberVerification {

    private static final String CODE = "NUMBER_CODE";
    private static final String VERIFIED = "NUMBER_VERIFIED";

    @Inject
    private NumberProofs proofs;

    @Inject
    private SmsCodes codes;

    @Inject
    private SmsHistory history;

    @Inject
    private CodeDeliveries deliveries;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private NumberAccess access;

    @Inject
    private NumberViews views;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private NumberSettings settings;

    @Inject
    private SmsSettings smsSettings;

    @Inject
    private Clock clock;

    /** Sends a confirm code, or the living one again with its end and its tries. */
    public NumberOutcome<Verification> sendCode(SignedInUser caller, String numberId, Optional<Proof> proof) {
        return access.begin(
                caller,
                CODE,
                user -> access.toOwn(caller, numberId, CODE, number -> {
                    if (number.isVerified()) {
                        return new Granted<>(new Verification.Done(views.view(number)));
                    }
                    return access.permitted(caller, proof, CODE, number, own -> send(caller, user, own));
                }));
    }

    /** Takes a confirm code. A user without a factor has one from then on: SMS to this number. */
    public NumberOutcome<OwnNumber> answer(SignedInUser caller, String numberId, String typed, Optional<Proof> proof) {
        return access.begin(
                caller,
                VERIFIED,
                user -> access.toOwn(caller, numberId, VERIFIED, number -> {
                    if (number.isVerified()) {
                        return new Granted<>(views.view(number));
                    }
                    return access.permitted(caller, proof, VERIFIED, number, own -> answer(caller, user, own, typed));
                }));
    }

    /** How the SMS with the confirm code stands that a number of the user's waits for; of others' messages to that number nothing is said. */
    public Optional<CodeDelivery> findDelivery(SignedInUser caller, String numberId) {
        return numbers.findOwn(caller.userId(), numberId)
                .filter(number -> !number.isVerified())
                .flatMap(number -> deliveries.find(CodePurpose.NUMBER, number.id()));
    }

    private NumberOutcome<Verification> send(SignedInUser caller, User user, MobileNumber number) {
        Instant now = clock.instant();
        Optional<NumberRefusal> refusal = refusal(caller, number, now);
        if (refusal.isPresent()) {
            return access.refuse(caller, CODE, number.id(), refusal.get());
        }
        Turn turn = codes.send(new CodeOrder(
                CodePurpose.NUMBER,
                number.id(),
                number.e164(),
                user.language(),
                user.jurisdiction(),
                now.plus(smsSettings.codeLife())));
        if (turn.kind() == Turn.Kind.CLOSED) {
            return access.refuse(caller, CODE, number.id(), NumberRefusal.of(Reason.CLOSED));
        }
        if (!turn.isTaken()) {
            Duration wait = Duration.between(now, turn.next());
            return access.refuse(
                    caller,
                    CODE,
                    number.id(),
                    NumberRefusal.of(reason(turn.kind())).withRetryAfter(wait));
        }
        OneTimeCode code = codes.findCode(CodePurpose.NUMBER, number.id()).orElseThrow();
        number.codeSent(code, settings.tries(jurisdictions.limits(user.jurisdiction())));
        access.record(caller, CODE, number.id());
        return new Granted<>(new Verification.Sent(number.triesLeft(), turn.next(), code.expiresAt()));
    }

    /** Whatever is typed after the code's end costs no try: only another code helps. */
    private CodeCheck check(MobileNumber number, String typed, Instant now) {
        Optional<OneTimeCode> alive =
                codes.findCode(CodePurpose.NUMBER, number.id()).filter(code -> code.isAlive(now));
        return alive.isPresent() ? codes.check(alive, typed) : CodeCheck.EXPIRED;
    }

    private static Reason reason(Turn.Kind none) {
        return switch (none) {
            case BLOCKED -> Reason.CARRIER_BLOCKED;
            case CLOSED -> Reason.CLOSED;
            case LIMIT -> Reason.DAILY_LIMIT;
            case PAUSE, TAKEN -> Reason.COOLDOWN;
        };
    }

    private Optional<NumberRefusal> refusal(SignedInUser caller, MobileNumber number, Instant now) {
        Delivery delivery = history.delivery(number);
        Optional<OneTimeCode> living =
                codes.findCode(CodePurpose.NUMBER, number.id()).filter(code -> code.isAlive(now));
        if (living.isPresent() && delivery == Delivery.UNREACHABLE) {
            Duration wait = Duration.between(now, living.get().expiresAt());
            return Optional.of(NumberRefusal.of(Reason.UNREACHABLE).withRetryAfter(wait));
        }
        return proofs.freeAgain(caller.userId())
                .map(free -> NumberRefusal.of(Reason.DAILY_LIMIT).withRetryAfter(Duration.between(now, free)));
    }

    private NumberOutcome<OwnNumber> answer(SignedInUser caller, User user, MobileNumber number, String typed) {
        Instant now = clock.instant();
        Verdict verdict = number.answer(() -> check(number, typed, now), now);
        if (number.isVerified() || number.triesLeft() == 0) {
            codes.findCode(CodePurpose.NUMBER, number.id()).ifPresent(codes::end);
        }
        return switch (verdict) {
            case VERIFIED, ALREADY_VERIFIED -> {
                proofs.proven(caller.userId(), number, codes.findCode(CodePurpose.NUMBER, number.id()));
                yield new Granted<>(views.view(number));
            }
            case WRONG -> {
                access.countWrongCode(caller, user);
                yield access.refuse(
                        caller,
                        VERIFIED,
                        number.id(),
                        NumberRefusal.of(Reason.CODE_WRONG).withTriesLeft(number.triesLeft()));
            }
            case CODE_EXPIRED -> access.refuse(caller, VERIFIED, number.id(), NumberRefusal.of(Reason.CODE_EXPIRED));
            case TRIES_EXHAUSTED ->
                access.refuse(caller, VERIFIED, number.id(), NumberRefusal.of(Reason.TRIES_EXHAUSTED));
        };
    }
}
