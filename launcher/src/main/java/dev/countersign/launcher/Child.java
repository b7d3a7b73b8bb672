package dev.countersign.launcher;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that was started here, with its output in a bounded file. */
final class Child {

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final String name;
    private final Process process;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Starts a process; what is in {@code environment} is added to the environment of this one. */
    static Child start(String name, List<String> command, Map<String, String> environment, BoundedLog log) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            Thread pump = new Thread(() -> pump(process, log), name + "-output");
            pump.setDaemon(true);
            pump.start();
            return new Child(name, process);
        } catch (IOException e) {
            throw new LaunchException("The " + name + " could not be started: " + e.getMessage(), e);
        }
    }

    private static void pump(Process process, BoundedLog log) {
        try {
            log.pump(process.getInputStream());
        } catch (IOException e) {
            System.err.println("Output to " + log.file() + " ends: " + e.getMessage());
        }
    }

    String name() {
        return name;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Waits at most this long; true as soon as the process has ended. */
    boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("Interrupted while the " + name + " was waited for.", e);
        }
    }

    /** Asks the process to end (SIGTERM), and kills it when it has not done so within the limit. */
    void stop(Duration limit) {
        // By its handle: Process.destroy() would also close the pipe and lose the last words.
        process.toHandle().destroy();
        if (!endsWithin(limit)) {
            kill();
        }
    }

    /** Ends the process at once, as a crash would (SIGKILL). */
    void kill() {
        process.toHandle().destroyForcibly();
        if (!endsWithin(KILL_LIMIT)) {
            throw new LaunchException("The " + name + " (process " + pid() + ") does not end.");
        }
    }
}
