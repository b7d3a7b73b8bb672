package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void endsWhenItIsAskedTo() {
        Child child = start(Waiting.class);
        assertThat(child.endsWithin(Duration.ZERO)).isFalse();

        child.stop(LONG);

        assertThat(child.exitCode()).isEqualTo(143);
    }

    @Test
    void isKilledAtOnce() {
        Child child = start(Waiting.class);

        child.kill();

        assertThat(child.exitCode()).isEqualTo(137);
    }

    @Test
    void isKilledWhenItDoesNotEndInTime() {
        Child child = start(Stubborn.class);
        awaitOutput();

        child.stop(Duration.ofMillis(100));

        assertThat(child.exitCode()).isEqualTo(137);
    }

    @Test
    void saysWhatCannotBeStarted() {
        List<String> command = List.of(folder.resolve("none").toString());

        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(() -> Child.start("server", command, Map.of(), log()))
                .withMessageStartingWith("The server could not be started: ");
    }

    private Child start(Class<?> main) {
        List<String> command =
                List.of(Installation.java().toString(), "-cp", System.getProperty("java.class.path"), main.getName());
        return Child.start("child", command, Map.of(), log());
    }

    private BoundedLog log() {
        return new BoundedLog(folder.resolve("child.log"), 1000);
    }

    private void awaitOutput() {
        while (folder.resolve("child.log").toFile().length() == 0) {
            Thread.onSpinWait();
        }
    }

    /** A program that waits for ever. */
    static final class Waiting {

        private Waiting() {}

        public static void main(String[] args) throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    /** A program that does not end when it is asked to. */
    static final class Stubborn {

        private Stubborn() {}

        public static void main(String[] args) throws InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
            System.out.println("ready");
            new CountDownLatch(1).await();
        }
    }
}
