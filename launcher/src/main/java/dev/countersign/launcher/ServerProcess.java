package dev.countersign.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the default server is started: WildFly by {@code java} itself, so that the process that is stopped is the server. */
final class ServerProcess implements Server {

    /** Below WildFly's own bounded log (20 MB, five old ones) only what the JVM itself says arrives on the console. */
    private static final long CONSOLE_LIMIT_OCTETS = 1 << 20;

    private static final String NODE = "COUNTERSIGN_NODE";

    private final ProductOptions options;
    private final RunFolder folder;
    private final Map<String, String> differences;

    ServerProcess(ProductOptions options, RunFolder folder) {
        this(options, folder, Map.of());
    }

    private ServerProcess(ProductOptions options, RunFolder folder, Map<String, String> differences) {
        this.options = options;
        this.folder = folder;
        this.differences = differences;
    }

    /** Another node of the same installation: keys, issuer, database and message center are the first one's. */
    ServerProcess beside(ProductOptions other, String node) {
        Map<String, String> shared = environment("");
        return new ServerProcess(
                other,
                new RunFolder(other.folder()),
                Map.of(
                        NODE,
                        node,
                        "COUNTERSIGN_SMPP_INSTANCE",
                        "gateway-" + node,
                        ServerEnvironment.KEYS,
                        shared.get(ServerEnvironment.KEYS),
                        ServerEnvironment.ISSUER,
                        shared.get(ServerEnvironment.ISSUER)));
    }

    @Override
    public Child start(String smppPassword) throws IOException {
        folder.layServer(options.installation(), options.ear());
        BoundedLog console = new BoundedLog(folder.logs().resolve("server-console.log"), CONSOLE_LIMIT_OCTETS);
        return Child.start("server", command(), environment(smppPassword), console);
    }

    @Override
    public Path failureMarker() {
        return folder.deployments().resolve(options.ear().getFileName() + ".failed");
    }

    @Override
    public Path deployment() {
        return folder.deployments().resolve(options.ear().getFileName());
    }

    @Override
    public Path log() {
        return folder.logs().resolve("server.log");
    }

    List<String> command() {
        Path home = options.installation().serverHome();
        Path configuration = folder.server().resolve("configuration");
        List<String> command = new ArrayList<>();
        command.add(Installation.java().toString());
        command.add("-Xmx768m");
        if (options.edition() == ProductOptions.Edition.TEST_CLOCK) {
            // It lives for minutes, in which the second compiler and threads that collect garbage take more than they
            // give.
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        } else {
            // On two processors it leaves a tenth more for logins than the JVM's own choice: docs/performance.md.
            command.add("-XX:+UseParallelGC");
        }
        command.add("@" + options.installation().javaOptions());
        command.add("-Dlogging.configuration="
                + configuration.resolve("logging.properties").toUri());
        command.addAll(List.of("-jar", home.resolve("jboss-modules.jar").toString()));
        command.addAll(List.of("-mp", home.resolve("modules").toString(), "org.jboss.as.standalone"));
        command.add("-Djboss.home.dir=" + home);
        command.add("-Djboss.server.base.dir=" + folder.server());
        command.add("-Djboss.server.log.dir=" + folder.logs());
        command.add("-Djboss.bind.address=127.0.0.1");
        command.add("-Djboss.http.port=" + options.ports().http());
        command.add("-Djboss.management.http.port=" + options.ports().management());
        command.add("-Dcountersign.log.console=OFF");
        options.settings().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("--server-config="
                + (options.broker().isPresent() ? "countersign-external-broker.xml" : "countersign.xml"));
        return command;
    }

    private Map<String, String> environment(String smppPassword) {
        Map<String, String> environment = new HashMap<>(ServerEnvironment.of(options, folder, smppPassword));
        options.broker().ifPresent(broker -> environment.putAll(broker.environment()));
        environment.putAll(differences);
        return environment;
    }
}
