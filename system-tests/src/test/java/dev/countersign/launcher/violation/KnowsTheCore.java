package dev.countersign.launcher.violation;

/** Breaks: the launcher depends on nothing of ours. */
class KnowsTheCore {
    Object feature = new dev.countersign.violation.Back();
}
