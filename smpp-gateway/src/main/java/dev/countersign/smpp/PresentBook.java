package dev.countersign.smpp;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * By which book of carriers the gateway works: the one that the core tells, else the one of its file, else the one carrier of its settings. What
 * is new in it goes to the network.
 */
final class PresentBook {

    private static final System.Logger LOG = System.getLogger(PresentBook.class.getName());

    private final ToldBook told = new ToldBook();
    private final Optional<CarrierFile> file;
    private final Optional<CarrierBook> single;
    private final GatewayMemory memory;
    private final CarrierNetwork network;
    private boolean due;
    private volatile String notApplied = "";

    /**
     * Nothing is read yet.
     *
     * @param file empty where no file is named
     * @param single what the settings say without a file
     * @param memory hears what the core tells
     */
    PresentBook(
            Optional<CarrierFile> file, Optional<CarrierBook> single, GatewayMemory memory, CarrierNetwork network) {
        this.file = file;
        this.single = single;
        this.memory = memory;
        this.network = network;
    }

    /**
     * Applies what this gateway knows by itself.
     *
     * @throws IllegalStateException if the file is wrong: at the start that ends the deployment; a file that is changed wrongly later ends nothing
     */
    synchronized void first() {
        if (file.isPresent()) {
            network.apply(file.get()
                    .look()
                    .orElseThrow(() -> new IllegalStateException(file.get().fault())));
        } else if (single.isPresent()) {
            network.apply(single.get());
        } else {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "smpp.link event=no-bind cause=neither countersign.smpp.password nor countersign.smpp.carriers is set");
        }
    }

    /** Looks for another book, or for one that could not be applied before. One at a time, or an older one could be applied last. */
    synchronized void takeUpChanges() {
        due |= memory.findBook().filter(told::take).isPresent();
        if (told.book().isEmpty()) {
            due |= file.flatMap(CarrierFile::look).isPresent();
        }
        if (due) {
            apply(told.book().or(this::own).orElse(CarrierBook.NONE).without(told.paused()));
        }
    }

    /** The gateway goes on with what it had, and tells that, until it succeeds. */
    private void apply(CarrierBook book) {
        try {
            network.apply(book);
            due = false;
            notApplied = "";
        } catch (RuntimeException e) {
            String fault = "not applied: " + e.getClass().getSimpleName();
            // It is tried with each report, and told there.
            if (!fault.equals(notApplied)) {
                LOG.log(System.Logger.Level.ERROR, "smpp.carriers event=not-applied", e);
            }
            notApplied = fault;
        }
    }

    /** Whether it is known with which carriers to work, even if they all pause. Until one was told it looks for that. */
    boolean isThere() {
        if (told.version() == 0) {
            takeUpChanges();
        }
        return !network.list().isEmpty() || told.version() != 0;
    }

    /** What is wrong with the last that was told or read; empty if nothing is. */
    String fault() {
        String ofFile =
                told.book().isPresent() ? "" : file.map(CarrierFile::fault).orElse("");
        return Stream.of(told.fault(), ofFile, notApplied)
                .filter(fault -> !fault.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Version of what the core has told; 0 before the first. */
    long version() {
        return told.version();
    }

    private Optional<CarrierBook> own() {
        return file.isPresent() ? file.get().present() : single;
    }
}
