package dev.countersign.push;

import java.util.UUID;

/** A test was written down; observe it after the transaction's success. */
record TestOrdered(UUID test) {}
