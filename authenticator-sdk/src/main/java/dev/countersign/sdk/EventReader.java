package dev.countersign.sdk;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Reads a stream of server-sent events (HTML standard, section 9.2) on a thread of its own: lines of {@code data}, a blank one ends an event. */
final class EventReader implements LiveConnection {

    private static final System.Logger LOG = System.getLogger(EventReader.class.getName());
    private static final String DATA = "data:";

    private final InputStream stream;
    private final Consumer<List<PendingRequest>> listener;
    private volatile boolean open = true;

    private EventReader(InputStream stream, Consumer<List<PendingRequest>> listener) {
        this.stream = stream;
        this.listener = listener;
    }

    static LiveConnection start(InputStream stream, Consumer<List<PendingRequest>> listener) {
        EventReader reader = new EventReader(stream, listener);
        Thread thread = new Thread(reader::read, "countersign-requests");
        thread.setDaemon(true);
        thread.start();
        return reader;
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
