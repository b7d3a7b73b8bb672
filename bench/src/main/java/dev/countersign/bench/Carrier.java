package dev.countersign.bench;

import dev.countersign.launcher.Installation;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A simulated SMSC of its own: the one of the product sends receipts to whichever session is bound to it. */
final class Carrier implements AutoCloseable {

    static final String PASSWORD = "k7m2w9xq";

    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final URI face;
    private final int port;

    private Carrier(Process process, URI face, int port) {
        this.process = process;
        this.face = face;
        this.port = port;
    }

    static Carrier start() throws IOException {
        int http = freePort();
        int smpp = freePort();
        Path jar = Installation.of(Path.of("").toAbsolutePath()).simulatorJar();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        jar.toString(),
                        "-Dsimulator.http.port=" + http,
                        "-Dsimulator.smpp.port=" + smpp)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("COUNTERSIGN_SMPP_PASSWORD", PASSWORD);
        Carrier carrier = new Carrier(builder.start(), URI.create("http://127.0.0.1:" + http), smpp);
        carrier.awaitReady();
        return carrier;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** submit_sm that it has had. */
    long countSubmits() throws IOException {
        return countSubmits(face);
    }

    static long countSubmits(URI simulator) throws IOException {
        try (Wire wire = new Wire(simulator)) {
            String counters = wire.get("/simulator/counters", "").require(200).body();
            return Long.parseLong(counters.replaceAll("[^0-9]", ""));
        }
    }

    double cpuMillis() {
        return Cpu.ofTree(process.pid());
    }

    private void awaitReady() throws IOException {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (true) {
            try {
                countSubmits();
                return;
            } catch (IOException e) {
                if (System.nanoTime() - limit > 0 || !process.isAlive()) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
