package dev.countersign.sdk;

/** A JSON document is not what it should be. The message names the fault and shows no value, which might be a secret. */
final class MalformedDocumentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedDocumentException(String what) {
        super(what);
    }
}
