package dev.countersign.keyfile;

import java.util.List;

/** What reading a key file came to. */
public sealed interface KeyFileOutcome {

    /**
     * It is sound as a whole; each row is a key or the reason why not.
     *
     * @param protection what kept the secrets on their way
     */
    record Read(Protection protection, List<KeyFileRow> rows) implements KeyFileOutcome {

        public Read {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Nothing of it is taken.
     *
     * @param detail one sentence for the operator, without anything that stands in the file
     */
    record Refused(FileReason reason, String detail) implements KeyFileOutcome {}
}
