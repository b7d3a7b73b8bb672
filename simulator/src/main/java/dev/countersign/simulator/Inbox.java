package dev.countersign.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** What phones have received: the last 10,000 messages, oldest first, and a count of submit_sm that is never reset. */
public final class Inbox {

    static final int CAPACITY = 10_000;

    private final Deque<InboxMessage> messages = new ArrayDeque<>();
    private final AtomicLong submitSm = new AtomicLong();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    /** Hears of changes, in order, on the thread that makes them; returns quickly. */
    interface Watcher {

        /** A message came. */
        void received(InboxMessage message);

        /** Messages were deleted: those to {@code to}, or all. */
        void cleared(Optional<String> to);
    }

    /** One more submit_sm came, whatever becomes of it. */
    void countSubmitSm() {
        submitSm.incrementAndGet();
    }

    /** How many submit_sm came since the start. */
    public long submitSm() {
        return submitSm.get();
    }

    synchronized void add(InboxMessage message) {
        if (messages.size() == CAPACITY) {
            messages.removeFirst();
        }
        messages.addLast(message);
        watchers.forEach(watcher -> watcher.received(message));
    }

    /** All messages, or those to one number, with or without its plus sign; oldest first. */
    public synchronized List<InboxMessage> list(Optional<String> to) {
        return messages.stream().filter(isTo(to)).toList();
    }

    /** Deletes all messages, or those to one number. */
    public synchronized void clear(Optional<String> to) {
        messages.removeIf(isTo(to));
        watchers.forEach(watcher -> watcher.cleared(to));
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    void unwatch(Watcher watcher) {
        watchers.remove(watcher);
    }

    private static Predicate<InboxMessage> isTo(Optional<String> to) {
        return message -> to.isEmpty()
                || digits(message.to()).equals(to.map(Inbox::digits).orElse(""));
    }

    private static String digits(String number) {
        return number.startsWith("+") ? number.substring(1) : number;
    }
}
