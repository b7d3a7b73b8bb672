package dev.countersign.mail;

/** Who mail is from: an address, and a name in any script. */
record Sender(EmailAddress address, String name) {

    Sender {
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("countersign.mail.from-name is one line");
        }
    }
}
