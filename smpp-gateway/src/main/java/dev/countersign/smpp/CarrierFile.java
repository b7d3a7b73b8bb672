package dev.countersign.smpp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of carriers and routes, and those that it names: passwords and authorities. It is looked at again and again; what
 * has been changed wrongly is told, and the gateway goes on with what it had.
 */
final class CarrierFile {

    private static final System.Logger LOG = System.getLogger(CarrierFile.class.getName());

    private final Path file;
    private Optional<CarrierBook> present = Optional.empty();
    private volatile String fault = "";

    CarrierFile(Path file) {
        this.file = file;
    }

    /**
     * Reads all anew. Returns the book if it is another than the last time; empty when nothing has changed, or when it
     * cannot be read, which {@link #fault} then tells.
     */
    synchronized Optional<CarrierBook> look() {
        try {
            CarrierBook book = CarrierBookReader.read(
                    Files.readString(file), file.toAbsolutePath().resolveSibling(""));
            tell("");
            if (present.filter(book::equals).isPresent()) {
                return Optional.empty();
            }
            present = Optional.of(book);
            return present;
        } catch (IOException e) {
            tell(file + " cannot be read: " + e.getClass().getSimpleName());
        } catch (IllegalArgumentException e) {
            tell(file + ": " + e.getMessage());
        }
        return Optional.empty();
    }

    /** The last book that could be taken. */
    synchronized Optional<CarrierBook> present() {
        return present;
    }

    /** Why the gateway does not work with what stands in the file now; empty when it does. */
    String fault() {
        return fault;
    }

    /** Once, not each time that it is looked at. */
    private void tell(String now) {
        if (!now.equals(fault) && !now.isEmpty()) {
            LOG.log(System.Logger.Level.ERROR, "smpp.carriers event=not-taken cause={0}", now);
        }
        fault = now;
    }
}
