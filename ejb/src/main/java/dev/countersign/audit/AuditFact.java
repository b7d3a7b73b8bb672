package dev.countersign.audit;

import java.util.Objects;

/**
 * Something that was decided.
 *
 * @param actor who caused it: {@code user}, {@code operator:NAME}, {@code system}, or {@code command} for what was
 *     done on the command line
 * @param subject whom it is about: {@code user:ID}, {@code operator:NAME}, {@code name:HASH} where nobody is known by the name,
 *     {@code client:NAME} of a back office, {@code jurisdiction:CODE}, {@code message:ID} of a dead letter, {@code key:ID},
 *     {@code platform:NAME}, {@code card-batch:ID}, {@code card-file:DIGEST}, {@code carriers:VERSION}, {@code carrier:NAME},
 *     {@code carrier-help:COUNTRY}, {@code number-networks:COUNT}, {@code sms-range:DIGITS}, or where the cost of SMS is looked after
 *     {@code sms-prefix:DIGITS}, {@code sms-country:CODE}, {@code sms-address:NETWORK} (hyphens for colons and the slash),
 *     {@code sms-client:NAME}, {@code sms-budget:DAY} and {@code sms-delivery:COUNTRY-CARRIER}
 * @param type what kind of decision, upper case with underscores
 * @param reason {@code OK} or why not, upper case with underscores; of a changed rule its old and new value too
 * @param reference what the user was shown
 * @param correlationId what it belongs to, such as the login attempt, or empty
 */
public record AuditFact(
        String actor, String subject, String type, String reason, Reference reference, String correlationId) {

    /** The type of facts that tell operators of a limit of SMS that was reached. */
    public static final String SMS_ALERT = "SMS_ALERT";

    /** The type of facts that somebody is let in no more, on one of his devices or on all. */
    public static final String LANE_CLOSED = "LOGIN_LANE_CLOSED";

    private static final String TYPE = "[A-Z][A-Z0-9_]{0,39}";
    private static final String REASON = "[A-Z][A-Z0-9_]{0,79}";

    public AuditFact {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(correlationId, "correlationId");
        if (!type.matches(TYPE) || !reason.matches(REASON)) {
            throw new IllegalArgumentException("type and reason are upper-case codes");
        }
    }

    /**
     * That a wrong answer closed a lane of the user, or all of them.
     *
     * @param reason what was wrong
     * @param about where the answer was given
     */
    public static AuditFact ofClosedLane(long userId, String reason, Reference reference, String about) {
        return byUser(userId, LANE_CLOSED, reason, reference, about);
    }

    /** What an operator did about a user himself. */
    public static AuditFact byOperator(String operator, long userId, String type, String reason) {
        return byOperator(operator, userId, type, reason, Reference.next());
    }

    /** The same with the reference that the operator is told, as where he is refused. */
    public static AuditFact byOperator(String operator, long userId, String type, String reason, Reference reference) {
        return new AuditFact("operator:" + operator, "user:" + userId, type, reason, reference, "");
    }

    /** What an operator did about something that a user has, or for a case at the help desk, by its id. */
    public static AuditFact byOperator(String operator, long userId, String type, String reason, String correlationId) {
        return new AuditFact("operator:" + operator, "user:" + userId, type, reason, Reference.next(), correlationId);
    }

    /** What an operator did with a message in the dead-letter queue, or was refused. */
    public static AuditFact aboutMessage(
            String operator, String messageId, String type, String reason, Reference reference) {
        return new AuditFact("operator:" + operator, "message:" + messageId, type, reason, reference, "");
    }

    /** A fact about an encryption key, by its id. */
    static AuditFact aboutKey(String operator, String keyId, String type) {
        return new AuditFact("operator:" + operator, "key:" + keyId, type, "OK", Reference.next(), "");
    }

    /** A change of the terms for phones of a platform. */
    public static AuditFact aboutPlatform(String operator, String platform, String type) {
        return new AuditFact("operator:" + operator, "platform:" + platform, type, "OK", Reference.next(), "");
    }

    /** What became of a batch of cards. */
    public static AuditFact aboutCardBatch(
            String operator, String batchId, String type, String reason, Reference reference) {
        return new AuditFact("operator:" + operator, "card-batch:" + batchId, type, reason, reference, "");
    }

    /** A key file of which nothing was stored, by its SHA-256 in hexadecimal. */
    public static AuditFact aboutCardFile(String operator, String digest, String reason, Reference reference) {
        return new AuditFact("operator:" + operator, "card-file:" + digest, "CARD_FILE_READ", reason, reference, "");
    }

    /** A change of the carriers, by the version that it made. */
    public static AuditFact aboutCarriers(String operator, long version, String type) {
        return new AuditFact("operator:" + operator, "carriers:" + version, type, "OK", Reference.next(), "");
    }

    /** That a carrier pauses or does not, by its name. */
    public static AuditFact aboutCarrier(String operator, String carrier, String type) {
        return new AuditFact("operator:" + operator, "carrier:" + carrier, type, "OK", Reference.next(), "");
    }

    /** What an operator did with the networks of so many numbers; never which numbers. */
    public static AuditFact aboutNetworks(String operator, int numbers, String type) {
        return new AuditFact("operator:" + operator, "number-networks:" + numbers, type, "OK", Reference.next(), "");
    }

    /** A change of the ranges of numbers to which no SMS goes. */
    public static AuditFact aboutSmsRange(String operator, String prefix, String type) {
        return new AuditFact(
                "operator:" + operator, "sms-range:" + prefix.substring(1), type, "OK", Reference.next(), "");
    }

    /** A change of what users of carriers in a country are told. */
    public static AuditFact aboutCarrierHelp(String operator, String country, String type) {
        return new AuditFact("operator:" + operator, "carrier-help:" + country, type, "OK", Reference.next(), "");
    }

    /** A limit of SMS that was reached. */
    public static AuditFact smsAlert(String subject, String reason) {
        return new AuditFact("system", subject, SMS_ALERT, reason, Reference.next(), "");
    }

    public static AuditFact byUser(long userId, String type, String reason, Reference reference, String correlationId) {
        return new AuditFact("user", "user:" + userId, type, reason, reference, correlationId);
    }

    /** A fact that nobody caused, such as the end of a life. */
    public static AuditFact bySystem(
            long userId, String type, String reason, Reference reference, String correlationId) {
        return new AuditFact("system", "user:" + userId, type, reason, reference, correlationId);
    }

    /**
     * How often a fact came again that was recorded once: {@code TYPE_REPEATED} with {@code REASON_TIMES}.
     *
     * @param times more than 0
     */
    static AuditFact repeated(String subject, String type, String reason, long times) {
        return new AuditFact("system", subject, type + "_REPEATED", reason + "_" + times, Reference.next(), "");
    }

    /** A fact about somebody before any attempt; the subject is {@code user:ID} or {@code name:HASH}. */
    public static AuditFact atTheDoor(String subject, String type, String reason, Reference reference) {
        return new AuditFact("user", subject, type, reason, reference, "");
    }

    /** A fact about a name that nobody has; {@code nameHash} is a keyed hash, because people type passwords there. */
    public static AuditFact byStranger(String nameHash, String type, String reason, Reference reference) {
        return atTheDoor("name:" + nameHash, type, reason, reference);
    }
}
