package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A message center that answers by script. */
final class ScriptedCenter implements MessageCenter {

    final List<SmsOrder> sent = new CopyOnWriteArrayList<>();
    Consumer<SmsOrder> beforeAnswer = order -> {};
    Runnable beforeClose = () -> {};
    volatile boolean open;
    final AtomicInteger opens = new AtomicInteger();
    final AtomicInteger closes = new AtomicInteger();
    volatile boolean closed;
    volatile boolean hears = true;

    private final Queue<SubmitAnswer> script = new ArrayDeque<>();

    void answers(SubmitAnswer... answers) {
        script.addAll(List.of(answers));
    }

    @Override
    public void open() {
        open = true;
        opens.incrementAndGet();
    }

    @Override
    public Message write(SmsOrder order, int reference) {
        return (part, now) -> {
            sent.add(order);
            beforeAnswer.accept(order);
            return script.remove();
        };
    }

    @Override
    public List<LinkState> links() {
        return List.of();
    }

    @Override
    public boolean hears() {
        return hears;
    }

    @Override
    public void close() {
        beforeClose.run();
        closed = true;
        closes.incrementAndGet();
    }
}
