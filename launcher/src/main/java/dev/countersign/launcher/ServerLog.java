package dev.countersign.launcher;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the end of the server's log, one JSON object a line, for a person. */
final class ServerLog {

    private static final long TAIL_OCTETS = 256 << 10;
    private static final List<String> PROBLEMS = List.of("\"ERROR\"", "\"WARN\"", "\"SEVERE\"", "\"WARNING\"");
    private static final int LONGEST_MESSAGE = 1000;

    private ServerLog() {}

    /** The last warnings and errors, or the last lines where there are none; oldest first. */
    static List<String> lastLines(Path log, int count) {
        try {
            List<String> lines = tail(log).lines().toList();
            List<String> problems = lines.stream()
                    .filter(line -> PROBLEMS.stream().anyMatch(line::contains))
                    .toList();
            List<String> chosen = problems.isEmpty() ? lines : problems;
            return chosen.subList(Math.max(0, chosen.size() - count), chosen.size()).stream()
                    .map(ServerLog::readable)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String readable(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            JsonObject event = reader.readObject();
            String message = either(event, "message", "LogMessage").replace('\n', ' ');
            String shortened = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
            return either(event, "level", "Level") + " " + either(event, "loggerName", "LoggerName") + ": " + shortened;
        } catch (JsonException notJson) {
            return line;
        }
    }

    /** The two servers name the same thing differently. */
    private static String either(JsonObject event, String one, String other) {
        return event.getString(one, event.getString(other, ""));
    }

    private static String tail(Path log) throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(log)) {
            long from = Math.max(0, channel.size() - TAIL_OCTETS);
            ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
            channel.read(tail, from);
            return new String(tail.array(), 0, tail.position(), StandardCharsets.UTF_8);
        }
    }
}
