package dev.countersign.login;

import dev.countersign.factor.FactorKind;
import dev.countersign.factor.SignedFactor;
import dev.countersign.sms.CodeDelivery;
import dev.countersign.sms.SmsReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An attempt as its client sees it.
 *
 * @param started the way that waits for an answer; empty if the password alone is enough
 */
public record AttemptView(
        String id, AttemptState state, Instant expiresAt, List<Factor> factors, Optional<Started> started) {

    public AttemptView {
        factors = List.copyOf(factors);
    }

    /**
     * A way the user may choose.
     *
     * @param label how the user knows it, for a number its last four digits
     */
    public record Factor(String id, String kind, String label, boolean isDefault) {}

    /**
     * The way that was started.
     *
     * @param kind SMS, CHALLENGE, PUSH, or the kind of any other factor, such as TOTP
     * @param state of an SMS: QUEUED, NO_CARRIER, SENT, DELIVERED, FAILED, EXPIRED, or COOLDOWN: nothing was sent yet (FAILED with a reason: nor
     *     will be); of a challenge: ISSUED or
     *     EXPIRED; of a push: SENT, OPENED, FAILED (the phone was not reached), EXPIRED, or how it ended: APPROVED, DENIED, SUPERSEDED, ENDED; of any other: ASKED or EXPIRED
     * @param question what a device is to sign
     * @param challenge the digits that the authenticator is to answer
     * @param resendAt when the number may get another SMS
     * @param expiresAt end of code or challenge; of the attempt while there is none
     * @param retryAfter with COOLDOWN: when to ask for the SMS
     * @param number two digits that the user types on the phone, where he is asked to; of a challenge: while a push waits there too
     * @param resendsLeft how often the phone may still be asked again
     * @param pushPaused with a challenge: whether pushes are paused, because the last ones were left unanswered
     * @param alsoByMail of an SMS: whether its code went to the user's mailbox, too
     * @param message of an SMS: what became of it, more exactly
     * @param reason with COOLDOWN: SMS_COOLDOWN or SMS_LIMIT; with FAILED: SMS_CLOSED, where nothing goes to the number
     */
    public record Started(
            String kind,
            String state,
            int triesLeft,
            Optional<SignedFactor.Question> question,
            Optional<String> challenge,
            Optional<Instant> resendAt,
            Instant expiresAt,
            Optional<Duration> retryAfter,
            Optional<String> number,
            Optional<Integer> resendsLeft,
            boolean pushPaused,
            boolean alsoByMail,
            Optional<SmsReport> message,
            Optional<Reason> reason) {

        static Started sms(CodeDelivery delivery, int triesLeft, Instant resendAt) {
            return new Started(
                    "SMS",
                    delivery.state().name(),
                    triesLeft,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(resendAt),
                    delivery.expiresAt(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    delivery.isMailed(),
                    Optional.of(delivery.report()),
                    Optional.empty());
        }

        /** An SMS that was not sent, and why. */
        static Started keptBack(
                Reason reason, int triesLeft, Instant resendAt, Instant expiresAt, Duration retryAfter) {
            return new Started(
                    "SMS",
                    "COOLDOWN",
                    triesLeft,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(resendAt),
                    expiresAt,
                    Optional.of(retryAfter),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty(),
                    Optional.of(reason));
        }

        /** An SMS that was not sent and will not be, and why. */
        static Started neverSent(Reason reason, int triesLeft, Instant expiresAt) {
            return new Started(
                    "SMS",
                    "FAILED",
                    triesLeft,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    expiresAt,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty(),
                    Optional.of(reason));
        }

        static Started challenge(
                String state,
                int triesLeft,
                String question,
                Instant expiresAt,
                Optional<String> number,
                boolean pushPaused) {
            return new Started(
                    "CHALLENGE",
                    state,
                    triesLeft,
                    Optional.empty(),
                    Optional.of(question),
                    Optional.empty(),
                    expiresAt,
                    Optional.empty(),
                    number,
                    Optional.empty(),
                    pushPaused,
                    false,
                    Optional.empty(),
                    Optional.empty());
        }

        /** @param question what the user is shown; empty where his device shows codes by itself */
        static Started typed(
                FactorKind kind, String state, int triesLeft, Optional<String> question, Instant expiresAt) {
            return new Started(
                    kind.name(),
                    state,
                    triesLeft,
                    Optional.empty(),
                    question,
                    Optional.empty(),
                    expiresAt,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty());
        }

        static Started signed(FactorKind kind, int triesLeft, SignedFactor.Question question) {
            return new Started(
                    kind.name(),
                    "ASKED",
                    triesLeft,
                    Optional.of(question),
                    Optional.empty(),
                    Optional.empty(),
                    question.expiresAt(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty());
        }

        static Started push(String state, int triesLeft, Instant expiresAt, Optional<String> number, int resendsLeft) {
            return new Started(
                    "PUSH",
                    state,
                    triesLeft,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    expiresAt,
                    Optional.empty(),
                    number,
                    Optional.of(resendsLeft),
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
