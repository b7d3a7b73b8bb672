package dev.countersign.sdk;

/** A connection that stands while an app is open. */
public interface LiveConnection extends AutoCloseable {

    /** Whether it still stands; one that fell is opened anew by its owner. */
    boolean isOpen();

    @Override
    void close();
}
