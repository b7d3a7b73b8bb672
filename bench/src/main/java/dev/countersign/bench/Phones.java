package dev.countersign.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads every SMS from the simulator's event stream and hands its code to whoever waits for one at that number. */
final class Phones implements AutoCloseable {

    private static final Pattern TO = Pattern.compile("\"to\":\"([^\"]+)\"");
    private static final Pattern CODE = Pattern.compile("\"text\":\"[^\"]*?(?<![0-9])([0-9]{6})(?![0-9])");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final HttpURLConnection stream;

    private Phones(URI simulator) throws IOException {
        stream = (HttpURLConnection)
                simulator.resolve("/simulator/events").toURL().openConnection();
    }

    static Phones listen(URI simulator) throws IOException, InterruptedException {
        Phones phones = new Phones(simulator);
        Thread reader = new Thread(phones::read, "phones");
        reader.setDaemon(true);
        reader.start();
        if (!phones.open.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The simulator's event stream did not open");
        }
        return phones;
    }

    /** To be asked for before the SMS is ordered. */
    CompletableFuture<String> expect(Member member) {
        CompletableFuture<String> code = new CompletableFuture<>();
        waiting.put(member.number(), code);
        return code;
    }

    static String await(CompletableFuture<String> code) throws InterruptedException {
        try {
            return code.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("No SMS within " + PATIENCE.toSeconds() + " s", e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
            open.countDown();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                take(line);
            }
        } catch (IOException closed) {
            // Those who wait find out by themselves.
            open.countDown();
        }
    }

    private void take(String line) {
        Matcher to = TO.matcher(line);
        Matcher code = CODE.matcher(line);
        if (to.find() && code.find()) {
            CompletableFuture<String> waiter = waiting.remove(to.group(1));
            if (waiter != null) {
                waiter.complete(code.group(1));
            }
        }
    }

    @Override
    public void close() {
        stream.disconnect();
    }
}
