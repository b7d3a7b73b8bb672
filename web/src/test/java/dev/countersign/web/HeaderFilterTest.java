package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page may do, and nothing else. */
class HeaderFilterTest {

    @Test
    void aPageLoadsFromHereAloneAndRunsNothingInline() {
        Map<String, String> policy = directives(guarded("/authenticator/"));

        assertThat(policy).containsEntry("default-src", "'none'").containsEntry("frame-ancestors", "'none'");
        assertThat(policy.entrySet())
                .allMatch(directive -> List.of("'none'", "'self'").contains(directive.getValue())
                        || directive.toString().equals("img-src='self' data:"));
    }

    /** The authenticator works without a network and lies on the home screen. */
    @Test
    void aServiceWorkerAndAManifestMayComeFromHere() {
        assertThat(directives(guarded("/authenticator/")))
                .containsEntry("worker-src", "'self'")
                .containsEntry("manifest-src", "'self'");
    }

    @Test
    void aPageIsCheckedForANewerOneAndAnAnswerIsKeptNowhere() {
        assertThat(guarded("/authenticator/worker.js")).containsEntry("Cache-Control", "no-cache");
        assertThat(guarded("/api/v1/device/activations")).containsEntry("Cache-Control", "no-store");
    }

    /** A stranger may send it, to any address of the interface. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 30})
    void aLongAcceptIsRefused(int kilobytes) throws Exception {
        String accept = repeat("a/a", ";a=a", kilobytes);

        assertThat(statusOf(accept)).isEqualTo(400);
    }

    /** The pattern itself, without the bound before it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 30})
    void anyNumberOfParametersIsMatchedWithoutRecursion(int kilobytes) {
        assertThat(AcceptField.FORM.matcher(repeat("a/a", ";a=a", kilobytes)).matches())
                .isTrue();
        assertThat(AcceptField.FORM
                        .matcher(repeat("a/a", "; a=a ", kilobytes) + "a")
                        .matches())
                .isFalse();
    }

    @Test
    void anAcceptIsTakenUpToItsLength() throws Exception {
        String longest = "a/a" + ";abc=abc".repeat(124) + ";ab=a";

        assertThat(longest).hasSize(1000);
        assertThat(statusOf(longest)).isEqualTo(200);
        assertThat(statusOf(longest + "a")).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | 200",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8 | 200",
                "a/b ; c=d ; q=0.123 , */* | 200",
                "a/b;q=1.000 | 200",
                "a/b;q=2 | 400",
                "a/b;q=0.1234 | 400",
                "'' | 200",
                "a/b; | 200",
                "a/b;;c=d | 200",
                "a/b,,c/d, | 200",
                "', a/b' | 200",
                "',' | 200",
                "a/b;c=\"d e\" | 200",
                "a/b;c=\"d, e/f;q=2\";q=0.5, */* | 200",
                "a/b;c=\"\\\"\" | 200",
                "a/b;c=\"\" | 200",
                "a/b;Q=0.5 | 200",
                "a/b;c=\"d | 400",
                "a/b;c=d\" | 400",
                "a/b;c=\"\\\" | 400",
                "a/b;Q=2 | 400",
                "a/b;c | 400",
                "a/b;c= | 400",
                "a/b c/d | 400",
                "a/ | 400",
                "a | 400",
            })
    void anAcceptHasTheFormOfTheStandard(String accept, int status) throws Exception {
        assertThat(statusOf(accept)).isEqualTo(status);
    }

    @Test
    void whiteSpaceMayBeTabs() throws Exception {
        assertThat(statusOf("\ta/b\t;\tc=d\t,\t*/*\t")).isEqualTo(200);
    }

    /** The routing behind reads nothing but ranges and weights. */
    @Test
    void anAcceptIsHandedOnInItsSimplestForm() {
        assertThat(AcceptField.read(List.of("text/csv\t;\tq=0.5;x=1,, */*;Q=0.1 ,")))
                .contains("text/csv;q=0.5, */*;q=0.1");
        assertThat(AcceptField.read(List.of("a/b;c=\"d, e/f;q=1\"", "c/d"))).contains("a/b, c/d");
        assertThat(AcceptField.read(List.of("", "a/b"))).contains("a/b");
        assertThat(AcceptField.read(List.of(" , "))).contains("*/*");
        assertThat(AcceptField.read(List.of("a/b", "c"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 30})
    void quotesAndEmptyElementsAreMatchedWithoutRecursionToo(int kilobytes) {
        for (String more : List.of("\\\"", ",", ";", "x")) {
            String quoted = "a/a;b=\"" + more.repeat(kilobytes * 1024) + "\"";
            assertThat(AcceptField.FORM.matcher(quoted).matches()).isTrue();
            assertThat(AcceptField.FORM.matcher(quoted + "x").matches()).isFalse();
        }
        assertThat(AcceptField.FORM
                        .matcher("a/a" + " ,\t".repeat(kilobytes * 1024) + "a")
                        .matches())
                .isFalse();
    }

    /** A container routes by what an address means, however it is spelled. */
    @Test
    void anAddressInAnotherSpellingIsThatOfAProgram() throws Exception {
        String accept = repeat("a/a", ";a=a", 2);

        assertThat(statusOf("/%61pi/v1/nothing", accept)).isEqualTo(400);
        assertThat(statusOf("//api;x=y/v1/nothing", accept)).isEqualTo(400);
    }

    /** 200 if the request was passed on. */
    private static int statusOf(String accept) throws ServletException, IOException {
        return statusOf("/api/v1/nothing", accept);
    }

    /** @param sent as the request spells the address of something below {@code /api/v1} */
    private static int statusOf(String sent, String accept) throws ServletException, IOException {
        HttpServletRequest request =
                new HttpServletRequestWrapper(SentRequest.from("192.0.2.1", Map.of("Accept", List.of(accept)))
                        .asServlet()) {
                    @Override
                    public String getRequestURI() {
                        return sent;
                    }

                    @Override
                    public String getServletPath() {
                        return "/api/v1";
                    }

                    @Override
                    public String getPathInfo() {
                        return "/nothing";
                    }

                    @Override
                    public String getMethod() {
                        return "GET";
                    }

                    @Override
                    public void setAttribute(String name, Object value) {}
                };
        AtomicInteger status = new AtomicInteger();
        HttpServletResponse response = response((called, arguments) -> {
            if (called.equals("sendError")) {
                status.set((int) arguments[0]);
            }
        });
        new HeaderFilter().doFilter(request, response, (passed, answer) -> status.set(200));
        return status.get();
    }

    private static String repeat(String first, String more, int kilobytes) {
        return first + more.repeat(kilobytes * 1024 / more.length());
    }

    private static HttpServletResponse response(BiConsumer<String, Object[]> called) {
        return (HttpServletResponse) Proxy.newProxyInstance(
                HttpServletResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, method, arguments) -> {
                    called.accept(method.getName(), arguments);
                    return null;
                });
    }

    private static Map<String, String> directives(Map<String, String> headers) {
        return Stream.of(Objects.requireNonNull(headers.get("Content-Security-Policy"))
                        .split("; *"))
                .map(directive -> directive.split(" ", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    private static Map<String, String> guarded(String path) {
        Map<String, String> headers = new HashMap<>();
        HeaderFilter.guard(
                path, response((called, arguments) -> headers.put((String) arguments[0], (String) arguments[1])));
        return headers;
    }
}
