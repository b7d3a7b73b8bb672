package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server says about itself. */
@ExtendWith(ProductExtension.class)
class ServiceIT {

    private final Product product;

    ServiceIT(Product product) {
        this.product = product;
    }

    @Test
    void itIsAlive() {
        Answer live = product.http().get("/health/live");

        assertThat(live.status()).isEqualTo(200);
        assertThat(live.text("status")).isEqualTo("UP");
    }

    @Test
    void itIsReadyWithDatabaseBrokerAndMessageCenter() {
        Answer ready = Eventually.get(
                "ready",
                Duration.ofSeconds(30),
                () -> Optional.of(product.http().get("/health/ready")).filter(answer -> answer.status() == 200));

        assertThat(ready.json().findValuesAsText("name")).contains("database", "broker", "smsc");
        assertThat(ready.json().findValuesAsText("status")).containsOnly("UP");
    }

    @Test
    void loadBalancersAskForWhatTheyNeed() {
        assertThat(product.http().get("/health/ready?for=traffic").status()).isEqualTo(200);
        assertThat(product.http().get("/health/ready?for=fun").status()).isEqualTo(400);
    }

    @Test
    void metricsAreThere() {
        Answer metrics = product.metrics();

        assertThat(metrics.status()).isEqualTo(200);
        assertThat(metrics.body()).contains("# TYPE ");
    }

    @Test
    void theApiDocumentIsServedAsItStands() throws Exception {
        Answer served = product.http().get("/api/v1/openapi.yaml");

        try (InputStream file = getClass().getResourceAsStream("/openapi/countersign-v1.yaml")) {
            assertThat(served.body()).isEqualTo(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void theViewerNeedsNoOtherHost() {
        Answer viewer = product.http().get("/docs/");

        assertThat(viewer.status()).isEqualTo(200);
        assertThat(viewer.body()).doesNotContain("https://", "http://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"portal", "openapi", "jwks", "inbox", "live", "ready", "metrics"})
    void everyAddressOfTheDemoFileAnswers(String name) {
        URI address = URI.create(product.demo().path(name).asText());
        // Metrics ask for it, since this machine stands for a proxy.
        Http caller = Http.to(address).as(product.operatorToken());

        // Where another test has moved the time, the gateway's word of its session is old until the next one, seconds
        // later.
        Answer answer = Eventually.get(
                address.toString(),
                Duration.ofSeconds(20),
                () -> Optional.of(caller.get(address.getRawPath())).filter(found -> found.status() == 200));
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void theDemoFileNamesUsersOfEachKindAndIsPrivate() throws Exception {
        JsonNode users = product.demo().path("users");

        assertThat(users.findValuesAsText("state")).contains("SMS", "NO_NUMBER", "LOCKED");
        assertThat(product.demo().path("apiBase").asText()).isEqualTo("/api/v1");
        assertThat(product.operator()
                        .http()
                        .as(product.demo().path("operatorToken").asText())
                        .get("/api/v1/admin/users/"
                                + users.get(0).path("userName").asText())
                        .status())
                .isEqualTo(200);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(product.demoFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void noAnswerNamesTheServerSoftware() {
        Answer answer = product.http().get("/health/live");

        assertThat(answer.header("Server")).doesNotContainIgnoringCase("wildfly", "undertow");
        assertThat(answer.header("X-Powered-By")).isEmpty();
    }
}
