package dev.countersign.sms;

import dev.countersign.policy.Limits;
import dev.countersign.policy.Rule;
import java.time.Duration;

/**
 * How many SMS one number may get, whoever asks and for whatever purpose.
 *
 * @param pause between two
 * @param perHour within any hour
 * @param perDay within any 24 hours
 */
record SmsRules(Duration pause, int perHour, int perDay) {

    /**
     * Of an hour's and of a day's turns these are kept for codes that go to who has proven to hold the number: anybody can type it, ask
     * for codes that prove it, and would keep its owner from his logins.
     */
    private static final int KEPT_OF_HOUR = 2;

    private static final int KEPT_OF_DAY = 4;

    static SmsRules of(Limits limits) {
        return new SmsRules(
                limits.duration(Rule.SMS_PAUSE), limits.count(Rule.SMS_PER_HOUR), limits.count(Rule.SMS_PER_DAY));
    }

    /** What of them holds for who has yet to prove that he holds the number; one at least. */
    SmsRules ofUnproven() {
        return new SmsRules(pause, Math.max(1, perHour - KEPT_OF_HOUR), Math.max(1, perDay - KEPT_OF_DAY));
    }
}
