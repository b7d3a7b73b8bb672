package dev.countersign.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** An Artemis of its own on this machine, whose data outlive its process. One thread uses it. */
public final class BrokerProcess implements AutoCloseable {

    private static final String USER = "countersign";
    private static final int PASSWORD_OCTETS = 16;
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long CONSOLE_LIMIT_OCTETS = 1 << 20;

    /** Artemis' own realm, with the files of users and roles that "artemis create" makes too. */
    private static final String LOGIN = """
            activemq {
               org.apache.activemq.artemis.spi.core.security.jaas.PropertiesLoginModule required
                   baseDir="%s"
                   org.apache.activemq.jaas.properties.user="artemis-users.properties"
                   org.apache.activemq.jaas.properties.role="artemis-roles.properties";
            };
            """;

    private final Path folder;
    private final int port;
    private final String password;
    private final List<String> program;
    private Child child;

    private BrokerProcess(Path folder, int port, String password, List<String> program) {
        this.folder = folder;
        this.port = port;
        this.password = password;
        this.program = program;
        child = launch();
        awaitListening();
    }

    /**
     * Starts it, and returns when it listens.
     *
     * @param folder where everything lies that it writes; made when it is missing
     * @param settings its broker.xml
     * @param program a class with Artemis on its class path, and options of the JVM before it; runs what is in {@code etc}
     */
    public static BrokerProcess start(Path folder, Path settings, List<String> program, SecureRandom random)
            throws IOException {
        Path home = folder.toAbsolutePath().normalize();
        Path etc = home.resolve("etc");
        OwnerOnly.createFolder(home);
        OwnerOnly.createFolder(etc);
        byte[] octets = new byte[PASSWORD_OCTETS];
        random.nextBytes(octets);
        String password = HexFormat.of().formatHex(octets);
        Files.copy(settings, etc.resolve("broker.xml"), StandardCopyOption.REPLACE_EXISTING);
        OwnerOnly.write(etc.resolve("artemis-users.properties"), USER + "=" + password + "\n");
        OwnerOnly.write(etc.resolve("artemis-roles.properties"), "countersign=" + USER + "\n");
        OwnerOnly.write(etc.resolve("login.config"), LOGIN.formatted(etc));
        return new BrokerProcess(home, Ports.free().http(), password, program);
    }

    /** How it is reached. */
    public Broker broker() {
        return new Broker("127.0.0.1", port, USER, password);
    }

    /** Ends it as a crash would (SIGKILL). */
    public void kill() {
        child.kill();
    }

    /** Starts it again on its data, after it was killed; returns when it listens. */
    public void restart() {
        child.kill();
        child = launch();
        awaitListening();
    }

    @Override
    public void close() {
        child.kill();
    }

    private void awaitListening() {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isListening()) {
            if (child.endsWithin(POLL) || System.nanoTime() > deadline) {
                child.kill();
                throw new LaunchException("The broker did not start. See " + folder.resolve("console.log"));
            }
        }
    }

    private boolean isListening() {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private Child launch() {
        List<String> command = new ArrayList<>(List.of(
                Installation.java().toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dartemis.instance=" + folder,
                "-Djava.security.auth.login.config=" + folder.resolve("etc/login.config"),
                "-Dcountersign.broker.address=127.0.0.1",
                "-Dcountersign.broker.port=" + port));
        command.addAll(program);
        BoundedLog console = new BoundedLog(folder.resolve("console.log"), CONSOLE_LIMIT_OCTETS);
        return Child.start("broker", command, Map.of(), console);
    }
}
