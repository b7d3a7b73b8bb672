package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsHeard;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * What a delivery receipt says.
 *
 * @param messageId the message center's id in the form of its submit_sm_resp, lower case
 * @param state message_state
 * @param errorCode network error as it is told: of network_error_code, else as the carrier spells it in the text; or empty
 * @param writtenError {@code err:} of the text, or empty
 * @param reference echoed user_message_reference, 0 to 65535
 * @param subscriber number that the message went to, digits without plus sign
 * @param key of the order, where the carrier was told it and says it again
 */
record Receipt(
        String messageId,
        SmsReceipt.State state,
        String errorCode,
        String writtenError,
        OptionalInt reference,
        String subscriber,
        Optional<UUID> key) {

    /** One whose error is spelt in one way, of a carrier that was told no key. */
    Receipt(String messageId, SmsReceipt.State state, String errorCode, OptionalInt reference, String subscriber) {
        this(messageId, state, errorCode, errorCode, reference, subscriber, Optional.empty());
    }

    /** Whether it says that the phone does not have the message and will not get it. */
    boolean isNegative() {
        return switch (state) {
            case EXPIRED, DELETED, UNDELIVERABLE, REJECTED -> true;
            case ENROUTE, DELIVERED, ACCEPTED, UNKNOWN -> false;
        };
    }

    /** Whether it says what became of the message. */
    boolean isFinal() {
        return state == SmsReceipt.State.DELIVERED || isNegative();
    }

    /** Whether it says that the carrier is still trying. */
    boolean isIntermediate() {
        return state == SmsReceipt.State.ENROUTE || state == SmsReceipt.State.ACCEPTED;
    }

    /** Whether it says anything of the message: what became of it, or that the carrier is still trying. */
    boolean isTelling() {
        return isFinal() || isIntermediate();
    }

    /** REJECTED where one of the carrier's error codes says that it blocks the number or the text. */
    Receipt inWordsOf(StatusTable statuses) {
        boolean blocked = statuses.blockedErrors().contains(errorCode)
                || statuses.blockedErrors().contains(writtenError);
        return isNegative() && blocked
                ? new Receipt(messageId, SmsReceipt.State.REJECTED, errorCode, writtenError, reference, subscriber, key)
                : this;
    }

    /** What another gateway heard. */
    static Receipt of(SmsHeard heard) {
        Integer reference = heard.reference();
        return new Receipt(
                heard.messageId(),
                heard.state(),
                heard.errorCode(),
                heard.errorCode(),
                reference == null ? OptionalInt.empty() : OptionalInt.of(reference),
                heard.subscriber(),
                Optional.ofNullable(heard.messageKey()));
    }

    /** What this gateway tells the others. */
    SmsHeard heardBy(String gateway, String carrier) {
        return new SmsHeard(
                gateway,
                carrier,
                messageId,
                state,
                errorCode,
                reference.isPresent() ? Integer.valueOf(reference.getAsInt()) : null,
                subscriber,
                key.orElse(null));
    }

    /** Names the receipt without the number. */
    @Override
    public String toString() {
        return "Receipt[" + messageId + ", " + state + ", error " + errorCode + "]";
    }
}
