package dev.countersign.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the second server is started: Payara by {@code java} itself, so that the process that is stopped is the server. The
 * domain is a copy of the one that the build configured; the EAR lies in its folder for automatic deployment.
 */
final class PayaraProcess implements Server {

    /** Below the server's own bounded log (20 MB, five old ones) only what the JVM itself says arrives on the console. */
    private static final long CONSOLE_LIMIT_OCTETS = 1 << 20;

    private static final String MAIN_CLASS = "com.sun.enterprise.glassfish.bootstrap.ASMain";
    private static final Map<String, String> DRIVERS =
            Map.of("postgresql", "org.postgresql.Driver", "h2", "org.h2.Driver");

    private final ProductOptions options;
    private final RunFolder folder;

    PayaraProcess(ProductOptions options, RunFolder folder) {
        this.options = options;
        this.folder = folder;
    }

    @Override
    public Child start(String smppPassword) throws IOException {
        folder.layDomain(options.installation(), options.ear(), deployment());
        Path domainXml = folder.server().resolve("config/domain.xml");
        String text = Files.readString(domainXml, StandardCharsets.UTF_8);
        OwnerOnly.write(domainXml, PayaraPorts.of(options.ports()).writtenInto(text));
        BoundedLog console = new BoundedLog(folder.logs().resolve("server-console.log"), CONSOLE_LIMIT_OCTETS);
        return Child.start("server", command(), environment(smppPassword), console);
    }

    @Override
    public Path failureMarker() {
        return deployment().resolveSibling(options.ear().getFileName() + "_deployFailed");
    }

    @Override
    public Path deployment() {
        return folder.server().resolve("autodeploy").resolve(options.ear().getFileName());
    }

    @Override
    public Path log() {
        return folder.server().resolve("logs/server.log");
    }

    private List<String> command() throws IOException {
        List<String> command = new ArrayList<>(launchCommand());
        int main = command.indexOf(MAIN_CLASS);
        if (main < 0) {
            throw new LaunchException("asadmin does not say how " + folder.server() + " is started: " + command);
        }
        List<String> settings = new ArrayList<>();
        options.settings().forEach((key, value) -> settings.add("-D" + key + "=" + value));
        command.addAll(main, settings);
        return command;
    }

    /** What {@code asadmin start-domain} would start, an argument a line between a heading and an empty line. */
    private List<String> launchCommand() throws IOException {
        Path asadmin = options.installation().payaraHome().resolve("glassfish/lib/client/appserver-cli.jar");
        ProcessBuilder builder = new ProcessBuilder(
                Installation.java().toString(),
                "-jar",
                asadmin.toString(),
                "start-domain",
                "--dry-run",
                "--domaindir",
                folder.path().toString(),
                folder.server().getFileName().toString());
        builder.environment().put("AS_JAVA", System.getProperty("java.home"));
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return output.lines().skip(1).takeWhile(line -> !line.isEmpty()).toList();
    }

    private Map<String, String> environment(String smppPassword) {
        Map<String, String> environment = new HashMap<>(ServerEnvironment.of(options, folder, smppPassword));
        environment.put("COUNTERSIGN_DB_DRIVER", DRIVERS.get(options.database().kind()));
        return environment;
    }
}
