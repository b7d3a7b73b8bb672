package dev.countersign.simulator.violation;

/** Breaks: the simulator depends on contracts alone. */
class KnowsTheCore {
    Object feature = new dev.countersign.violation.Back();
}
