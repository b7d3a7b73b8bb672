package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsHeard;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.contracts.sms.v1.SmsStalled;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A broker that remembers in lists. */
final class ListMemory implements GatewayMemory {

    final BlockingQueue<SmsResult> results = new LinkedBlockingQueue<>();
    final BlockingQueue<SmsStalled> stalled = new LinkedBlockingQueue<>();
    final BlockingQueue<SmsReceipt> receipts = new LinkedBlockingQueue<>();
    final BlockingQueue<SmsHeard> heard = new LinkedBlockingQueue<>();
    final Queue<GatewayBook> books = new ConcurrentLinkedQueue<>();
    private final Map<UUID, Mark> marks = new ConcurrentHashMap<>();
    final List<Inflight> inflight = new CopyOnWriteArrayList<>();
    final List<UUID> gone = new CopyOnWriteArrayList<>();

    /** Orders under way that are not found in the inflight queue: another gateway took them, somebody put them away, or the broker paged them. */
    final Set<UUID> missing = ConcurrentHashMap.newKeySet();

    /** So many looks for an order do not find it, though it is there: the broker keeps it for a session that broke. */
    final AtomicInteger unseen = new AtomicInteger();

    /** Runs before an order is told and kept. */
    Runnable beforeKeeping = () -> {};

    /** So many writes fail before one is taken. */
    final AtomicInteger failures = new AtomicInteger();

    /** What is noted beside an order. */
    Mark markOf(UUID key) {
        return marks.getOrDefault(key, Mark.NONE);
    }

    SmsResult nextResult() throws InterruptedException {
        SmsResult result = results.poll(10, TimeUnit.SECONDS);
        assertThat(result).as("a result within ten seconds").isNotNull();
        return result;
    }

    SmsReceipt nextReceipt() throws InterruptedException {
        SmsReceipt receipt = receipts.poll(10, TimeUnit.SECONDS);
        assertThat(receipt).as("a receipt within ten seconds").isNotNull();
        return receipt;
    }

    @Override
    public List<Inflight> listInflight() {
        failPerhaps();
        return inflight;
    }

    @Override
    public List<Inflight> listInflight(Predicate<UUID> wanted) {
        return listInflight().stream()
                .filter(one -> wanted.test(one.order().messageKey()))
                .toList();
    }

    @Override
    public Optional<GatewayBook> findBook() {
        return Optional.ofNullable(books.poll());
    }

    @Override
    public boolean mark(UUID messageKey, Mark mark) {
        failPerhaps();
        if (missing.contains(messageKey) || unseen.getAndUpdate(left -> Math.max(left - 1, 0)) > 0) {
            return false;
        }
        marks.put(messageKey, mark);
        return true;
    }

    @Override
    public boolean tellAndKeep(SmsResult result, Mark mark) {
        beforeKeeping.run();
        if (!mark(result.messageKey(), mark)) {
            return false;
        }
        results.add(result);
        return true;
    }

    @Override
    public void settle(List<SmsResult> all) {
        failPerhaps();
        all.forEach(result -> gone.add(result.messageKey()));
        results.addAll(all);
    }

    @Override
    public void drop(UUID messageKey) {
        failPerhaps();
        gone.add(messageKey);
    }

    @Override
    public void tellStalled(List<SmsStalled> all) {
        failPerhaps();
        stalled.addAll(all);
    }

    @Override
    public void tell(List<SmsReceipt> all) {
        receipts.addAll(all);
    }

    @Override
    public void passOn(List<SmsHeard> all) {
        heard.addAll(all);
    }

    @Override
    public void tell(GatewayReport report) {
        throw new AssertionError("the dispatch reports nothing");
    }

    private void failPerhaps() {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("broker away");
        }
    }
}
