package dev.countersign.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The file {@code master.key}. Nobody but its owner may write it, and others may not read it. Its group may read it:
 * orchestrators lay secrets down as {@code root:GROUP} with mode 440, and the process is in that group.
 */
record MasterKeyFile(Path file) implements MasterKeySource {

    /** Name of the file in the key directory. */
    static final String NAME = "master.key";

    private static final Set<PosixFilePermission> FORBIDDEN = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    static MasterKeyFile in(Path directory) {
        return new MasterKeyFile(directory.resolve(NAME));
    }

    @Override
    public MasterKeys read() {
        return MasterKeys.parse(lines(), file.toString());
    }

    private List<String> lines() {
        try {
            requirePrivate();
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new KeysUnusableException(
                    "Cannot read " + file + " (" + e.getClass().getSimpleName()
                            + "); countersign.keys.directory names its folder, and 'countersign keys create' makes one for a new"
                            + " database");
        }
    }

    private void requirePrivate() throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return;
        }
        if (Files.getPosixFilePermissions(file).stream().anyMatch(FORBIDDEN::contains)) {
            throw new KeysUnusableException(
                    file + " is open to others: chmod 600 it, or 640 for a group of the server alone, and replace its"
                            + " keys (countersign keys add-master, then a rotation)");
        }
    }
}
