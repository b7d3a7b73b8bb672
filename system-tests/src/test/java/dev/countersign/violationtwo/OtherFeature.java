package dev.countersign.violationtwo;

/** Makes a cycle of two features. */
public class OtherFeature {
    Object back = new dev.countersign.violation.Back();
}
