package dev.countersign.audit;

import dev.countersign.audit.FactRuns.Kind;

/** The first fact of a run was recorded; observe it after the transaction's failure. */
record RunBegun(Kind kind) {}
