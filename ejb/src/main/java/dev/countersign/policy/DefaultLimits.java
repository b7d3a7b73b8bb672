package dev.countersign.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The values of the configuration, which hold wherever a jurisdiction says nothing else. */
@ApplicationScoped
class DefaultLimits {

    @Inject
    @ConfigProperty(name = "countersign.login.lock-failures", defaultValue = "10")
    private String lockFailures;

    @Inject
    @ConfigProperty(name = "countersign.login.lock-time", defaultValue = "PT24H")
    private String lockTime;

    @Inject
    @ConfigProperty(name = "countersign.login.tries", defaultValue = "5")
    private String tries;

    @Inject
    @ConfigProperty(name = "countersign.login.attempt-life", defaultValue = "PT10M")
    private String attemptLife;

    @Inject
    @ConfigProperty(name = "countersign.login.open-attempts", defaultValue = "3")
    private String openAttempts;

    @Inject
    @ConfigProperty(name = "countersign.sms.cooldown", defaultValue = "PT2M")
    private String smsPause;

    @Inject
    @ConfigProperty(name = "countersign.sms.per-hour", defaultValue = "5")
    private String smsPerHour;

    @Inject
    @ConfigProperty(name = "countersign.sms.per-day", defaultValue = "10")
    private String smsPerDay;

    @Inject
    @ConfigProperty(name = "countersign.sms.prefix-most", defaultValue = "20")
    private String smsPrefixMost;

    @Inject
    @ConfigProperty(name = "countersign.sms.prefix-window", defaultValue = "PT10M")
    private String smsPrefixWindow;

    @Inject
    @ConfigProperty(name = "countersign.sms.country-per-day", defaultValue = "1000")
    private String smsCountryPerDay;

    @Inject
    @ConfigProperty(name = "countersign.sms.conversion-sends", defaultValue = "50")
    private String smsConversionSends;

    @Inject
    @ConfigProperty(name = "countersign.sms.conversion-percent", defaultValue = "10")
    private String smsConversionPercent;

    @Inject
    @ConfigProperty(name = "countersign.sms.country-open", defaultValue = "1")
    private String smsCountryOpen;

    @Inject
    @ConfigProperty(name = "countersign.sms.address-per-hour", defaultValue = "100")
    private String smsAddressPerHour;

    @Inject
    @ConfigProperty(name = "countersign.sms.client-per-day", defaultValue = "250000")
    private String smsClientPerDay;

    @Inject
    @ConfigProperty(name = "countersign.authenticator.invitation", defaultValue = "1")
    private String authenticatorInvitation;

    @Inject
    @ConfigProperty(name = "countersign.migration.per-day", defaultValue = "3")
    private String migrationsPerDay;

    @Inject
    @ConfigProperty(name = "countersign.notice.login", defaultValue = "0")
    private String notifyLogin;

    @Inject
    @ConfigProperty(name = "countersign.mail.login-codes", defaultValue = "0")
    private String codeAlsoByMail;

    @Inject
    @ConfigProperty(name = "countersign.push.number-matching", defaultValue = "1")
    private String numberMatching;

    @Inject
    @ConfigProperty(name = "countersign.factor.last-permanent-stays", defaultValue = "0")
    private String lastPermanentStays;

    @Inject
    @ConfigProperty(name = "countersign.recovery-codes.allowed", defaultValue = "0")
    private String recoveryCodes;

    @Inject
    @ConfigProperty(name = "countersign.card-order.least-equity", defaultValue = "1000000")
    private String cardLeastEquity;

    @Inject
    @ConfigProperty(name = "countersign.card-order.deposit", defaultValue = "20")
    private String cardDeposit;

    @Inject
    @ConfigProperty(name = "countersign.session.idle", defaultValue = "PT15M")
    private String sessionIdle;

    Limits limits() {
        Map<Rule, String> values = new EnumMap<>(Rule.class);
        values.put(Rule.LOCK_FAILURES, lockFailures);
        values.put(Rule.LOCK_TIME, lockTime);
        values.put(Rule.ATTEMPT_TRIES, tries);
        values.put(Rule.ATTEMPT_LIFE, attemptLife);
        values.put(Rule.OPEN_ATTEMPTS, openAttempts);
        values.put(Rule.SMS_PAUSE, smsPause);
        values.put(Rule.SMS_PER_HOUR, smsPerHour);
        values.put(Rule.SMS_PER_DAY, smsPerDay);
        values.put(Rule.SMS_PREFIX_MOST, smsPrefixMost);
        values.put(Rule.SMS_PREFIX_WINDOW, smsPrefixWindow);
        values.put(Rule.SMS_COUNTRY_PER_DAY, smsCountryPerDay);
        values.put(Rule.SMS_CONVERSION_SENDS, smsConversionSends);
        values.put(Rule.SMS_CONVERSION_PERCENT, smsConversionPercent);
        values.put(Rule.SMS_COUNTRY_OPEN, smsCountryOpen);
        values.put(Rule.SMS_ADDRESS_PER_HOUR, smsAddressPerHour);
        values.put(Rule.SMS_CLIENT_PER_DAY, smsClientPerDay);
        values.put(Rule.AUTHENTICATOR_INVITATION, authenticatorInvitation);
        values.put(Rule.LAST_PERMANENT_STAYS, lastPermanentStays);
        values.put(Rule.RECOVERY_CODES, recoveryCodes);
        values.put(Rule.CARD_LEAST_EQUITY, cardLeastEquity);
        values.put(Rule.CARD_DEPOSIT, cardDeposit);
        values.put(Rule.MIGRATIONS_PER_DAY, migrationsPerDay);
        values.put(Rule.NOTIFY_LOGIN, notifyLogin);
        values.put(Rule.CODE_ALSO_BY_MAIL, codeAlsoByMail);
        values.put(Rule.NUMBER_MATCHING, numberMatching);
        values.put(Rule.SESSION_IDLE, sessionIdle);
        // The start takes a value with blanks around it, as numbers and durations are taken that the server converts.
        values.replaceAll((rule, value) -> value.strip());
        return new Limits(values);
    }
}
