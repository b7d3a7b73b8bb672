package dev.countersign.contracts.violation;

/** Breaks: contracts depend on nothing of ours. */
class KnowsAFeature {
    Object feature = new dev.countersign.violation.Back();
}
