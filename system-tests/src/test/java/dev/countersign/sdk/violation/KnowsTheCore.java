package dev.countersign.sdk.violation;

/** Breaks: the SDK depends on the device protocol alone. */
public class KnowsTheCore {
    Object feature = new dev.countersign.violation.Back();
}
