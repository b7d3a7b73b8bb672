package dev.countersign.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its content whether a browser has a file already. The dates of files say nothing: a build gives all of them the
 * same one, so that two builds of one source are alike.
 */
final class StaticFiles {

    /** No file of ours has an address as long. */
    private static final int LONGEST = 200;

    /**
     * A plain name with an ending, in plain folders: no way up, and no folder, which some servers open as a file. Possessive: a group
     * that may be given back is matched by recursion, and any number of folders would end the stack.
     */
    static final Pattern FILE = Pattern.compile("(?:/[A-Za-z0-9_-]+(?=/))*+/[A-Za-z0-9_-][A-Za-z0-9._-]*\\.[a-z0-9]+");

    private static final String IF_MODIFIED_SINCE = "If-Modified-Since";

    private final ServletContext files;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    StaticFiles(ServletContext files) {
        this.files = files;
    }

    /** The file at an address; empty if there is none that is told to browsers. */
    Optional<Known> find(String path) throws IOException {
        String file = path.endsWith("/") ? path + "index.html" : path;
        Known before = known.get(file);
        if (before != null || file.startsWith("/WEB-INF/") || file.startsWith("/META-INF/")) {
            return Optional.ofNullable(before);
        }
        try (InputStream content = open(file)) {
            if (content == null) {
                return Optional.empty();
            }
            byte[] octets = content.readAllBytes();
            // Weak, because compressed and plain answers have the same one (RFC 9110 section 8.8.1).
            Known now = new Known("W/\"" + digest(octets) + '"', octets.length);
            known.put(file, now);
            return Optional.of(now);
        }
    }

    /** Whether the request says that its browser has the file of this tag (RFC 9110 section 13.1.2). */
    static boolean isKnown(HttpServletRequest request, String tag) {
        for (String header : Collections.list(request.getHeaders("If-None-Match"))) {
            for (String known : header.split(",", -1)) {
                if (opaque(known.strip()).equals(opaque(tag))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The request without the date that its browser has the file from. */
    static HttpServletRequest withoutDate(HttpServletRequest request) {
        return new HttpServletRequestWrapper(request) {
            @Override
            public @Nullable String getHeader(String name) {
                return IF_MODIFIED_SINCE.equalsIgnoreCase(name) ? null : super.getHeader(name);
            }

            @Override
            public long getDateHeader(String name) {
                return IF_MODIFIED_SINCE.equalsIgnoreCase(name) ? -1 : super.getDateHeader(name);
            }

            @Override
            public Enumeration<String> getHeaders(String name) {
                return IF_MODIFIED_SINCE.equalsIgnoreCase(name)
                        ? Collections.emptyEnumeration()
                        : super.getHeaders(name);
            }
        };
    }

    private @Nullable InputStream open(String file) {
        return file.length() <= LONGEST && FILE.matcher(file).matches() ? files.getResourceAsStream(file) : null;
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static String digest(byte[] content) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(content), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    /**
     * A file.
     *
     * @param tag its entity tag
     * @param octets how long it is, not compressed
     */
    record Known(String tag, int octets) {}
}
