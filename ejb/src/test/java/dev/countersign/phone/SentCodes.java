package dev.countersign.phone;

import dev.countersign.Beans;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import java.util.List;
import java.util.Optional;
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

    public static String get(Beans beans, CodePurpose purpose, String subject) {
        return find(beans, purpose, subject).orElseThrow();
    }

    /** Another code than the sent one. */
    public static String wrong(Beans beans, CodePurpose purpose, String subject) {
        return get(beans, purpose, subject).equals("000000") ? "000001" : "000000";
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
