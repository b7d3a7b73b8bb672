package dev.countersign.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Kannel (Debian: {@code kannel}) in front of the same SMSC, with one bind: a gateway that others know. */
final class Kannel implements AutoCloseable {

    private static final int RECEIPTS = 3;
    private static final int CLIENTS = 8;
    private static final int SECONDS_LIMIT = 300;
    private static final int STOP_SECONDS = 20;

    private final Carrier carrier;
    private final int sendPort;
    private final List<Process> processes = new ArrayList<>();

    private Kannel(Carrier carrier, int sendPort) {
        this.carrier = carrier;
        this.sendPort = sendPort;
    }

    static boolean isInstalled() {
        return Files.exists(Path.of("/usr/sbin/bearerbox")) && Files.exists(Path.of("/usr/sbin/smsbox"));
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param store {@code spool}: a file for each message; {@code file}: one file for all
     */
    static Kannel start(Carrier carrier, String store, int window) throws IOException, InterruptedException {
        Path folder = Folders.fresh("kannel-" + store);
        if (store.equals("spool")) {
            Files.createDirectories(folder.resolve("store"));
        }
        int sendPort = Carrier.freePort();
        Path file = Files.writeString(
                folder.resolve("kannel.conf"),
                String.format(
                        Locale.ROOT,
                        """
                        group = core
                        admin-port = %1$d
                        admin-password = bench
                        smsbox-port = %2$d
                        store-type = %3$s
                        store-location = %4$s/store
                        dlr-storage = internal
                        log-file = %4$s/bearerbox.log
                        log-level = 4

                        group = smsc
                        smsc = smpp
                        smsc-id = simulator
                        host = 127.0.0.1
                        port = %5$d
                        transceiver-mode = true
                        smsc-username = countersign
                        smsc-password = %6$s
                        system-type = ""
                        max-pending-submits = %7$d

                        group = smsbox
                        bearerbox-host = 127.0.0.1
                        sendsms-port = %8$d
                        log-file = %4$s/smsbox.log
                        log-level = 4

                        group = sendsms-user
                        username = bench
                        password = bench
                        max-messages = 1
                        """,
                        Carrier.freePort(),
                        Carrier.freePort(),
                        store,
                        folder,
                        carrier.port(),
                        Carrier.PASSWORD,
                        window,
                        sendPort));
        Kannel kannel = new Kannel(carrier, sendPort);
        try {
            kannel.run("bearerbox", folder, file);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2));
            kannel.run("smsbox", folder, file);
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
            return kannel;
        } catch (IOException e) {
            kannel.close();
            throw e;
        }
    }

    private void run(String program, Path folder, Path configuration) throws IOException {
        processes.add(new ProcessBuilder("/usr/sbin/" + program, "-v", "4", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(program + ".out").toFile())
                .start());
    }

    /** Hands so many messages over by HTTP and waits until the SMSC has all of them. */
    Orders.Done send(int messages) throws Exception {
        long before = carrier.countSubmits();
        double cpu = cpuMillis();
        double theirs = carrier.cpuMillis();
        AtomicInteger left = new AtomicInteger(messages);
        long begun = System.nanoTime();
        Clients.run(CLIENTS, SECONDS_LIMIT, () -> {
            Wire wire = new Wire(URI.create("http://127.0.0.1:" + sendPort));
            return new Clients.Work() {
                @Override
                public boolean once() throws Exception {
                    int number = left.getAndDecrement();
                    if (number <= 0) {
                        return false;
                    }
                    wire.get(
                                    String.format(
                                            Locale.ROOT,
                                            "/cgi-bin/sendsms?username=bench&password=bench&from=Countersign"
                                                    + "&to=4915112%06d&dlr-mask=%d&text=Your+code+is+012345.+It+is+valid+for"
                                                    + "+10+minutes.",
                                            number,
                                            RECEIPTS),
                                    "")
                            .require(202);
                    return true;
                }

                @Override
                public void end() throws IOException {
                    wire.close();
                }
            };
        });
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_LIMIT);
        while (carrier.countSubmits() - before < messages) {
            if (System.nanoTime() - limit > 0) {
                throw new IllegalStateException("Kannel lost messages");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        double each = (cpuMillis() - cpu) / messages;
        return new Orders.Done(messages, seconds, new Cpu(each, 0, 0, (carrier.cpuMillis() - theirs) / messages, 0));
    }

    private double cpuMillis() {
        return processes.stream()
                .mapToDouble(process -> Cpu.ofTree(process.pid()))
                .sum();
    }

    @Override
    public void close() {
        for (Process process : processes) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
        }
    }
}
