package dev.countersign.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The core's command line programs, run to their end while the server is down. */
final class CommandLine {

    private final Installation installation;

    CommandLine(Installation installation) {
        this.installation = installation;
    }

    /** Creates the key files that are missing. */
    void createKeys(RunFolder folder) throws IOException {
        run("dev.countersign.crypto.KeyCommand", List.of("create", folder.keys().toString()), Map.of());
    }

    /** Brings the schema up to date and creates operators; the answer is their bearer tokens in the same order. */
    List<String> createOperators(List<String> names, Database database) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("create"));
        arguments.addAll(names);
        String output = run("dev.countersign.operator.OperatorCommand", arguments, database.environment());
        List<String> lines = output.lines().map(String::strip).toList();
        return lines.subList(lines.size() - names.size(), lines.size());
    }

    private String run(String mainClass, List<String> arguments, Map<String, String> environment) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(Installation.java().toString(), "-Xmx128m", "-Duser.timezone=UTC"));
        command.addAll(List.of("-cp", installation.commandLineLibraries() + "/*", mainClass));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        // Standard error goes to the terminal only on failure: the schema migration reports each step there.
        Path errors = Files.createTempFile("countersign", ".log");
        builder.redirectError(errors.toFile());
        try {
            return outputOf(builder.start(), mainClass, errors);
        } finally {
            Files.deleteIfExists(errors);
        }
    }

    private static String outputOf(Process process, String mainClass, Path errors) throws IOException {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.onExit().join().exitValue();
        if (exitCode != 0) {
            String reason = Files.readString(errors, StandardCharsets.UTF_8).strip();
            throw new LaunchException(mainClass + " failed with exit code " + exitCode + ":\n" + reason);
        }
        return output;
    }
}
