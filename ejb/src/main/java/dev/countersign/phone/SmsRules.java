package dev.countersign.phone;

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

    static SmsRules of(Limits limits) {
        return new SmsRules(
                limits.duration(Rule.SMS_PAUSE), limits.count(Rule.SMS_PER_HOUR), limits.count(Rule.SMS_PER_DAY));
    }
}
