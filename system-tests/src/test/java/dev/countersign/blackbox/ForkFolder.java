package dev.countersign.blackbox;

import java.nio.file.Path;

/** Folders of what the tests of one process share: processes that run side by side have each its own. */
final class ForkFolder {

    private ForkFolder() {}

    static Path of(String name) {
        return Path.of("target/" + name + "-" + Integer.getInteger("countersign.fork", 1));
    }
}
