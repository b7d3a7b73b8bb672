package dev.countersign.crypto;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * A file with keys. Nobody but its owner may write it, and others may not read it. Its group may read it: orchestrators lay secrets
 * down as {@code root:GROUP} with mode 440, and the process is in that group.
 */
record PrivateFile(Path file) {

    private static final Set<PosixFilePermission> FORBIDDEN = EnumSet.of(
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

    /**
     * Its text.
     *
     * @param replacing how to get other keys, once these may have been seen
     * @throws KeysUnusableException if it is open to others
     */
    String read(String replacing) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")
                && Files.getPosixFilePermissions(file).stream().anyMatch(FORBIDDEN::contains)) {
            throw new KeysUnusableException(file
                    + " is open to others: chmod 600 it, or 640 for a group of the server alone, and replace its keys ("
                    + replacing
                    + ")");
        }
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** Makes it, for its owner alone; throws if it is there. */
    void create(String content) throws IOException {
        Files.createFile(file, permissions("rw-------"));
        Files.writeString(file, content, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }

    /** In one step, with the mode that it has: a server that reads it meanwhile sees the old content or the new one. */
    void replace(String content) throws IOException {
        Path next = Files.createTempFile(
                file.toAbsolutePath().getParent(), "." + file.getFileName(), ".next", permissions("rw-------"));
        Files.writeString(next, content, StandardCharsets.UTF_8);
        if (permissions("rw-------").length > 0) {
            Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(file));
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Attributes of a new file or folder, none where the file system knows no such modes. */
    static FileAttribute<?>[] permissions(String mode) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }
}
