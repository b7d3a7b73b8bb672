package dev.countersign.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the server, with a Java that only says how it was called. */
class ServerScriptTest {

    private static final Path SCRIPT = Path.of("../ear/src/main/wildfly/bin/countersign-server");

    @TempDir
    private Path folder;

    private Path script;
    private Path base;

    @BeforeEach
    void lay() throws IOException {
        script = Files.createDirectories(folder.resolve("server/countersign/bin"))
                .resolve("countersign-server");
        Files.copy(SCRIPT, script);
        base = Files.createDirectories(folder.resolve("base"));
        Files.createDirectories(base.resolve("deployments"));
        Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void whatFailedAtTheLastStartIsTriedAgain() throws Exception {
        Path failed = Files.createFile(base.resolve("deployments/countersign.ear.failed"));
        Path application = Files.createFile(base.resolve("deployments/countersign.ear"));

        start(Map.of());

        assertThat(failed).doesNotExist();
        assertThat(application).exists();
    }

    @Test
    void theServerGetsItsFoldersOptionsAndArguments() throws Exception {
        assertThat(start(Map.of("COUNTERSIGN_JAVA_OPTS", "-Xmx1g -Xms1g")))
                .startsWith("-Xmx1g\n-Xms1g\n@" + folder.toRealPath() + "/server/countersign/java.options\n")
                .contains("-Djboss.server.base.dir=" + base)
                .contains("--server-config=countersign.xml")
                .endsWith("-Djboss.bind.address=0.0.0.0\n");
        assertThat(start(Map.of("COUNTERSIGN_BROKER_HOST", "broker.example")))
                .startsWith("-Xmx768m\n")
                .contains("--server-config=countersign-external-broker.xml");
    }

    private String start(Map<String, String> environment) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString(), "-Djboss.bind.address=0.0.0.0")
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("COUNTERSIGN_BASE", base.toString());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
