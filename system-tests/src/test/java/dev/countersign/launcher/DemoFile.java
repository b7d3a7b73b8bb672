package dev.countersign.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** Does for a product under test what the run command does last: seeds the demonstration users and writes demo.json. */
public final class DemoFile {

    private DemoFile() {}

    /** Where the file was written. */
    public static Path write(RunningProduct product, ProductOptions options) {
        Path file = new RunFolder(options.folder()).demoFile();
        try {
            OwnerOnly.write(file, product.seed().toJson() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }
}
