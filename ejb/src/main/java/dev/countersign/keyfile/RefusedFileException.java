package dev.countersign.keyfile;

/** Ends the reading of a file. Detail is a sentence without anything that stands in the file. */
final class RefusedFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final FileReason reason;

    RefusedFileException(FileReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    /** The one answer to a wrong transport key, a wrong padding and a wrong MAC. */
    static RefusedFileException notAuthentic() {
        return new RefusedFileException(
                FileReason.NOT_AUTHENTIC, "the transport key is wrong, or the file was changed on its way");
    }

    static RefusedFileException unreadable(String detail) {
        return new RefusedFileException(FileReason.UNREADABLE, detail);
    }

    FileReason reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
