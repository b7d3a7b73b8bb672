package dev.countersign.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Answers what the container refused before any resource saw it: a problem document for programs, a page for people. The
 * container's own pages name the product behind and are nobody's language.
 */
@WebServlet(urlPatterns = "/errors/any", asyncSupported = true)
public class ErrorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        String path = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
        // Some refusals come before any filter.
        HeaderFilter.guard(path, response);
        if (HeaderFilter.isPage(path)) {
            String page = status < 500 ? "/errors/not-found.html" : "/errors/fault.html";
            request.getRequestDispatcher(page).forward(request, response);
            return;
        }
        Problem problem = Problem.of(ProblemCode.ofStatus(status));
        response.setStatus(problem.code().status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.getOutputStream().write(problem.json().toString().getBytes(StandardCharsets.UTF_8));
    }
}
