package dev.countersign.mail;

import dev.countersign.mail.Letter.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A letter in the two forms that go together. Whatever the texts hold is text in both. */
final class LetterText {

    /** Colours of the pages; each pair has the contrast of WCAG 2.2, level AA. No picture, no font and no script is loaded. */
    private static final String STYLE = ":root{color-scheme:light dark}"
            + "body{margin:0;padding:24px;background:#f4f5f7;color:#1b1f24;"
            + "font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}"
            + "main{max-width:36em;margin:0 auto;padding:24px 28px;background:#fff;border:1px solid #d5d9df;border-radius:8px}"
            + "h1{margin:0 0 16px;font-size:20px;line-height:1.3}p{margin:0 0 14px}"
            + "p:last-child{margin:20px 0 0;padding-top:14px;border-top:1px solid #d5d9df;color:#57606a;font-size:14px}"
            + "a{color:#0b57d0}"
            + "@media (prefers-color-scheme:dark){body{background:#101418;color:#e6e9ed}"
            + "main{background:#1a1f25;border-color:#39414b}"
            + "p:last-child{border-color:#39414b;color:#aab3bd}a{color:#8ab4f8}}";

    private LetterText() {}

    /** Plain text: a blank line between paragraphs; lines end as RFC 5322 has it. */
    static String text(Letter letter) {
        return String.join("\r\n\r\n", blocks(letter, text -> text, link -> link.label() + "\r\n" + link.address()))
                + "\r\n";
    }

    /** HTML without anything that is loaded from elsewhere. */
    static String html(Letter letter) {
        String subject = escape(letter.subject());
        List<String> blocks = blocks(
                letter,
                text -> "<p>" + escape(text) + "</p>",
                link -> "<p><a href=\"" + escape(link.address().toString()) + "\">" + escape(link.label())
                        + "</a></p>");
        return "<!DOCTYPE html>\r\n<html lang=\"" + letter.language() + "\">\r\n<head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\">"
                + "<meta name=\"color-scheme\" content=\"light dark\"><title>" + subject + "</title>\r\n<style>" + STYLE
                + "</style></head>\r\n<body><main>\r\n<h1>" + subject + "</h1>\r\n" + String.join("\r\n", blocks)
                + "\r\n</main></body>\r\n</html>\r\n";
    }

    /** What happened, the link, and all the rest. */
    private static List<String> blocks(
            Letter letter, Function<String, String> paragraph, Function<Link, String> linked) {
        List<String> blocks =
                new ArrayList<>(letter.paragraphs().stream().map(paragraph).toList());
        letter.link().ifPresent(link -> blocks.add(1, linked.apply(link)));
        return blocks;
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
