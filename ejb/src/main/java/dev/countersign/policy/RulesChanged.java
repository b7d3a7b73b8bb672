package dev.countersign.policy;

/** An operator changed a rule of a jurisdiction; observe it after the transaction's success. */
record RulesChanged() {}
