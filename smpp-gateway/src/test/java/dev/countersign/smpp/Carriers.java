package dev.countersign.smpp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carriers for tests. */
final class Carriers {

    private Carriers() {}

    static SmppSettings at(int port, String password, Duration timeout) {
        return new SmppSettings(
                List.of(new SmppSettings.Address("127.0.0.1", port)),
                new SmppSettings.Account("countersign", password, ""),
                Optional.empty(),
                new SmppSettings.Timing(
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(10),
                        timeout,
                        new Backoff(Duration.ofMillis(20), Duration.ofMillis(200)),
                        Duration.ofSeconds(30)));
    }

    static Carrier carrier(String name, SmppSettings smpp, Duration receiptWait, Duration failover) {
        return new Carrier(
                name,
                smpp,
                List.of(BindKind.TRANSCEIVER),
                new Carrier.Pace(10, 0),
                new Carrier.Wording(new Senders(SmppAddress.source("Countersign"), Map.of()), SegmentedText.Form.UDH),
                new Carrier.Receipts(ReceiptIdForm.SAME, receiptWait, failover),
                StatusTable.STANDARD);
    }

    static Carrier withBinds(Carrier carrier, BindKind... binds) {
        return new Carrier(
                carrier.name(),
                ((SmppAccess) carrier.access()).settings(),
                List.of(binds),
                carrier.pace(),
                carrier.wording(),
                carrier.receipts(),
                carrier.statuses());
    }

    static Carrier withForm(Carrier carrier, SubmitForm form) {
        SmppAccess access = (SmppAccess) carrier.access();
        return new Carrier(
                carrier.name(),
                new SmppAccess(access.settings(), access.binds(), form),
                carrier.pace(),
                carrier.wording(),
                carrier.receipts(),
                carrier.statuses());
    }

    static Carrier withLongTexts(Carrier carrier, SegmentedText.Form form) {
        return withWording(carrier, new Carrier.Wording(carrier.wording().senders(), form));
    }

    static Carrier withSenders(Carrier carrier, Senders senders) {
        return withWording(
                carrier, new Carrier.Wording(senders, carrier.wording().longTexts()));
    }

    private static Carrier withWording(Carrier carrier, Carrier.Wording wording) {
        return new Carrier(
                carrier.name(), carrier.access(), carrier.pace(), wording, carrier.receipts(), carrier.statuses());
    }

    static Carrier withStatuses(Carrier carrier, StatusTable statuses) {
        return new Carrier(
                carrier.name(), carrier.access(), carrier.pace(), carrier.wording(), carrier.receipts(), statuses);
    }
}
