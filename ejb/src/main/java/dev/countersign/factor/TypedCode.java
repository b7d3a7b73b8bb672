package dev.countersign.factor;

/** A code as a person types it. */
public final class TypedCode {

    private TypedCode() {}

    /** The code without blanks (U+0020) and hyphens (U+002D). Digits of other scripts stay what they are: wrong. */
    public static String canonical(String typed) {
        return typed.replace(" ", "").replace("-", "");
    }
}
