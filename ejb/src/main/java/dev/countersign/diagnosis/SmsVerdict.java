package dev.countersign.diagnosis;

/** Why a text message does not come. */
public enum SmsVerdict {
    /** Logins ask for something else, because the user has something that is made to stay. */
    S_NOT_SMS_USER(Count.NOTHING),
    /** The number is not proven to be the user's, so nothing goes there. */
    S_UNVERIFIED(Count.NOTHING),
    /** Login codes go to another number than the one in the user's hand. */
    S_OTHER_NUMBER(Count.NOTHING),
    /** Nothing was sent, because the number got one a moment ago. */
    S_WAIT(Count.NOTHING),
    /** Nothing was sent, because the number got too many. */
    S_LIMIT(Count.NOTHING),
    /** No text message goes to a number like this. */
    S_BAD_NUMBER(Count.NOTHING),
    /** Nobody asked for one. */
    S_NO_REQUEST(Count.NOTHING),
    /** It could not be sent in its time. */
    S_NOT_SENT(Count.NOTHING),
    /** The network says that the phone has it. */
    S_DELIVERED(Count.TROUBLE),
    /** The carrier blocks it. */
    S_CARRIER_BLOCK(Count.TROUBLE),
    /** The network did not reach the phone. */
    S_UNREACHABLE(Count.TROUBLE),
    /** It is on its way. */
    S_DELAY(Count.NOTHING),
    /** A carrier took it and says nothing. */
    S_NO_RECEIPT(Count.TROUBLE),
    /** The phone was not started anew. */
    S_RESTART(Count.TROUBLE),
    /** It happens again and again: something else than text messages is better. */
    S_ADVISE_AUTH(Count.TROUBLE),
    /** Nothing of all this: people must look. */
    S_ESCALATE(Count.TROUBLE);

    private enum Count {
        NOTHING,
        TROUBLE
    }

    private final Count count;

    SmsVerdict(Count count) {
        this.count = count;
    }

    /** Whether a message that was sent did not reach its user: what happens often speaks against text messages. */
    boolean isTrouble() {
        return count == Count.TROUBLE;
    }
}
