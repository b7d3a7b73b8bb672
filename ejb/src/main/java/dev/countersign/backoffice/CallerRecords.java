package dev.countersign.backoffice;

import java.time.Instant;
import java.util.Optional;

/** What is known of back offices: in the database on a node, in memory in a unit test. */
public interface CallerRecords {

    /** Secret of a back office; empty where nobody has the name, which takes as long to find out. */
    Optional<String> findSecret(Optional<ClientName> name);

    /** Remembers a nonce until its end; false where it was remembered before. Of two at once one is told so. */
    boolean enter(ClientName client, Nonce nonce, Instant end);
}
