package dev.countersign.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of the runs. What lies there stays until the next run, for whoever wants to look at its logs. */
final class Folders {

    private Folders() {}

    /** An empty folder of this name. */
    static Path fresh(String name) throws IOException {
        Path folder = Path.of("bench/target", name).toAbsolutePath();
        if (Files.exists(folder)) {
            try (Stream<Path> inside = Files.walk(folder)) {
                List<Path> deepestFirst =
                        inside.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            }
        }
        return Files.createDirectories(folder);
    }
}
