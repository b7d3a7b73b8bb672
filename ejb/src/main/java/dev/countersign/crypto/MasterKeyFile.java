package dev.countersign.crypto;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The file {@code master.key}. */
record MasterKeyFile(Path file) implements MasterKeySource {

    /** Name of the file in the key directory. */
    static final String NAME = "master.key";

    static MasterKeyFile in(Path directory) {
        return new MasterKeyFile(directory.resolve(NAME));
    }

    @Override
    public MasterKeys read() {
        return MasterKeys.parse(lines(), file.toString());
    }

    private List<String> lines() {
        try {
            return new PrivateFile(file)
                    .read("countersign keys add-master, then a rotation")
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new KeysUnusableException(
                    "Cannot read " + file + " (" + e.getClass().getSimpleName()
                            + "); countersign.keys.directory names its folder, and 'countersign keys create' makes one for a new"
                            + " database");
        }
    }
}
