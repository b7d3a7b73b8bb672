package dev.countersign.web;

import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Answers what the container refused before any resource saw it: a problem document for programs, a page for people. The
 * container's own pages name the product behind and are nobody's language.
 */
@WebServlet(urlPatterns = "/errors/any", asyncSupported = true)
public class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final int FIRST_FAULT = 500;

    private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        // Some refusals come before any filter.
        String path = request.getAttribute(HeaderFilter.PATH) instanceof String routed
                ? routed
                : String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        HeaderFilter.guard(path, response);
        if (HeaderFilter.isPage(path)) {
            String page = status < FIRST_FAULT ? "/errors/not-found.html" : "/errors/fault.html";
            request.getRequestDispatcher(page).forward(request, response);
            return;
        }
        Problem problem = problem(request, status);
        // A refusal that we have no code for is the container's to number.
        int told = problem.code() == ProblemCode.MALFORMED
                ? status
                : problem.code().status();
        JsonObject json =
                JSON.createObjectBuilder(problem.json()).add("status", told).build();
        response.setStatus(told);
        problem.retryAfter()
                .ifPresent(pause -> response.setHeader("Retry-After", String.valueOf(Problem.seconds(pause))));
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The log has each fault under the reference that its caller gets. */
    private static Problem problem(HttpServletRequest request, int status) {
        if (status >= FIRST_FAULT
                && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable fault) {
            return Faults.problem(fault);
        }
        ProblemCode code = ProblemCode.ofStatus(status);
        return switch (code) {
            case INTERNAL -> Faults.problem(new IllegalStateException("the server itself answered " + status));
            case TRY_LATER -> Faults.tryLater();
            default -> Problem.of(code);
        };
    }
}
