package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files have an entity tag, and when a browser has them. */
class StaticFilesTest {

    private final StaticFiles files = new StaticFiles(context(Map.of(
            "/index.html", "page", "/docs/index.html", "page", "/app.min.js", "script", "/WEB-INF/web.xml", "config")));

    @Test
    void theTagIsOfTheContentAndNotOfTheName() throws IOException {
        String page = files.findTag("/").orElseThrow();

        assertThat(page).matches("W/\"[0-9a-f]{32}\"");
        assertThat(files.findTag("/index.html")).contains(page);
        assertThat(files.findTag("/docs/")).contains(page);
        assertThat(files.findTag("/app.min.js")).isPresent().isNotEqualTo(files.findTag("/"));
    }

    @Test
    void aFileIsSmallByItsOctets() throws IOException {
        assertThat(files.isUpTo(6, "/app.min.js")).isTrue();
        assertThat(files.isUpTo(5, "/app.min.js")).isFalse();
        assertThat(files.isUpTo(4, "/docs/")).isTrue();
        assertThat(files.isUpTo(1_000, "/app%2Emin.js"))
                .as("written in another way, it is not known")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.js",
                "/docs",
                "/WEB-INF/web.xml",
                "/docs/../WEB-INF/web.xml",
                "/./WEB-INF/web.xml",
                "//WEB-INF/web.xml",
                "/WEB-INF/web.xml;x",
                ""
            })
    void nothingElseHasOne(String path) throws IOException {
        assertThat(files.findTag(path)).isEmpty();
    }

    /** A stranger may ask for it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 30})
    void aLongAddressHasNoneAndEndsNoStack(int kilobytes) throws IOException {
        String path = "/a".repeat(kilobytes * 512) + "/b.js";

        assertThat(files.findTag(path)).isEmpty();
        assertThat(StaticFiles.FILE.matcher(path).matches()).isTrue();
        assertThat(StaticFiles.FILE.matcher(path + "?").matches()).isFalse();
    }

    @Test
    void anAddressIsLookedUpUpToItsLength() throws IOException {
        String folders = "/a".repeat(97);
        StaticFiles deep = new StaticFiles(context(Map.of(folders + "/bc.js", "s", folders + "/bcd.js", "s")));

        assertThat(folders + "/bc.js").hasSize(200);
        assertThat(deep.findTag(folders + "/bc.js")).isPresent();
        assertThat(deep.findTag(folders + "/bcd.js")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W/\"a\" | true",
                "\"a\" | true",
                "\"x\", W/\"a\" | true",
                "W/\"b\" | false",
                "a | false",
                "'' | false",
            })
    void aBrowserHasTheFileThatItNames(String ifNoneMatch, boolean known) {
        assertThat(StaticFiles.isKnown(request(List.of(ifNoneMatch)), "W/\"a\""))
                .isEqualTo(known);
    }

    @Test
    void aBrowserThatNamesNoneHasNone() {
        assertThat(StaticFiles.isKnown(request(List.of()), "W/\"a\"")).isFalse();
    }

    private static ServletContext context(Map<String, String> contents) {
        return proxy(ServletContext.class, "getResourceAsStream", name -> {
            String content = contents.get(name);
            return content == null ? null : new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static HttpServletRequest request(List<String> ifNoneMatch) {
        return proxy(HttpServletRequest.class, "getHeaders", name -> Collections.enumeration(ifNoneMatch));
    }

    /** Answers one method that takes a text. */
    private static <T> T proxy(Class<T> type, String method, java.util.function.Function<String, Object> answer) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, args) -> {
            assertThat(called.getName()).isEqualTo(method);
            return answer.apply((String) args[0]);
        }));
    }
}
