package dev.countersign.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** At most one launcher works in a folder. The operating system gives the lock back when its holder ends in any way. */
final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of the folder, which is made when it is missing.
     *
     * @throws LaunchException if another launcher holds it
     */
    static RunLock take(RunFolder folder) throws IOException {
        OwnerOnly.createFolder(folder.path());
        FileChannel channel = FileChannel.open(folder.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new LaunchException("Countersign already runs in " + folder.path() + ". Stop it first.");
        }
        return new RunLock(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProgram) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
