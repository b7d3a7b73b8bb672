package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A file system in memory that can be filled. Only root may mount one: for others the test is skipped. */
record SmallDisk(Path path) implements AutoCloseable {

    private static final int PAGE = 4096;

    static SmallDisk mount(Path folder, int megabytes) {
        assumeThat(System.getProperty("user.name")).as("who may mount").isEqualTo("root");
        Path path = folder.toAbsolutePath();
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m,mode=700", "tmpfs", path.toString());
        return new SmallDisk(path);
    }

    /** Takes the last octet. */
    void fill() {
        // The last block of the first writer may be cut short, so a second one takes what is smaller.
        Stream.of(1 << 16, 1).forEach(this::write);
        assertThat(path.toFile().getUsableSpace()).isZero();
    }

    private void write(int block) {
        try (OutputStream out =
                Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                out.write(new byte[block]);
            }
        } catch (IOException e) {
            // It is full.
        }
    }

    void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Takes from the files of a folder the room that they have and do not need yet, as on a file system that writes elsewhere what is
     * written again.
     */
    static void takeReserve(Path folder) throws IOException {
        for (Path file : files(folder)) {
            byte[] octets = Files.readAllBytes(file);
            int used = octets.length;
            while (used > 0 && octets[used - 1] == 0) {
                used--;
            }
            int free = (used + PAGE - 1) / PAGE * PAGE;
            if (free < octets.length) {
                String length = Integer.toString(octets.length - free);
                run(
                        "fallocate",
                        "--punch-hole",
                        "--offset",
                        Integer.toString(free),
                        "--length",
                        length,
                        file.toString());
            }
        }
    }

    /** Gives them back what {@link #takeReserve} took. */
    static void giveReserve(Path folder) throws IOException {
        for (Path file : files(folder)) {
            run("fallocate", "--length", Long.toString(Files.size(file)), file.toString());
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toFile().length() > PAGE).toList();
        }
    }

    private Path ballast() {
        return path.resolve("ballast");
    }

    @Override
    public void close() {
        run("umount", path.toString());
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
