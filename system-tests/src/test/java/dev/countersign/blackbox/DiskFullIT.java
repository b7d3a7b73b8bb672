package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The disk under queues, transaction log and server log is full; the database has another. Needs a file system of its own, which
 * only root may mount; skipped for others.
 */
@Tag("full")
class DiskFullIT {

    private static final Path DISK = Path.of("target/run-disk");
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private static EmbeddedPostgres postgres;
    private static Product product;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(System.getProperty("user.name")).as("who may mount").isEqualTo("root");
        Files.createDirectories(DISK);
        run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=400m,mode=700",
                "tmpfs",
                DISK.toAbsolutePath().toString());
        postgres = EmbeddedPostgres.builder().start();
        product = Product.onPostgres(DISK.resolve("run"), postgres);
    }

    @AfterAll
    static void stop() throws Exception {
        if (postgres != null) {
            if (product != null) {
                product.close();
            }
            postgres.close();
        }
        if (Files.exists(DISK)) {
            run("umount", DISK.toAbsolutePath().toString());
        }
    }

    @Test
    void whatFillsByAndByStopsNothingForGood() throws Exception {
        logIn();
        Path ballast = fill(Files.getFileStore(DISK).getTotalSpace() / 64);
        Eventually.get(
                "the broker's word of it",
                RECOVERY,
                () -> Optional.of(serverLog()).filter(log -> log.contains("AMQ222210")));
        fill(0);

        assertHonest();
        assertGoesOnWithout(ballast);
    }

    @Test
    void whatIsFullAtOneBlowStopsNothingForGood() throws Exception {
        logIn();
        Path ballast = fill(0);

        assertHonest();
        assertGoesOnWithout(ballast);
    }

    private static String serverLog() {
        try {
            return Files.readString(product.logs().resolve("server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A login begins with its row, or the caller is told to come back. */
    private static void assertHonest() {
        for (int i = 0; i < 3; i++) {
            TestUser user = product.operator().newUser();
            Answer begun = product.portal().begin(user.userName(), user.password());
            assertThat(begun.status()).as(begun.toString()).isIn(201, 503);
        }
        assertThat(product.http().get("/health/live").status()).isEqualTo(200);
    }

    private static void assertGoesOnWithout(Path ballast) throws IOException {
        Files.delete(ballast);
        Eventually.get(
                "ready again",
                RECOVERY,
                () -> Optional.of(product.http().get("/health/ready")).filter(answer -> answer.status() == 200));
        logIn();
    }

    private static void logIn() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        assertThat(attempt.answer(product.inbox().code(user)).status()).isEqualTo(200);
        assertThat(attempt.token().status()).isEqualTo(200);
    }

    /** Fills what is free but for so many octets. */
    private static Path fill(long left) throws IOException {
        Path ballast = DISK.resolve("ballast");
        byte[] block = new byte[1 << 16];
        long blocks = left == 0 ? Long.MAX_VALUE : (Files.getFileStore(DISK).getUsableSpace() - left) / block.length;
        try (OutputStream out = Files.newOutputStream(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (long written = 0; written < blocks; written++) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(Files.getFileStore(DISK).getUsableSpace())
                    .as(e.toString())
                    .isLessThan(block.length);
        }
        return ballast;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
    }
}
