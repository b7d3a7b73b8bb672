package dev.countersign.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which build the files of the authenticator are of. Its worker keeps them all or none: while the servers of a cluster are replaced one
 * after the other, what one of another build answers is not kept.
 */
final class Build {

    /** Header of each answer that the worker may keep. */
    static final String HEADER = "Countersign-Build";

    private static final String WORKER = "/authenticator/worker.js";

    private static final Pattern NAME = Pattern.compile("^const BUILD = '([0-9a-f]{64})';$", Pattern.MULTILINE);

    private Build() {}

    /** As the worker of these files names it. */
    static String name(ServletContext files) throws ServletException {
        try (InputStream worker = files.getResourceAsStream(WORKER)) {
            if (worker == null) {
                throw new ServletException(WORKER + " is not there");
            }
            Matcher name = NAME.matcher(new String(worker.readAllBytes(), StandardCharsets.UTF_8));
            if (!name.find()) {
                throw new ServletException(WORKER + " does not name its build");
            }
            return name.group(1);
        } catch (IOException e) {
            throw new ServletException(WORKER + " cannot be read", e);
        }
    }
}
