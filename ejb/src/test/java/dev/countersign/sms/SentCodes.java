package dev.countersign.sms;

import dev.countersign.Beans;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what the outbox would send. */
public final class SentCodes {

    private static final Pattern CODE = Pattern.compile("\\b(?:[0-9]{6}|[0-9]{8})\\b");
    private static final Secrets SECRETS = new Secrets(new KeysInMemory());

    private SentCodes() {}

    /** The code in the newest SMS of the subject; empty when there is none or its text is blank. */
    public static Optional<String> find(Beans beans, CodePurpose purpose, String subject) {
        return beans.query(entities -> orders(new SmsOutbox(entities), purpose, subject).stream()
                .findFirst()
                .flatMap(order -> order.text(SECRETS))
                .map(SentCodes::codeIn));
    }

    /** The newest SMS of the subject, whole. */
    public static String text(Beans beans, CodePurpose purpose, String subject) {
        return beans.query(entities -> orders(new SmsOutbox(entities), purpose, subject)
                .get(0)
                .text(SECRETS)
                .orElseThrow());
    }

    public static String get(Beans beans, CodePurpose purpose, String subject) {
        return find(beans, purpose, subject).orElseThrow();
    }

    /** Another code than the sent one. */
    public static String wrong(Beans beans, CodePurpose purpose, String subject) {
        return get(beans, purpose, subject).equals("000000") ? "000001" : "000000";
    }

    /** Whether another transaction could lock the SMS of the subject at once. */
    public static boolean isFree(Beans beans, CodePurpose purpose, String subject) {
        return beans.query(entities -> !entities.createNativeQuery(
                        "select message_key from sms_outbox where code_id = ?1 for update skip locked")
                .setParameter(
                        1,
                        new SmsOutbox(entities)
                                .findCode(purpose, subject)
                                .orElseThrow()
                                .id())
                .getResultList()
                .isEmpty());
    }

    /** How many SMS with the newest code of the subject were ordered. */
    public static int count(Beans beans, CodePurpose purpose, String subject) {
        return beans.query(
                entities -> orders(new SmsOutbox(entities), purpose, subject).size());
    }

    /** Has the newest SMS of the subject refused by the message center. */
    public static void refuse(Beans beans, CodePurpose purpose, String subject, int commandStatus) {
        beans.query(entities -> {
            OutboundSms sms = orders(new SmsOutbox(entities), purpose, subject).get(0);
            SmsResult refused = new SmsResult(
                    sms.messageKey(),
                    SmsResult.State.REFUSED,
                    null,
                    commandStatus,
                    0,
                    beans.clock().instant(),
                    "gateway");
            sms.take(refused, beans.clock().instant());
            return true;
        });
    }

    /** Has the newest SMS of the subject refused by the gateway. */
    public static void refuse(Beans beans, CodePurpose purpose, String subject, SmsResult.Refusal refusal) {
        Instant now = beans.clock().instant();
        change(
                beans,
                purpose,
                subject,
                sms -> sms.take(
                        new SmsResult(sms.messageKey(), SmsResult.State.REFUSED, null, 0, 0, now, "gateway", refusal),
                        now));
    }

    /** Has a gateway say that no carrier takes the newest SMS of the subject now. */
    public static void stall(Beans beans, CodePurpose purpose, String subject) {
        change(
                beans,
                purpose,
                subject,
                sms -> sms.stall(List.of("north"), beans.clock().instant()));
    }

    /** Has a carrier accept the newest SMS of the subject. */
    public static void submit(Beans beans, CodePurpose purpose, String subject) {
        Instant now = beans.clock().instant();
        change(
                beans,
                purpose,
                subject,
                sms -> sms.take(
                        new SmsResult(sms.messageKey(), SmsResult.State.SUBMITTED, "0a", 0, 1, now, "gateway"), now));
    }

    /** Has a carrier accept the newest SMS of the subject and say what became of it. */
    public static void receive(Beans beans, CodePurpose purpose, String subject, SmsReceipt.State receipt) {
        submit(beans, purpose, subject);
        change(
                beans,
                purpose,
                subject,
                sms -> sms.take("north/m-1", receipt, beans.clock().instant()));
    }

    /** Says that the newest SMS of the subject could not be sent in its time. */
    public static void expire(Beans beans, CodePurpose purpose, String subject) {
        change(beans, purpose, subject, sms -> sms.expire(beans.clock().instant()));
    }

    private static void change(Beans beans, CodePurpose purpose, String subject, Consumer<OutboundSms> news) {
        beans.query(entities -> {
            news.accept(orders(new SmsOutbox(entities), purpose, subject).get(0));
            return true;
        });
    }

    private static List<OutboundSms> orders(SmsOutbox outbox, CodePurpose purpose, String subject) {
        return outbox.findCode(purpose, subject)
                .map(code -> outbox.listOrders(code.id()))
                .orElse(List.of());
    }

    private static String codeIn(String text) {
        Matcher matcher = CODE.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("the text has no code");
        }
        return matcher.group();
    }
}
