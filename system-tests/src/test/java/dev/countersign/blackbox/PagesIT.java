package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages are served with: headers, texts, settings; what is compressed, what may be kept, and what never is. */
@ExtendWith(ProductExtension.class)
class PagesIT {

    private static final List<String> LANGUAGES = List.of("en", "fr", "it", "ru", "es", "de", "zh");

    private static final Map<String, String> GUARDS = Map.of(
            "Strict-Transport-Security", "max-age=31536000; includeSubDomains",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin");

    private static final Pattern BUILD = Pattern.compile("const BUILD = '([0-9a-f]{64})';");
    private static final Pattern KEPT = Pattern.compile("^ {2}'(/[^']*)',$", Pattern.MULTILINE);

    private final Product product;

    PagesIT(Product product) {
        this.product = product;
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200, no-cache",
        "/countersign.css, 200, no-cache",
        "/nothing.js, 404, no-cache",
        "/nothing, 404, no-cache",
        "/api/v1/texts/en, 200, no-cache",
        "/api/v1/texts/xx, 404, no-store",
        "/api/v1/settings, 200, no-store",
        "/api/v1/me, 401, no-store",
        "/api/v1/logins/current, 404, no-store",
        "/api/v1/logins, 405, no-store",
        "/api/v1/nothing, 404, no-store",
        "/%61pi/v1/nothing, 404, no-store",
        "/soap/nothing, 404, no-store",
        "/.well-known/nothing, 404, no-store",
    })
    void everyAnswerIsGuarded(String path, int status, String cache) {
        Answer answer = product.http().get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertGuarded(answer.headers().map(), cache);
    }

    @Test
    void refusalsBeforeAndAfterReadingAreGuarded() {
        Http http = product.http();

        for (Answer answer : List.of(
                http.with("Accept", "nonsense").get("/api/v1/nothing"),
                http.with("Accept", "a/a" + ";a=a".repeat(1000)).get("/%61pi/v1/texts/en"),
                http.send("POST", "/api/v1/logins", "text/plain", "{}"),
                http.send("POST", "/api/v1/logins", "application/json", "{"),
                http.with("Cookie", Browser.SESSION + "=x").post("/api/v1/sessions/current/renew"),
                http.send("TRACE", "/api/v1/settings", "text/plain", ""),
                http.get("/%2e%2e/WEB-INF/web.xml"),
                http.get("/WEB-INF/web.xml"))) {
            assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
            assertGuarded(
                    answer.headers().map(), answer.header("Content-Type").contains("html") ? "no-cache" : "no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/countersign.css", "/docs/viewer.js", "/api/v1/texts/de"})
    void whatIsUnchangedIsNotSentAgain(String path) {
        Answer first = product.http().get(path);

        Answer second =
                product.http().with("If-None-Match", first.header("ETag")).get(path);
        Answer other = product.http()
                .with("If-None-Match", "W/\"something-else\"")
                .with("If-Modified-Since", "Fri, 31 Dec 2100 23:59:59 GMT")
                .get(path);

        assertThat(first.header("ETag")).isNotEmpty();
        assertThat(second.status()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertGuarded(second.headers().map(), "no-cache");
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/countersign.css", "/docs/viewer.js", "/api/v1/texts/en"})
    void pagesAndTextsAreCompressedForWhoAsks(String path) throws IOException {
        HttpResponse<byte[]> packed = compressed(product.http().request(path).GET());
        String plain = product.http().get(path).body();

        assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(packed.headers().firstValue("Vary")).hasValue("Accept-Encoding");
        assertThat(unpacked(packed.body())).isEqualTo(plain);
        assertGuarded(packed.headers().map(), "no-cache");
        String tag = packed.headers().firstValue("ETag").orElse("");
        assertThat(product.http().with("If-None-Match", tag).get(path).status()).isEqualTo(304);
    }

    /** The length of what is compressed tells of a secret that stands beside something that a stranger chose. */
    @Test
    void answersThatMayCarrySecretsAreNeverCompressed() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        product.inbox().code(user);
        product.time().advance(Duration.ofMinutes(2));
        Browser browser = new Browser(product.http());
        browser.logIn(user, product.inbox());

        for (HttpRequest.Builder request : List.of(
                browser.withCookies().request("/api/v1/me").GET(),
                browser.withCookies().request("/api/v1/me/numbers").GET(),
                attempt.http().request("/api/v1/logins/" + attempt.id()).GET(),
                product.operator()
                        .http()
                        .request("/api/v1/admin/users/" + user.userName())
                        .GET(),
                product.operator().http().request("/api/v1/admin/users/no.js").GET(),
                product.http().request("/api/v1/settings").GET(),
                product.operator().http().request("/metrics").GET())) {
            assertThat(compressed(request).headers().firstValue("Content-Encoding"))
                    .as(request.build().toString())
                    .isEmpty();
        }
    }

    /** A phone keeps the files of one build or none. */
    @Test
    void eachFileThatAPhoneKeepsTellsTheBuildThatTheWorkerNames() {
        String worker = product.http().get("/authenticator/worker.js").body();
        List<String> builds = find(BUILD, worker);
        List<String> files = find(KEPT, worker);

        assertThat(builds).hasSize(1);
        assertThat(files).hasSizeGreaterThan(50);
        for (String file : files) {
            Answer first = product.http().get(file);
            Answer unchanged =
                    product.http().with("If-None-Match", first.header("ETag")).get(file);
            assertThat(first.status()).as(file).isEqualTo(200);
            assertThat(unchanged.status()).as(file).isEqualTo(304);
            assertThat(List.of(first.header("Countersign-Build"), unchanged.header("Countersign-Build")))
                    .as(file)
                    .containsOnly(builds.get(0));
        }
    }

    private static List<String> find(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    @Test
    void everyLanguageHasItsTexts() throws IOException {
        JsonNode english = product.http().get("/api/v1/texts/en").json();

        for (String language : LANGUAGES) {
            Answer texts = product.http().get("/api/v1/texts/" + language);
            assertThat(texts.header("Content-Type")).startsWith("application/json");
            assertThat(names(texts.json())).isEqualTo(names(english));
            assertThat(texts.json().path("sms.LOGIN").asText())
                    .startsWith("{code}")
                    .contains("{min}");
        }
        assertThat(product.http().get("/api/v1/texts/EN").status()).isEqualTo(404);
        assertThat(product.http().get("/api/v1/texts/en.json").status()).isEqualTo(404);
    }

    @Test
    void settingsTellWhatPagesShow() {
        JsonNode settings = product.http().get("/api/v1/settings").json();

        assertThat(settings.path("languages")).extracting(JsonNode::asText).containsExactlyElementsOf(LANGUAGES);
        assertThat(settings.path("sessionIdleSeconds").asLong()).isEqualTo(900);
        assertThat(settings.path("sessionSeconds").asLong()).isEqualTo(43_200);
        assertThat(settings.path("passwordReset").asBoolean()).isTrue();
        assertThat(settings.has("helpDesk")).isFalse();
    }

    @Test
    void countriesAreThoseThatANumberMayBeTypedFor() {
        JsonNode countries = product.http().get("/api/v1/countries").json();

        assertThat(countries).hasSizeGreaterThan(200);
        assertThat(countries.toString())
                .contains("{\"code\":\"CN\",\"callingCode\":\"86\"}", "{\"code\":\"CH\",\"callingCode\":\"41\"}");
    }

    @Test
    void aUserChoosesTheLanguageOfPagesAndMessages() {
        TestUser user = product.operator().newUser();
        Browser browser = new Browser(product.http());
        browser.logIn(user, product.inbox());

        Answer set = browser.put("/api/v1/me/language", "{\"language\": \"de\"}");

        assertThat(set.status()).as(set.toString()).isEqualTo(204);
        assertThat(browser.get("/api/v1/me").text("language")).isEqualTo("de");
        product.time().advance(Duration.ofMinutes(2));
        product.portal().begin(user);
        product.inbox().code(user, 2);
        assertThat(product.inbox().texts(user.number()).get(1)).contains("Login-Code");
        for (String none : List.of("\"xx\"", "\"DE\"", "\"\"", "7", "null")) {
            assertThat(browser.put("/api/v1/me/language", "{\"language\": " + none + "}")
                            .status())
                    .as(none)
                    .isEqualTo(400);
        }
        assertThat(browser.withCookies()
                        .send("PUT", "/api/v1/me/language", "application/json", "{\"language\": \"fr\"}")
                        .text("code"))
                .isEqualTo("ORIGIN_REFUSED");
        assertThat(browser.get("/api/v1/me").text("language")).isEqualTo("de");
    }

    private static void assertGuarded(Map<String, List<String>> headers, String cache) {
        GUARDS.forEach((name, value) -> assertThat(headers.get(name.toLowerCase(Locale.ROOT)))
                .as(name + " " + headers)
                .containsExactly(value));
        assertThat(headers.get("content-security-policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.get("cache-control")).containsExactly(cache);
        assertThat(headers).doesNotContainKeys("server", "x-powered-by");
    }

    private static HttpResponse<byte[]> compressed(HttpRequest.Builder request) {
        return Http.exchange(
                request.header("Accept-Encoding", "gzip").build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String unpacked(byte[] octets) throws IOException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(octets))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> names(JsonNode object) throws IOException {
        return List.copyOf(new ObjectMapper()
                .readerForMapOf(Object.class)
                .<Map<String, Object>>readValue(object)
                .keySet());
    }
}
