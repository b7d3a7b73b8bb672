package dev.countersign.sdk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Reads a stream of server-sent events (HTML standard, section 9.2) on a thread of its own: lines of {@code data}, a blank one ends an event. A
 * server says something every 15 to 18 seconds; a network that died without a word says nothing, and the stream is closed.
 */
final class EventReader implements LiveConnection {

    private static final System.Logger LOG = System.getLogger(EventReader.class.getName());
    private static final String DATA = "data:";

    /** Between two looks. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(30, TimeUnit.SECONDS);

    private final InputStream stream;
    private final Consumer<List<PendingRequest>> listener;
    private final Executor later;
    private final AtomicBoolean heard = new AtomicBoolean();
    private volatile boolean open = true;

    private EventReader(InputStream stream, Consumer<List<PendingRequest>> listener, Executor later) {
        this.stream = stream;
        this.listener = listener;
        this.later = later;
    }

    static LiveConnection start(InputStream stream, Consumer<List<PendingRequest>> listener) {
        return start(stream, listener, LATER);
    }

    /** @param later runs what it is given after a while, in which a server says something */
    static LiveConnection start(InputStream stream, Consumer<List<PendingRequest>> listener, Executor later) {
        EventReader reader = new EventReader(stream, listener, later);
        Thread thread = new Thread(reader::read, "countersign-requests");
        thread.setDaemon(true);
        thread.start();
        later.execute(reader::look);
        return reader;
    }

    private void look() {
        if (open && heard.getAndSet(false)) {
            later.execute(this::look);
        } else if (open) {
            close();
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
        try {
            stream.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A stream that is closed was gone already", e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.set(true);
                if (line.startsWith(DATA)) {
                    data.append(line.substring(DATA.length()).strip());
                } else if (line.isEmpty() && data.length() > 0) {
                    listener.accept(Messages.requests(JsonText.read(data.toString())));
                    data.setLength(0);
                }
            }
        } catch (IOException | MalformedDocumentException e) {
            if (open) {
                LOG.log(System.Logger.Level.DEBUG, "The stream of requests ended", e);
            }
        } finally {
            open = false;
        }
    }
}
