package dev.countersign.mail;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * What somebody is to read.
 *
 * @param subject one line
 * @param language of the texts, two lower-case letters
 * @param paragraphs of plain text, one line each; at least one
 * @param link the only one; mail that users can trust has none but where they asked for it
 */
public record Letter(String subject, String language, List<String> paragraphs, Optional<Link> link) {

    private static final int LONGEST_SUBJECT = 200;

    /** A link with its words. */
    public record Link(String label, URI address) {

        public Link {
            requireLine(label);
            if (!"https".equals(address.getScheme()) || address.getHost() == null || address.getUserInfo() != null) {
                throw new IllegalArgumentException("a link leads to an https address");
            }
        }
    }

    public Letter {
        requireLine(subject);
        paragraphs = List.copyOf(paragraphs);
        paragraphs.forEach(Letter::requireLine);
        if (paragraphs.isEmpty() || subject.length() > LONGEST_SUBJECT || !language.matches("[a-z]{2}")) {
            throw new IllegalArgumentException("a letter has a short subject, a language and something to say");
        }
    }

    /** A letter without any link. */
    public Letter(String subject, String language, List<String> paragraphs) {
        this(subject, language, paragraphs, Optional.empty());
    }

    /** Nothing that could end a header line, or a paragraph. */
    private static void requireLine(String text) {
        if (text.isBlank()
                || text.codePoints()
                        .anyMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE
                                || c == 0x2028
                                || c == 0x2029)) {
            throw new IllegalArgumentException("a text of a letter is one line");
        }
    }

    @Override
    public String toString() {
        return "Letter[" + language + "]";
    }
}
