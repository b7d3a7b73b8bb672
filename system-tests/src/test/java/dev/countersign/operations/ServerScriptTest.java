package dev.countersign.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
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
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\necho \"gateway ${COUNTERSIGN_SMPP_INSTANCE:-}\"\n");
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
                .endsWith("-Djboss.bind.address=0.0.0.0\ngateway \n");
        assertThat(start(Map.of("COUNTERSIGN_BROKER_HOST", "broker.example", "COUNTERSIGN_NODE", "node7")))
                .startsWith("-Xmx768m\n-XX:+UseParallelGC\n")
                .contains("--server-config=countersign-external-broker.xml");
    }

    @Test
    void whatTheProductBringsTakesThePlaceOfWhatLiesThereAndDataStay() throws Exception {
        Path product = folder.resolve("product");
        for (Path each : List.of(product, base)) {
            Files.createDirectories(each.resolve("configuration"));
            Files.createDirectories(each.resolve("deployments"));
            Files.writeString(each.resolve("configuration/countersign.xml"), each.toString());
            Files.writeString(each.resolve("deployments/countersign.ear"), each.toString());
        }
        Path mark = Files.createFile(base.resolve("deployments/countersign.ear.deployed"));
        Path journal =
                Files.createFile(Files.createDirectories(base.resolve("data")).resolve("journal"));

        start(Map.of("COUNTERSIGN_PRODUCT", product.toString()));
        start(Map.of("COUNTERSIGN_PRODUCT", product.toString()));

        assertThat(base.resolve("configuration/countersign.xml")).hasContent(product.toString());
        assertThat(base.resolve("deployments/countersign.ear")).hasContent(product.toString());
        assertThat(mark).doesNotExist();
        assertThat(journal).exists();
    }

    @Test
    void anEmptyBaseIsEnough() throws Exception {
        Path product = folder.resolve("product");
        Files.createDirectories(product.resolve("configuration"));
        Files.createFile(Files.createDirectories(product.resolve("deployments")).resolve("countersign.ear"));
        Files.delete(base.resolve("deployments"));

        start(Map.of("COUNTERSIGN_PRODUCT", product.toString()));

        assertThat(base.resolve("deployments/countersign.ear")).exists();
    }

    @Test
    void aServerThatSharesABrokerHasANameAndItsGatewayToo() throws Exception {
        Map<String, String> shared = Map.of("COUNTERSIGN_BROKER_HOST", "broker.example");
        assertThat(run(shared)).satisfies(ended -> {
            assertThat(ended.exitCode()).isEqualTo(78);
            assertThat(ended.said()).contains("COUNTERSIGN_NODE");
        });

        assertThat(start(with(shared, "COUNTERSIGN_NODE", "node7"))).endsWith("\ngateway node7\n");
        assertThat(start(with(with(shared, "COUNTERSIGN_NODE", "node7"), "COUNTERSIGN_SMPP_INSTANCE", "east")))
                .endsWith("\ngateway east\n");
        assertThat(start(Map.of("COUNTERSIGN_NODE", "node7"))).endsWith("\ngateway \n");
    }

    private static Map<String, String> with(Map<String, String> environment, String name, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(name, value);
        return more;
    }

    private String start(Map<String, String> environment) throws IOException {
        Ended ended = run(environment);
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        return ended.said();
    }

    private record Ended(int exitCode, String said) {}

    private Ended run(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", script.toString(), "-Djboss.bind.address=0.0.0.0")
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("COUNTERSIGN_BASE", base.toString());
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.onExit().join().exitValue(), said);
    }
}
