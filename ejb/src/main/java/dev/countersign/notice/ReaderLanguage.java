package dev.countersign.notice;

/** A language that there are texts in, as its user chose it: two lower-case letters. */
public record ReaderLanguage(String code) {

    public ReaderLanguage {
        if (!TextCatalogue.LANGUAGES.contains(code)) {
            throw new IllegalArgumentException("language is one of " + String.join(", ", TextCatalogue.LANGUAGES));
        }
    }
}
