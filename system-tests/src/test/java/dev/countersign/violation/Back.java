package dev.countersign.violation;

/** Makes a cycle of two features. */
public class Back {
    Class<?> other = dev.countersign.violationtwo.OtherFeature.class;
}
