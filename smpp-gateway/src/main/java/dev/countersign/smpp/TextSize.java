package dev.countersign.smpp;

/**
 * How much a text is to a carrier.
 *
 * @param parts submit_sm, or requests over HTTP, that it takes to send it; at least 1
 * @param shortMessages that the phone puts together, by which it is paid; one for each part, but where all of it goes as one
 */
record TextSize(int parts, int shortMessages) {

    /** Of a text that leaves in as many parts as it has short messages. */
    static TextSize inParts(int parts) {
        return new TextSize(parts, parts);
    }

    /** A text as one carrier is sent it. */
    static TextSize of(Carrier carrier, String text) {
        int parts = carrier.access().parts(text, carrier.wording().longTexts());
        return parts == 1 ? new TextSize(1, carrier.access().shortMessages(text)) : inParts(parts);
    }

    /** Short messages of one part. */
    int ofPart() {
        return parts == 1 ? shortMessages : 1;
    }
}
