package dev.countersign.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * Has a few clients at a time read what does not fit into the buffer of a connection. A thread waits until the last of it is written, and
 * more clients that read slowly than the server has threads would keep everybody out.
 */
final class LargeAnswers {

    /** What goes out without a wait, octets: the {@code send-buffer} of the server's listener. */
    static final int BUFFERED = 131_072;

    /** Half of the threads that a server with one processor has. */
    static final int MOST_AT_ONCE = 8;

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    /** Goes on, or answers 503 where all places are taken. */
    void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!places.tryAcquire()) {
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            places.release();
        }
    }
}
