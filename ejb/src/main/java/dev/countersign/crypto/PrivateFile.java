package dev.countersign.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
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

    /** Makes it, for its owner alone; throws if it is there. It is there with all its content or not at all. */
    void create(String content) throws IOException {
        lay(content, next -> Files.move(next, file));
    }

    /**
     * In one step, with the owner, group and mode that it has: a server that reads it meanwhile sees the old content or the new one, and
     * one that starts later may still read it.
     *
     * @throws KeysUnusableException if this user may not give it to its owner or group
     */
    void replace(String content) throws IOException {
        lay(content, next -> {
            if (isPosix()) {
                keepOwner(next);
                Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(file));
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        });
    }

    /** Has the content on the disk beside the file before it takes the file's place; what goes wrong leaves nothing beside it. */
    private void lay(String content, Place place) throws IOException {
        Path next = Files.createTempFile(
                file.toAbsolutePath().getParent(), "." + file.getFileName(), ".next", permissions("rw-------"));
        try {
            try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
                ByteBuffer octets = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(content));
                while (octets.hasRemaining()) {
                    channel.write(octets);
                }
                channel.force(true);
            }
            place.take(next);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private void keepOwner(Path next) throws IOException {
        PosixFileAttributes had = Files.readAttributes(file, PosixFileAttributes.class);
        PosixFileAttributes has = Files.readAttributes(next, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(next, PosixFileAttributeView.class);
        try {
            if (!has.group().equals(had.group())) {
                view.setGroup(had.group());
            }
            if (!has.owner().equals(had.owner())) {
                view.setOwner(had.owner());
            }
        } catch (IOException e) {
            throw new KeysUnusableException(file + " belongs to " + had.owner().getName() + ", group "
                    + had.group().getName()
                    + ", to whom this user cannot give a file: nothing was changed; run this as "
                    + had.owner().getName() + " or as root");
        }
    }

    /** Puts a file where it belongs. */
    @FunctionalInterface
    private interface Place {
        void take(Path next) throws IOException;
    }

    /** Attributes of a new file or folder, none where the file system knows no such modes. */
    static FileAttribute<?>[] permissions(String mode) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
