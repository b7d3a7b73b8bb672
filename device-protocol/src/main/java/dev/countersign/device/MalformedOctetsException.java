package dev.countersign.device;

/** Octets of the other side are not what they should be. The message says what is wrong with them and shows none of them. */
public final class MalformedOctetsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    MalformedOctetsException(String what) {
        super(what);
    }

    MalformedOctetsException(String what, Throwable cause) {
        super(what, cause);
    }
}
