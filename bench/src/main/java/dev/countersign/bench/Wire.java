package dev.countersign.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One connection of HTTP/1.1 that is kept alive. As little as the load programs need, because a client that shares the
 * processors with the server takes from what it measures. For one thread.
 */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 120_000;

    /** The server closes a connection that was quiet for 30 s. */
    private static final long FRESH_NANOS = 20_000_000_000L;

    private final URI base;
    private @Nullable Socket socket;
    private @Nullable InputStream in;
    private long usedAt;
    private String address = "";

    Wire(URI base) {
        this.base = base;
    }

    /** From now on calls come from this network address, as far as the server can tell. */
    void callFrom(String other) {
        address = other;
    }

    /** Status and body of an answer. */
    record Reply(int status, String body) {

        /** The first text member of this name, wherever it stands; names are unique in the answers that are read so. */
        String text(String name) {
            String start = '"' + name + "\":\"";
            int from = body.indexOf(start);
            if (from < 0) {
                throw new IllegalStateException("No " + name + " in an answer with status " + status);
            }
            return body.substring(from + start.length(), body.indexOf('"', from + start.length()));
        }

        /** The same of a member that may be missing. */
        Optional<String> find(String name) {
            return body.contains('"' + name + "\":\"") ? Optional.of(text(name)) : Optional.empty();
        }

        Reply require(int expected) {
            if (status != expected) {
                throw new IllegalStateException("Status " + status + " where " + expected + " is due: " + body);
            }
            return this;
        }
    }

    Reply get(String path, String bearer) throws IOException {
        return send("GET", path, bearer, "");
    }

    Reply post(String path, String bearer, String json) throws IOException {
        return send("POST", path, bearer, json);
    }

    Reply send(String method, String path, String bearer, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(256)
                .append(method + ' ' + path + " HTTP/1.1\r\nHost: " + base.getAuthority() + "\r\n");
        if (!bearer.isEmpty()) {
            head.append("Authorization: Bearer " + bearer + "\r\n");
        }
        if (!address.isEmpty()) {
            head.append("X-Forwarded-For: " + address + "\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Type: application/json\r\n");
        }
        head.append("Content-Length: " + body.length + "\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
        request.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        InputStream answers = connected();
        Socket open = socket;
        if (open == null) {
            throw new IllegalStateException("connected without a socket");
        }
        request.writeTo(open.getOutputStream());
        Reply reply = read(answers);
        usedAt = System.nanoTime();
        return reply;
    }

    private InputStream connected() throws IOException {
        InputStream open = in;
        if (open != null && System.nanoTime() - usedAt < FRESH_NANOS) {
            return open;
        }
        close();
        Socket fresh = new Socket(base.getHost(), base.getPort());
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(PATIENCE_MILLIS);
        socket = fresh;
        InputStream stream = new BufferedInputStream(fresh.getInputStream(), 8_192);
        in = stream;
        return stream;
    }

    private Reply read(InputStream stream) throws IOException {
        int status = Integer.parseInt(line(stream).substring(9, 12));
        int length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String header = line(stream); !header.isEmpty(); header = line(stream)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            last |= lower.startsWith("connection:") && lower.contains("close");
        }
        String body = chunked ? chunks(stream) : new String(stream.readNBytes(length), StandardCharsets.UTF_8);
        if (last) {
            close();
        }
        return new Reply(status, body);
    }

    private static String chunks(InputStream stream) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunk(stream); size > 0; size = chunk(stream)) {
            body.writeBytes(stream.readNBytes(size));
            line(stream);
        }
        line(stream);
        return body.toString(StandardCharsets.UTF_8);
    }

    private static int chunk(InputStream stream) throws IOException {
        return Integer.parseInt(line(stream).strip(), 16);
    }

    private static String line(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int octet = stream.read(); octet != '\n'; octet = stream.read()) {
            if (octet < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (octet != '\r') {
                line.append((char) octet);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            open.close();
        }
    }
}
