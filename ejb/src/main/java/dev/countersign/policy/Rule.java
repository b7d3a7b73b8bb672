package dev.countersign.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A rule whose value may differ by jurisdiction: a count, or a duration in ISO 8601. */
public enum Rule {
    /** Failures within {@link #LOCK_TIME} that close a lane of a user; PSD2 (RTS Art. 4(3)(b)) allows 5 at most. */
    LOCK_FAILURES(1, 100),
    /** Window in which failures count, and how long a lane stays closed after the last one. */
    LOCK_TIME(Duration.ofMinutes(1), Duration.ofDays(30)),
    /** Wrong answers after which an attempt fails; whatever else is answered by a code bears no more of them either. */
    ATTEMPT_TRIES(1, 20),
    /** From the right password to the token; codes end by it too. */
    ATTEMPT_LIFE(Duration.ofSeconds(30), Duration.ofMinutes(60)),
    /** Attempts of a user that wait for a factor at one time; one more supersedes the oldest. */
    OPEN_ATTEMPTS(1, 20),
    /** Time between two SMS to one number. */
    SMS_PAUSE(Duration.ofSeconds(1), Duration.ofHours(1)),
    /** SMS to one number within an hour. */
    SMS_PER_HOUR(1, 60),
    /** SMS to one number within 24 hours. */
    SMS_PER_DAY(1, 60),
    /**
     * Codes within {@link #SMS_PREFIX_WINDOW} to numbers with the same first seven digits that nobody has proven to hold. This
     * and the rules behind it are those of the number's country, whatever the user's jurisdiction.
     */
    SMS_PREFIX_MOST(1, 100),
    /** Window in which codes to one prefix count. */
    SMS_PREFIX_WINDOW(Duration.ofMinutes(1), Duration.ofDays(1)),
    /** Codes of a day to numbers of the country that nobody has proven to hold; 0 keeps all back. */
    SMS_COUNTRY_PER_DAY(0, 10_000_000),
    /** Such codes of a day from which on {@link #SMS_CONVERSION_PERCENT} holds. */
    SMS_CONVERSION_SENDS(1, 10_000_000),
    /** How many of a hundred such codes have to be entered, or no more are sent that day; 0 asks for none. */
    SMS_CONVERSION_PERCENT(0, 100),
    /** Whether SMS go to numbers of the country at all, whoever holds them: 0 not, 1 they do. */
    SMS_COUNTRY_OPEN(0, 1),
    /** Login codes to numbers of the country that are asked for from one network address within an hour; 0 sets no limit. */
    SMS_ADDRESS_PER_HOUR(0, 1_000_000),
    /** Codes of a day to numbers of the country that are asked for by one client, a back office or a kind of program; 0 sets no limit. */
    SMS_CLIENT_PER_DAY(0, 100_000_000),
    /** Whether users without an authenticator are asked to make a phone one: 0 not, 1 they are and may put it off, 2 they may not. */
    AUTHENTICATOR_INVITATION(0, 2),
    /** Whether the last of a user's factors that is made to stay stays: 0 he may remove it and have codes by SMS again, 1 it does. */
    LAST_PERMANENT_STAYS(0, 1),
    /** Whether users may have recovery codes: 0 not, 1 they may. */
    RECOVERY_CODES(0, 1),
    /** Equity of an account, in whole units of the currency of card orders, from which on its user may order a display card; 0 asks for none. */
    CARD_LEAST_EQUITY(0, 999_999_999),
    /** Deposit for a display card, in whole units of that currency; 0 for none. */
    CARD_DEPOSIT(0, 10_000),
    /** Moves of a user's authenticator within 24 hours that proved nothing but the password and an SMS or a card. */
    MIGRATIONS_PER_DAY(1, 100),
    /** Whether the code of a login goes to the user's mail address too, where it goes by SMS: 0 not, 1 it does. */
    CODE_ALSO_BY_MAIL(0, 1),
    /** Whether each completed login is told by another channel than its own: 0 not, 1 it is. */
    NOTIFY_LOGIN(0, 1),
    /** A session ends when no call was made in it for so long; PSD2 (RTS Art. 4(3)(d)) allows 5 minutes at most. */
    SESSION_IDLE(Duration.ofMinutes(1), Duration.ofDays(365)),
    /** Whether the user types on the phone what the login screen shows: 0 never, 1 where there is a risk, 2 always. */
    NUMBER_MATCHING(0, 2);

    private final boolean duration;
    private final long least;
    private final long most;

    Rule(int least, int most) {
        this.duration = false;
        this.least = least;
        this.most = most;
    }

    Rule(Duration least, Duration most) {
        this.duration = true;
        this.least = least.toMillis();
        this.most = most.toMillis();
    }

    /** The rule of this name, upper case. */
    public static Optional<Rule> find(String name) {
        return Arrays.stream(values()).filter(rule -> rule.name().equals(name)).findFirst();
    }

    /** The values that it can have. */
    public Range range() {
        return new Range(duration, least, most);
    }

    /** Throws {@link IllegalArgumentException} that names the rule and the values it can have. */
    public void require(String value) {
        if (!range().contains(value)) {
            throw new IllegalArgumentException(name() + " is " + range());
        }
    }
}
