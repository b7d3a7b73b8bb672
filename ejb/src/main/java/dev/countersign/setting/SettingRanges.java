package dev.countersign.setting;

import dev.countersign.policy.Range;
import dev.countersign.policy.Rule;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The values that each number of the configuration may have. The least is where a limit still limits and a life is one; the most is
 * where a typing error shows. docs/configuration.md says the same.
 */
public final class SettingRanges {

    private static final String KEYS = "countersign.";

    private static final Map<String, Range> BY_KEY = Collections.unmodifiableMap(new TreeMap<>(Map.ofEntries(
            Map.entry(KEYS + "authenticator.invitation", Rule.AUTHENTICATOR_INVITATION.range()),
            Map.entry(KEYS + "card-order.deposit", Rule.CARD_DEPOSIT.range()),
            Map.entry(KEYS + "card-order.least-equity", Rule.CARD_LEAST_EQUITY.range()),
            Map.entry(KEYS + "factor.last-permanent-stays", Rule.LAST_PERMANENT_STAYS.range()),
            Map.entry(KEYS + "login.attempt-life", Rule.ATTEMPT_LIFE.range()),
            Map.entry(KEYS + "login.lock-failures", Rule.LOCK_FAILURES.range()),
            Map.entry(KEYS + "login.lock-time", Rule.LOCK_TIME.range()),
            Map.entry(KEYS + "login.open-attempts", Rule.OPEN_ATTEMPTS.range()),
            Map.entry(KEYS + "login.tries", Rule.ATTEMPT_TRIES.range()),
            Map.entry(KEYS + "mail.login-codes", Rule.CODE_ALSO_BY_MAIL.range()),
            Map.entry(KEYS + "migration.per-day", Rule.MIGRATIONS_PER_DAY.range()),
            Map.entry(KEYS + "notice.login", Rule.NOTIFY_LOGIN.range()),
            Map.entry(KEYS + "push.number-matching", Rule.NUMBER_MATCHING.range()),
            Map.entry(KEYS + "recovery-codes.allowed", Rule.RECOVERY_CODES.range()),
            Map.entry(KEYS + "session.idle", Rule.SESSION_IDLE.range()),
            Map.entry(KEYS + "sms.address-per-hour", Rule.SMS_ADDRESS_PER_HOUR.range()),
            Map.entry(KEYS + "sms.client-per-day", Rule.SMS_CLIENT_PER_DAY.range()),
            Map.entry(KEYS + "sms.conversion-percent", Rule.SMS_CONVERSION_PERCENT.range()),
            Map.entry(KEYS + "sms.conversion-sends", Rule.SMS_CONVERSION_SENDS.range()),
            Map.entry(KEYS + "sms.cooldown", Rule.SMS_PAUSE.range()),
            Map.entry(KEYS + "sms.country-open", Rule.SMS_COUNTRY_OPEN.range()),
            Map.entry(KEYS + "sms.country-per-day", Rule.SMS_COUNTRY_PER_DAY.range()),
            Map.entry(KEYS + "sms.per-day", Rule.SMS_PER_DAY.range()),
            Map.entry(KEYS + "sms.per-hour", Rule.SMS_PER_HOUR.range()),
            Map.entry(KEYS + "sms.prefix-most", Rule.SMS_PREFIX_MOST.range()),
            Map.entry(KEYS + "sms.prefix-window", Rule.SMS_PREFIX_WINDOW.range()),
            count("activation.tries", 1, 20),
            count("activation.users-per-phone", 1, 1000),
            count("activation.wrong-codes-per-address", 1, 1_000_000),
            count("activation.wrong-codes-per-hour", 1, 100_000),
            count("activation.wrong-pins-per-hour", 1, 100),
            count("authenticator.challenges-per-hour", 1, 100_000),
            count("authenticator.renewal-after", 1, 800_000),
            count("card-order.booking-days", 0, 365),
            count("card-order.shipment-days", 0, 365),
            count("card.drift-steps", 0, 10_000),
            count("card.look-ahead", 0, 10_000),
            count("card.resync-drift-steps", 0, 10_000),
            count("card.resync-look-ahead", 0, 10_000),
            count("card.wrong-answers", 1, 100),
            count("confirmation.questions-per-hour", 1, 100),
            count("confirmation.tries", 1, 20),
            count("grid.wrong-pairs", 1, 100),
            count("http.event-streams", 10, 100_000),
            count("login.address-failures", 1, 100),
            count("mail.port", 1, 65_535),
            count("notice.per-day", 0, 1000),
            count("number.added-per-day", 1, 100),
            count("number.codes-per-day", 1, 1000),
            count("number.most", 1, 100),
            count("number.tries", 1, 20),
            count("passkey.most", 1, 100),
            count("password.argon2-iterations", 1, 100),
            count("password.argon2-lanes", 1, 16),
            // Eight a lane, however many there are.
            count("password.argon2-memory-kib", 128, 2_097_152),
            count("password.reset-tries", 1, 20),
            count("push.most", 1, 1000),
            count("push.resends", 0, 100),
            count("push.test.most", 1, 1000),
            count("push.unanswered", 1, 1000),
            count("sms.daily-budget", 0, 999_999_999),
            count("sms.daily-most", 0, 999_999_999),
            count("sms.relay-batch", 1, 10_000),
            count("totp.drift", 0, 10),
            count("totp.most", 1, 100),
            duration("activation.fresh-login", "PT0S", "P1D"),
            duration("activation.life", "PT1M", "P1D"),
            duration("activation.token-life", "PT1M", "P1D"),
            duration("audit.head-interval", "PT1S", "P1D"),
            duration("authenticator.challenge-life", "PT10S", "PT1H"),
            duration("card-order.address-wait", "PT0S", "P30D"),
            duration("card-order.return-time", "PT1H", "P365D"),
            duration("card.block-time", "PT1S", "P30D"),
            duration("card.challenge-life", "PT10S", "PT1H"),
            count("card.challenges-per-hour", 1, 100_000),
            duration("card.enforced-after", "PT0S", "P3650D"),
            duration("confirmation.life", "PT30S", "P1D"),
            duration("diagnosis.recent", "PT1M", "P30D"),
            duration("diagnosis.silence", "PT1M", "P365D"),
            duration("grid.life", "PT1H", "P365D"),
            duration("login.address-window", "PT1S", "P1D"),
            duration("mail.life", "PT1M", "P30D"),
            duration("mail.relay-lease", "PT1S", "P1D"),
            duration("mail.timeout", "PT1S", "PT10M"),
            duration("migration.stop-life", "PT1M", "P30D"),
            duration("migration.weak-time", "PT0S", "P30D"),
            duration("number.permit-life", "PT1M", "P1D"),
            duration("passcode.full-time", "PT1M", "P30D"),
            duration("passcode.limited-time", "PT0S", "P30D"),
            duration("passcode.permit-life", "PT1M", "P1D"),
            duration("passkey.registration-life", "PT30S", "P1D"),
            duration("password.hashing-patience", "PT0S", "PT1M"),
            duration("password.reset-code-life", "PT1M", "P7D"),
            duration("password.reset-sms-life", "PT30S", "P1D"),
            duration("push.answer-timeout", "PT0.1S", "PT1M"),
            duration("push.connect-timeout", "PT0.1S", "PT1M"),
            duration("push.life", "PT10S", "PT1H"),
            duration("push.live", "PT1S", "PT1H"),
            duration("push.test.life", "PT1S", "PT10M"),
            duration("push.window", "PT1S", "P1D"),
            duration("session.absolute-life", "PT1M", "P365D"),
            duration("sms.code-life", "PT30S", "PT1H"),
            duration("sms.network-life", "PT1H", "P3650D"),
            duration("sms.relay-lease", "PT1S", "PT1H"),
            duration("token.key-lead", "PT0S", "P7D"),
            duration("token.leeway", "PT0S", "PT5M"),
            duration("token.life", "PT10S", "P1D"),
            duration("totp.setup-time", "PT1M", "P1D"))));

    private SettingRanges() {}

    /** All of them by key. */
    public static Map<String, Range> byKey() {
        return BY_KEY;
    }

    /**
     * A sentence for each setting that has a value and a wrong one.
     *
     * @param settings the value of a key; empty where nobody has set one
     */
    static List<String> faults(Function<String, Optional<String>> settings) {
        return BY_KEY.entrySet().stream()
                .flatMap(entry -> settings.apply(entry.getKey()).map(String::strip).stream()
                        .filter(value -> !entry.getValue().contains(value))
                        .map(value -> entry.getKey() + " is " + entry.getValue() + ", and not " + value))
                .toList();
    }

    private static Map.Entry<String, Range> count(String key, long least, long most) {
        return Map.entry(KEYS + key, Range.ofCounts(least, most));
    }

    private static Map.Entry<String, Range> duration(String key, String least, String most) {
        return Map.entry(KEYS + key, Range.ofDurations(Duration.parse(least), Duration.parse(most)));
    }
}
