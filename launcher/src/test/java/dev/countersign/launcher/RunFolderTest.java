package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    Path temporary;

    private RunFolder folder;

    @BeforeEach
    void create() throws IOException {
        folder = new RunFolder(temporary.resolve(".run"));
        folder.create();
    }

    @Test
    void isClosedToOthers() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void laysConfigurationAndDeploymentAnewAndKeepsData() throws IOException {
        Installation installation = installation();
        Path stale = Files.createDirectories(folder.deployments()).resolve("old.ear");
        Files.createFile(stale);
        Path data = Files.writeString(folder.data().resolve("countersign.mv.db"), "rows");

        folder.layServer(installation, installation.ear());
        folder.layServer(installation, installation.ear());

        assertThat(stale).doesNotExist();
        assertThat(folder.deployments().resolve("countersign.ear")).exists();
        assertThat(folder.server().resolve("configuration/countersign.xml")).hasContent("<server/>");
        assertThat(data).hasContent("rows");
    }

    @Test
    void laysADomainAnewAndKeepsTheBrokersMessages() throws IOException {
        Installation installation = installation();
        Path domain = temporary.resolve("payara/glassfish/domains/countersign");
        Files.createDirectories(domain.resolve("config"));
        Files.createDirectories(domain.resolve("lib"));
        Files.writeString(domain.resolve("config/domain.xml"), "<domain/>");
        Files.writeString(domain.resolve("lib/driver.jar"), "");
        Path deployment = folder.server().resolve("autodeploy/countersign.ear");
        Path marker = deployment.resolveSibling("countersign.ear_deployFailed");
        Files.createDirectories(deployment.getParent());
        Files.createFile(marker);
        Path messages = Files.createDirectories(folder.server().resolve("imq")).resolve("messages");
        Files.writeString(messages, "orders");

        folder.layDomain(installation, installation.ear(), deployment);
        folder.layDomain(installation, installation.ear(), deployment);

        assertThat(marker).doesNotExist();
        assertThat(deployment).exists();
        assertThat(folder.server().resolve("config/domain.xml")).hasContent("<domain/>");
        assertThat(folder.server().resolve("lib/driver.jar")).exists();
        assertThat(messages).hasContent("orders");
    }

    @Test
    void isEmptiedDownToItsLock() throws IOException {
        try (RunLock lock = RunLock.take(folder)) {
            assertThat(lock).isNotNull();
            Files.writeString(folder.secretsFile(), "{}");

            folder.empty();

            assertThat(folder.path()).isDirectoryContaining(path -> path.equals(folder.lockFile()));
            assertThat(folder.path()).isDirectoryNotContaining(path -> !path.equals(folder.lockFile()));
        }
    }

    /** Without its master key a database elsewhere could be read by nobody. */
    @Test
    void isEmptiedBesideItsKeys() throws IOException {
        Files.writeString(folder.secretsFile(), "{}");
        Path master = Files.createDirectories(folder.keys()).resolve("master.key");
        Files.writeString(master, "m-1:...");

        folder.emptyBesideKeys();

        assertThat(master).hasContent("m-1:...");
        assertThat(folder.path()).isDirectoryNotContaining(path -> !path.equals(folder.keys()));
    }

    @Test
    void belongsToOneLauncherAtATime() throws IOException {
        try (RunLock first = RunLock.take(folder)) {
            assertThat(first).isNotNull();
            assertThatExceptionOfType(LaunchException.class)
                    .isThrownBy(() -> RunLock.take(folder))
                    .withMessage("Countersign already runs in " + folder.path() + ". Stop it first.");
        }
        try (RunLock next = RunLock.take(folder)) {
            assertThat(next).isNotNull();
        }
    }

    private Installation installation() throws IOException {
        Path home = temporary.resolve("server");
        Files.createDirectories(home.resolve("standalone/configuration"));
        Files.writeString(home.resolve("standalone/configuration/countersign.xml"), "<server/>");
        Path ear = Files.createFile(temporary.resolve("countersign.ear"));
        return new Installation(home, ear, ear, ear);
    }
}
