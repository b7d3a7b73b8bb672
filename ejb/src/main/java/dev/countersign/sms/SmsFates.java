package dev.countersign.sms;

import java.util.List;

/** What became of some SMS, or of none; fired inside the transaction that writes it down, when all else in it is done. */
public record SmsFates(List<SmsFate> fates) {

    public SmsFates {
        fates = List.copyOf(fates);
    }
}
