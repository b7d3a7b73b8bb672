package dev.countersign.crypto;

/**
 * The master keys at hand do not fit: missing, open to others, malformed, or not those that wrapped the data keys. The
 * message is one sentence for the operator that says what to do and quotes no key. It carries neither cause nor stack:
 * where in the code it was found out helps nobody.
 */
public class KeysUnusableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sentence;

    public KeysUnusableException(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    /** What is wrong and what to do. */
    String sentence() {
        return sentence;
    }
}
