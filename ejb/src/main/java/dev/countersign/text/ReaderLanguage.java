package dev.countersign.text;

/** A language that there are texts in, as its user chose it: two lower-case letters. */
public record ReaderLanguage(String code) {

    private static final String FALLBACK = "en";

    /** That language, or English where there are no texts in it. */
    public static ReaderLanguage orEnglish(String code) {
        return new ReaderLanguage(TextCatalogue.LANGUAGES.contains(code) ? code : FALLBACK);
    }

    public ReaderLanguage {
        if (!TextCatalogue.LANGUAGES.contains(code)) {
            throw new IllegalArgumentException("language is one of " + String.join(", ", TextCatalogue.LANGUAGES));
        }
    }
}
