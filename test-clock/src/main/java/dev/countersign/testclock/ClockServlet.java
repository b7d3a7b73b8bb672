package dev.countersign.testclock;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * {@code GET /test/clock} answers {@code {"offsetSeconds": n, "now": "<RFC 3339>"}}; {@code PUT /test/clock} with
 * {@code {"offsetSeconds": n}} moves the application's clock and answers 204, or 400 as a problem document (RFC 9457).
 */
public class ClockServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AdjustableClock clock = TestClock.shared();
        JsonObject answer = Json.createObjectBuilder()
                .add("offsetSeconds", clock.offset().toSeconds())
                .add("now", clock.instant().toString())
                .build();
        write(response, 200, "application/json", answer);
    }

    @Override
    protected void doPut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<Duration> offset = ClockRequest.parse(request.getInputStream());
        if (offset.isEmpty()) {
            write(response, 400, "application/problem+json", malformed());
            return;
        }
        TestClock.shared().moveTo(offset.get());
        response.setStatus(204);
    }

    private static JsonObject malformed() {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", "Bad Request")
                .add("status", 400)
                .add("code", "MALFORMED")
                .add("detail", "The body must be {\"offsetSeconds\": n}, n an integer within ten years.")
                .build();
    }

    static void write(HttpServletResponse response, int status, String type, JsonObject body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setHeader("Cache-Control", "no-store");
        response.getOutputStream().write(body.toString().getBytes(StandardCharsets.UTF_8));
    }
}
