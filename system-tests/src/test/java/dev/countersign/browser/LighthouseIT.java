package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.blackbox.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What Lighthouse says of the page that people see first, on the phone and the slow network that it plays. */
@InBrowser
@Tag("full")
@EnabledIf(value = "isInstalled", disabledReason = "No Lighthouse: lighthouse/run.sh --install brings it, with npm")
class LighthouseIT {

    private static final Path SCRIPT = Path.of("lighthouse/run.sh");
    private static final Path PROGRAM = Path.of("target/lighthouse/node_modules/.bin/lighthouse");
    private static final Path REPORT = Path.of("target/lighthouse/report.json");
    private static final int MOST_OCTETS = 80_000;
    private static final int MOST_MINUTES = 3;

    private final Product product;

    LighthouseIT(Product product) {
        this.product = product;
    }

    static boolean isInstalled() {
        return Files.exists(PROGRAM);
    }

    @Test
    void theLoginPageIsSmallFastAndAccessible() throws Exception {
        JsonNode report = report(product.http().base().toString());

        assertThat(score(report, "accessibility"))
                .as(lost(report, "accessibility"))
                .isEqualTo(100);
        assertThat(score(report, "best-practices"))
                .as(lost(report, "best-practices"))
                .isEqualTo(100);
        assertThat(score(report, "performance")).as(lost(report, "performance")).isGreaterThanOrEqualTo(95);
        assertThat(report.at("/audits/total-byte-weight/numericValue").asInt()).isBetween(1, MOST_OCTETS);
    }

    private static JsonNode report(String address) throws IOException, InterruptedException {
        Files.deleteIfExists(REPORT);
        ProcessBuilder builder = new ProcessBuilder(List.of(SCRIPT.toString(), address, REPORT.toString()));
        builder.environment().put("CHROME_PATH", Chromium.path().toString());
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(REPORT.resolveSibling("lighthouse.log").toFile())
                .start();
        assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        return new ObjectMapper().readTree(REPORT.toFile());
    }

    private static int score(JsonNode report, String category) {
        return (int) Math.round(report.at("/categories/" + category + "/score").asDouble() * 100);
    }

    /** What cost points, for a person. */
    private static String lost(JsonNode report, String category) {
        List<String> lost = StreamSupport.stream(
                        report.at("/categories/" + category + "/auditRefs").spliterator(), false)
                .filter(reference -> reference.path("weight").asDouble() > 0)
                .map(reference ->
                        report.path("audits").path(reference.path("id").asText()))
                .filter(audit -> audit.path("score").asDouble(1) < 1)
                .map(audit -> audit.path("title").asText() + " "
                        + audit.path("displayValue").asText())
                .toList();
        return category + ": " + lost;
    }
}
