package dev.countersign.smpp;

import jakarta.json.JsonException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a carrier signs of its callbacks: a text with places {@code {body}}, {@code {sortedParameters}} of a form, {@code {url}} and
 * {@code {header:Name}}.
 *
 * @param template with a place for the body or its parameters, or anybody could write another one
 * @param url to which the carrier posts, as it is set: what a request says of its own address is the word of whoever sends it. Empty
 *     where it is not signed
 */
record SignedText(String template, String url) {

    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)}");
    private static final String HEADER = "header:";
    private static final String SORTED = "sortedParameters";
    private static final Pattern KNOWN = Pattern.compile("body|url|" + SORTED + "|" + HEADER + "[A-Za-z0-9-]+");

    /** The body alone; made when the patterns are there. */
    static final SignedText BODY = new SignedText("{body}", "");

    SignedText {
        Matcher place = PLACE.matcher(template);
        while (place.find()) {
            if (!KNOWN.matcher(place.group(1)).matches()) {
                throw new IllegalArgumentException(
                        "signed has places {body}, {sortedParameters}, {url} and {header:NAME}");
            }
        }
        if (!template.contains("{body}") && !template.contains("{" + SORTED + "}")) {
            throw new IllegalArgumentException("signed has a place for {body} or for {sortedParameters}");
        }
        if (template.contains("{url}") == url.isEmpty()) {
            throw new IllegalArgumentException("url of a callback goes with a place {url} in signed");
        }
    }

    /** Whether the body is signed as the parameters of a form. */
    boolean hasParameters() {
        return template.contains("{" + SORTED + "}");
    }

    /** Whether this header is signed. */
    boolean hasHeader(String name) {
        return template.toLowerCase(Locale.ROOT).contains("{" + HEADER + name.toLowerCase(Locale.ROOT) + "}");
    }

    /** The octets that are signed; empty where a header is not there, or the body is no form that should be one. */
    Optional<byte[]> of(UnaryOperator<String> headers, byte[] body) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Matcher place = PLACE.matcher(template);
        int end = 0;
        while (place.find()) {
            all.writeBytes(octets(template.substring(end, place.start())));
            Optional<byte[]> value = value(place.group(1), headers, body);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            all.writeBytes(value.get());
            end = place.end();
        }
        all.writeBytes(octets(template.substring(end)));
        return Optional.of(all.toByteArray());
    }

    private Optional<byte[]> value(String place, UnaryOperator<String> headers, byte[] body) {
        return switch (place) {
            case "body" -> Optional.of(body);
            case "url" -> Optional.of(octets(url));
            case SORTED -> sorted(body);
            default ->
                Optional.ofNullable(headers.apply(place.substring(HEADER.length())))
                        .map(SignedText::octets);
        };
    }

    private static Optional<byte[]> sorted(byte[] body) {
        try {
            return Optional.of(octets(FormParameters.parse(new String(body, StandardCharsets.UTF_8))
                    .sorted()));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
