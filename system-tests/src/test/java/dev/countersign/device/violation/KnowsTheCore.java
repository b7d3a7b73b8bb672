package dev.countersign.device.violation;

/** Breaks: the device protocol depends on the JDK alone. */
public class KnowsTheCore {
    Object feature = new dev.countersign.violation.Back();
}
