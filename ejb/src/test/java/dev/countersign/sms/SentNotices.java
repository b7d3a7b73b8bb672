package dev.countersign.sms;

import dev.countersign.Beans;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import java.util.List;

/** Reads the notices that the outbox would send. */
public final class SentNotices {

    private static final Secrets SECRETS = new Secrets(new KeysInMemory());

    private SentNotices() {}

    /** The texts of SMS without a code to a number, by its id. */
    public static List<String> list(Beans beans, String numberId) {
        return beans.query(entities -> entities.createQuery(
                        "select o from OutboundSms o, MobileNumber n where n.id = :number and o.e164 = n.e164"
                                + " and o.codeId is null order by o.createdAt",
                        OutboundSms.class)
                .setParameter("number", numberId)
                .getResultStream()
                .map(sms -> sms.text(SECRETS).orElseThrow())
                .toList());
    }
}
