package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Another memory, to which results and receipts of one moment go in one transaction. */
final class GatheringMemory implements GatewayMemory {

    private static final int MOST = 50;

    private final GatewayMemory broker;
    private final Together<SmsResult> results;
    private final Together<SmsReceipt> receipts;

    GatheringMemory(GatewayMemory broker) {
        this.broker = broker;
        this.results = new Together<>(MOST, broker::settle);
        this.receipts = new Together<>(MOST, broker::tell);
    }

    @Override
    public void settle(SmsResult result) {
        results.write(result);
    }

    @Override
    public void tell(SmsReceipt receipt) {
        receipts.write(receipt);
    }

    @Override
    public void settle(List<SmsResult> all) {
        broker.settle(all);
    }

    @Override
    public void tell(List<SmsReceipt> all) {
        broker.tell(all);
    }

    @Override
    public List<Inflight> listInflight() {
        return broker.listInflight();
    }

    @Override
    public Optional<GatewayBook> findBook() {
        return broker.findBook();
    }

    @Override
    public void mark(UUID messageKey, Mark mark) {
        broker.mark(messageKey, mark);
    }

    @Override
    public void tellAndKeep(SmsResult result, Mark mark) {
        broker.tellAndKeep(result, mark);
    }

    @Override
    public void drop(UUID messageKey) {
        broker.drop(messageKey);
    }

    @Override
    public void tell(GatewayReport report) {
        broker.tell(report);
    }
}
