package dev.countersign.web;

import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads a body of {@code application/x-www-form-urlencoded}, in UTF-8 and no longer than one of JSON. */
final class FormBody {

    private FormBody() {}

    /** The values of the field of this name, in their order; what else the form has is not looked at. */
    static List<String> list(InputStream body, String name) {
        return Arrays.stream(WholeBody.readText(body, JsonBody.SMALL).split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> decoded(pair[0]).equals(name))
                .map(pair -> pair.length == 2 ? decoded(pair[1]) : "")
                .toList();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // Its words quote what was sent.
            throw ProblemException.malformed("the body is no form");
        }
    }
}
