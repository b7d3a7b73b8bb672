package dev.countersign.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder of a running product ({@code .run} for the run command) and the places in it. */
record RunFolder(Path path) {

    Path keys() {
        return path.resolve("keys");
    }

    Path logs() {
        return path.resolve("log");
    }

    Path server() {
        return path.resolve("server");
    }

    /** Database file and message journal: what a restart must find again. */
    Path data() {
        return server().resolve("data");
    }

    Path deployments() {
        return server().resolve("deployments");
    }

    Path secretsFile() {
        return path.resolve("secrets.json");
    }

    /** Key file of the demonstration cards. */
    Path cardsFile() {
        return path.resolve("cards.csv");
    }

    /** What the printer of the demonstration's plastic grid cards gets: their cells. */
    Path gridCardsFile() {
        return path.resolve("grid-cards.csv");
    }

    Path demoFile() {
        return path.resolve("demo.json");
    }

    Path lockFile() {
        return path.resolve("lock");
    }

    void create() throws IOException {
        OwnerOnly.createFolder(path);
        OwnerOnly.createFolder(logs());
        OwnerOnly.createFolder(server());
        OwnerOnly.createFolder(data());
    }

    /** Removes everything but the lock file, which its holder keeps open. */
    void empty() throws IOException {
        emptyBeside(Set.of(lockFile()));
    }

    /** The same, and the keys stay: a database that is not in this folder is under them. */
    void emptyBesideKeys() throws IOException {
        emptyBeside(Set.of(lockFile(), keys()));
    }

    private void emptyBeside(Set<Path> staying) throws IOException {
        try (Stream<Path> children = Files.list(path)) {
            for (Path child : children.filter(child -> !staying.contains(child)).toList()) {
                delete(child);
            }
        }
    }

    /** Lays configuration and deployment anew from the build; data stay. */
    void layServer(Installation installation, Path ear) throws IOException {
        delete(server().resolve("configuration"));
        delete(server().resolve("tmp"));
        delete(deployments());
        delete(data().resolve("content"));
        copyFolder(installation.configuration(), server().resolve("configuration"));
        Files.createDirectories(deployments());
        Files.copy(ear, deployments().resolve(ear.getFileName()));
    }

    /** The same for a domain of the second server; the broker's messages stay. */
    void layDomain(Installation installation, Path ear, Path deployment) throws IOException {
        for (String part : List.of("config", "lib", "applications", "generated", "autodeploy", "osgi-cache")) {
            delete(server().resolve(part));
        }
        for (String part : List.of("config", "lib")) {
            copyFolder(installation.payaraDomain().resolve(part), server().resolve(part));
        }
        Files.createDirectories(server().resolve("docroot"));
        Files.createDirectories(deployment.getParent());
        Files.copy(ear, deployment);
    }

    private static void copyFolder(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path entry : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
