package dev.countersign.policy;

import java.util.EnumMap;
import java.util.Map;

/** Limits as they are configured by default. */
public final class LimitsForTests {

    private LimitsForTests() {}

    public static Limits withLockFailures(int failures) {
        Map<Rule, String> values = new EnumMap<>(Rule.class);
        values.put(Rule.LOCK_FAILURES, Integer.toString(failures));
        values.put(Rule.LOCK_TIME, "PT24H");
        values.put(Rule.ATTEMPT_TRIES, "5");
        values.put(Rule.ATTEMPT_LIFE, "PT10M");
        values.put(Rule.OPEN_ATTEMPTS, "3");
        values.put(Rule.SMS_PAUSE, "PT2M");
        values.put(Rule.SMS_PER_HOUR, "5");
        values.put(Rule.SMS_PER_DAY, "10");
        values.put(Rule.SMS_PREFIX_MOST, "20");
        values.put(Rule.SMS_PREFIX_WINDOW, "PT10M");
        values.put(Rule.SMS_COUNTRY_PER_DAY, "1000");
        values.put(Rule.SMS_CONVERSION_SENDS, "50");
        values.put(Rule.SMS_CONVERSION_PERCENT, "10");
        values.put(Rule.SMS_COUNTRY_OPEN, "1");
        values.put(Rule.SMS_ADDRESS_PER_HOUR, "100");
        values.put(Rule.SMS_CLIENT_PER_DAY, "250000");
        values.put(Rule.AUTHENTICATOR_INVITATION, "1");
        values.put(Rule.LAST_PERMANENT_STAYS, "0");
        values.put(Rule.RECOVERY_CODES, "0");
        values.put(Rule.CARD_LEAST_EQUITY, "1000000");
        values.put(Rule.CARD_DEPOSIT, "20");
        values.put(Rule.MIGRATIONS_PER_DAY, "3");
        values.put(Rule.NOTIFY_LOGIN, "0");
        values.put(Rule.CODE_ALSO_BY_MAIL, "0");
        values.put(Rule.NUMBER_MATCHING, "1");
        values.put(Rule.SESSION_IDLE, "PT15M");
        return new Limits(values);
    }
}
