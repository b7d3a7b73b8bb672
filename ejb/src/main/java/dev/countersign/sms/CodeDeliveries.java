package dev.countersign.sms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * How SMS with codes stand; works inside the caller's transaction. Who may know it, the caller has found out: whoever may answer with
 * the code, and nobody else.
 */
@ApplicationScoped
public class CodeDeliveries {

    @Inject
    private SmsOutbox outbox;

    @Inject
    private CarrierReach carriers;

    @Inject
    private Clock clock;

    /** How the newest SMS of the subject stands while its code lives; empty where nothing is waited for. */
    public Optional<CodeDelivery> find(CodePurpose purpose, String subject) {
        return outbox.findCode(purpose, subject)
                .filter(code -> code.isAlive(clock.instant()))
                .flatMap(this::find);
    }

    /** How the newest SMS with this code stands, alive or not. */
    public Optional<CodeDelivery> find(OneTimeCode code) {
        return outbox.findNewestOrder(code).map(sms -> new CodeDelivery(state(sms), SmsReport.of(sms), code));
    }

    /** Whether the SMS is still here, because no carrier takes it. */
    boolean isWithoutCarrier(OutboundSms sms) {
        return state(sms) == CodeDelivery.State.NO_CARRIER;
    }

    /** How an SMS stands that was ordered just now with this code. */
    public CodeDelivery ordered(OneTimeCode code) {
        Instant now = clock.instant();
        return new CodeDelivery(ordered(), new SmsReport(SmsReport.Standing.WAITING, now, now), code);
    }

    private CodeDelivery.State ordered() {
        return carriers.isAway() ? CodeDelivery.State.NO_CARRIER : CodeDelivery.State.QUEUED;
    }

    /**
     * The user learns at once that no message can leave, or his cannot, and may take another way; the order waits for a carrier as long as its
     * code lives.
     */
    private CodeDelivery.State state(OutboundSms sms) {
        return switch (sms.state()) {
            case WAITING, QUEUED ->
                sms.stalledFor().filter(carriers::areAway).isPresent() ? CodeDelivery.State.NO_CARRIER : ordered();
            case SUBMITTED, UNCERTAIN -> CodeDelivery.State.SENT;
            case DELIVERED -> CodeDelivery.State.DELIVERED;
            case FAILED -> CodeDelivery.State.FAILED;
            case EXPIRED -> CodeDelivery.State.EXPIRED;
        };
    }
}
