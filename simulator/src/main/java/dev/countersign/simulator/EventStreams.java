package dev.countersign.simulator;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Server-sent events: {@code message} with a message as JSON, {@code cleared} with the number or an empty one. A stream
 * starts with what happens after it was opened; one that cannot follow is ended, and the page opens it anew.
 */
final class EventStreams {

    private static final int MAX_STREAMS = 64;
    private static final int QUEUE = 1_000;
    private static final int HEARTBEAT_SECONDS = 15;
    private static final String OVERRUN = "";

    private final Inbox inbox;
    private final Semaphore places = new Semaphore(MAX_STREAMS);

    EventStreams(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Writes events until the other side goes away; false at once when too many streams are open. */
    boolean serve(HttpExchange exchange) throws IOException {
        if (!places.tryAcquire()) {
            return false;
        }
        Line line = new Line();
        inbox.watch(line);
        try {
            Answer.secure(exchange.getResponseHeaders());
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            line.pump(exchange.getResponseBody());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            inbox.unwatch(line);
            places.release();
        }
        return true;
    }

    private static final class Line implements Inbox.Watcher {

        private final BlockingQueue<String> events = new LinkedBlockingQueue<>(QUEUE);

        @Override
        public void received(InboxMessage message) {
            offer("event: message\ndata: " + Json.write(message) + "\n\n");
        }

        @Override
        public void cleared(Optional<String> to) {
            offer("event: cleared\ndata: " + Json.single("to", to.orElse("")) + "\n\n");
        }

        private void offer(String event) {
            if (!events.offer(event)) {
                events.clear();
                events.add(OVERRUN);
            }
        }

        private void pump(OutputStream out) throws IOException, InterruptedException {
            write(out, ": open\n\n");
            while (true) {
                String event = events.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                if (OVERRUN.equals(event)) {
                    return;
                }
                write(out, event == null ? ": alive\n\n" : event);
            }
        }

        private static void write(OutputStream out, String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
