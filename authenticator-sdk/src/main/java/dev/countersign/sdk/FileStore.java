package dev.countersign.sdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Keeps the state of a device in a file of mode 600, in plain text: whoever reads the file, or a backup of it, has the keys. Nothing but the
 * account of its owner protects them. A second file, with the ending {@code .lock}, keeps two programs from writing at once.
 */
public final class FileStore implements DeviceStore {

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;

    public FileStore(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public DeviceState read() {
        try {
            return StateDocument.read(Files.readString(requireOwnerOnly()));
        } catch (NoSuchFileException e) {
            return DeviceState.EMPTY;
        } catch (MalformedDocumentException e) {
            throw new StoreException(
                    file + " is damaged (" + e.getMessage() + ") and was left as it is. Bring a backup of it back, or"
                            + " move it away and activate again: without it this device is another one.",
                    e);
        } catch (IOException e) {
            throw new StoreException(file + " cannot be read: " + e, e);
        }
    }

    @Override
    public void update(UnaryOperator<DeviceState> change) {
        // A file lock holds against other programs; inside one program it would be an exception.
        synchronized (FileStore.class) {
            try (FileChannel channel = lockFile();
                    FileLock lock = channel.lock();
                    DeviceState before = read();
                    DeviceState after = change.apply(before)) {
                write(StateDocument.write(after));
                lock.release();
            } catch (IOException e) {
                throw new StoreException(file + " cannot be written, and was left as it is: " + e, e);
            }
        }
    }

    private FileChannel lockFile() throws IOException {
        return FileChannel.open(
                file.resolveSibling(file.getFileName() + ".lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                mode());
    }

    private Path requireOwnerOnly() throws IOException {
        if (POSIX && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
            throw new StoreException("Others may read " + file + ", which has keys in it. Say: chmod 600 " + file);
        }
        return file;
    }

    /** A reader sees the old text or the new one; after a crash there is one of the two, and perhaps a temporary file. */
    private void write(String text) throws IOException {
        Path temporary = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".tmp", mode());
        try {
            flush(temporary, text);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            flushFolder();
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void flush(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer octets = StandardCharsets.UTF_8.encode(text + "\n");
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        }
    }

    /** The new name outlives a loss of power too, where folders can be flushed. */
    private void flushFolder() throws IOException {
        if (POSIX) {
            try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    private static FileAttribute<?>[] mode() {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return "FileStore[" + file + "]";
    }
}
