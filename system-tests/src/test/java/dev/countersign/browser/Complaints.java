package dev.countersign.browser;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a browser complained about: errors of scripts and of the console (also what the Content Security Policy refused),
 * requests that failed or were answered with 400 and above, requests to other hosts. Each must be one that the test
 * expected, and each that it expected must have come.
 */
final class Complaints {

    private static final int FIRST_REFUSAL = 400;

    /** The console's word for what is heard of the request itself. */
    private static final String NOT_LOADED = "Failed to load resource";

    /** The page or its reader gave the request up; and the network is away because the test said so. */
    private static final List<String> HARMLESS = List.of("net::ERR_ABORTED", "net::ERR_INTERNET_DISCONNECTED");

    private final URI origin;
    private final List<String> heard = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private final Set<Request> unanswered = new HashSet<>();

    Complaints(URI origin) {
        this.origin = origin;
    }

    void listenTo(BrowserContext context) {
        context.onConsoleMessage(this::hear);
        context.onWebError(error -> heard.add("script: " + error.error()));
        context.onRequest(this::hear);
        context.onRequestFailed(this::hearFailure);
        context.onResponse(this::hear);
    }

    /** @param complaint as it is told, with {@code *} for what does not matter */
    void expect(String complaint) {
        expected.add(complaint);
    }

    void forgetExpectations() {
        expected.clear();
    }

    /** Everything heard that nobody expected, and everything expected that was not heard. */
    List<String> surprises() {
        List<String> surprises = new ArrayList<>();
        heard.stream()
                .filter(complaint -> expected.stream().noneMatch(pattern -> matches(pattern, complaint)))
                .forEach(surprises::add);
        expected.stream()
                .filter(pattern -> heard.stream().noneMatch(complaint -> matches(pattern, complaint)))
                .forEach(pattern -> surprises.add("expected and not heard: " + pattern));
        return surprises;
    }

    private void hear(ConsoleMessage message) {
        if (message.type().equals("error") && !message.text().startsWith(NOT_LOADED)) {
            heard.add("console: " + message.text());
        }
    }

    /** Whether every request has got its answer, or at least the beginning of one. */
    boolean isComplete() {
        return unanswered.isEmpty();
    }

    private void hear(Request request) {
        if (request.isNavigationRequest()) {
            // What a document still waited for when it was left is told neither as answered nor as failed.
            unanswered.removeIf(other -> other.frame().equals(request.frame()));
        }
        if (isOfAPage(request)) {
            unanswered.add(request);
        }
        URI target = URI.create(request.url());
        if (target.getHost() != null && !origin.getAuthority().equals(target.getAuthority())) {
            heard.add("other host: " + request.url());
        }
    }

    /** A worker's requests have no frame, which the library says in more than one way, and some of them are never told as answered. */
    private static boolean isOfAPage(Request request) {
        try {
            return request.frame() != null;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private void hearFailure(Request request) {
        unanswered.remove(request);
        if (!HARMLESS.contains(request.failure())) {
            heard.add("failed: " + what(request) + " " + request.failure());
        }
    }

    private void hear(Response response) {
        unanswered.remove(response.request());
        if (response.status() >= FIRST_REFUSAL) {
            heard.add(response.status() + " " + what(response.request()));
        }
    }

    private static String what(Request request) {
        return request.method() + " " + URI.create(request.url()).getPath();
    }

    private static boolean matches(String pattern, String complaint) {
        String[] parts = pattern.split("\\*", -1);
        StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
        for (int i = 1; i < parts.length; i++) {
            regex.append(".*").append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL)
                .matcher(complaint)
                .matches();
    }
}
