package dev.countersign.web.soap;

import dev.countersign.web.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * What a fault says of the server. Every one is sent with status 500 (SOAP 1.1 section 6.2), whoever is to blame; meters tell a wrong
 * password from a server that could not, so they take the status that REST has for the same code.
 */
final class FaultStatus {

    private static final String NAME = "dev.countersign.fault";

    private FaultStatus() {}

    /** Keeps with the request what it was refused with. */
    static void note(HttpServletRequest request, ProblemCode code) {
        request.setAttribute(NAME, code.status());
    }

    /** The status that was noted; where none was, the one that was sent. */
    static int of(HttpServletRequest request, HttpServletResponse response) {
        return request.getAttribute(NAME) instanceof Integer noted ? noted : response.getStatus();
    }
}
