package dev.countersign.budget;

import dev.countersign.policy.Limits;
import dev.countersign.policy.Rule;
import java.time.Duration;

/**
 * How many codes may go to numbers that nobody has proven to hold.
 *
 * @param prefixMost to numbers with the same first seven digits, within {@code prefixWindow}
 * @param countryMost to a country within a day
 * @param conversionSends codes of a day to a country from which on it counts how many were entered
 * @param conversionPercent of them that have to be entered; 0 asks for none
 */
record RangeRules(int prefixMost, Duration prefixWindow, int countryMost, int conversionSends, int conversionPercent) {

    /** @param limits of the number's country */
    static RangeRules of(Limits limits) {
        return new RangeRules(
                limits.count(Rule.SMS_PREFIX_MOST),
                limits.duration(Rule.SMS_PREFIX_WINDOW),
                limits.count(Rule.SMS_COUNTRY_PER_DAY),
                limits.count(Rule.SMS_CONVERSION_SENDS),
                limits.count(Rule.SMS_CONVERSION_PERCENT));
    }
}
