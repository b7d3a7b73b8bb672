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
import java.util.Optional;
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
        String page = tag(files, "/").orElseThrow();

        assertThat(page).matches("W/\"[0-9a-f]{32}\"");
        assertThat(tag(files, "/index.html")).contains(page);
        assertThat(tag(files, "/docs/")).contains(page);
        assertThat(tag(files, "/app.min.js")).isPresent().isNotEqualTo(tag(files, "/"));
    }

    @Test
    void aFileIsSmallByItsOctets() throws IOException {
        assertThat(isUpTo(6, "/app.min.js")).isTrue();
        assertThat(isUpTo(5, "/app.min.js")).isFalse();
        assertThat(isUpTo(4, "/docs/")).isTrue();
        assertThat(isUpTo(1_000, "/app%2Emin.js"))
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
        assertThat(tag(files, path)).isEmpty();
    }

    /** A stranger may ask for it. */
    @ParameterizedTest
    @ValueSource(ints = {2, 8, 30})
    void aLongAddressHasNoneAndEndsNoStack(int kilobytes) throws IOException {
        String path = "/a".repeat(kilobytes * 512) + "/b.js";

        assertThat(tag(files, path)).isEmpty();
        assertThat(StaticFiles.FILE.matcher(path).matches()).isTrue();
        assertThat(StaticFiles.FILE.matcher(path + "?").matches()).isFalse();
    }

    @Test
    void anAddressIsLookedUpUpToItsLength() throws IOException {
        String folders = "/a".repeat(97);
        StaticFiles deep = new StaticFiles(context(Map.of(folders + "/bc.js", "s", folders + "/bcd.js", "s")));

        assertThat(folders + "/bc.js").hasSize(200);
        assertThat(tag(deep, folders + "/bc.js")).isPresent();
        assertThat(tag(deep, folders + "/bcd.js")).isEmpty();
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

    private static Optional<String> tag(StaticFiles of, String path) throws IOException {
        return of.find(path).map(StaticFiles.Known::tag);
    }

    private boolean isUpTo(int most, String path) throws IOException {
        return files.find(path).filter(file -> file.octets() <= most).isPresent();
    }
}
