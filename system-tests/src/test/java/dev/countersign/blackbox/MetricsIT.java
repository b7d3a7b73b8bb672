package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.architecture.MeterTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a scrape says, after logins that succeeded and failed. */
@ExtendWith(ProductExtension.class)
class MetricsIT {

    private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LABEL = Pattern.compile("[{,]([a-z_]+)=\"([^\"]*)\"");

    private final Product product;

    MetricsIT(Product product) {
        this.product = product;
    }

    @Test
    void loginsAreCountedByOutcomeAndFactor() {
        Map<String, Double> before = values(scrape());
        TestUser user = product.operator().newUser();

        product.portal().begin(user.userName(), "wrong 1");
        logIn(user);

        Map<String, Double> after = values(scrape());
        for (String outcome : Set.of(
                "{factor=\"PASSWORD\",outcome=\"BAD_CREDENTIALS\"}",
                "{factor=\"SMS\",outcome=\"SMS_WRONG\"}",
                "{factor=\"SMS\",outcome=\"OK\"}")) {
            String series = "countersign_logins_total" + outcome;
            assertThat(after).as(series).containsKey(series);
            assertThat(after.get(series)).as(series).isGreaterThan(before.getOrDefault(series, 0.0));
        }
    }

    @Test
    void messagesAreCountedOnceByEachStateTheyReach() {
        Map<String, Double> before = values(scrape());
        TestUser user = product.operator().newUser();

        product.portal().begin(user);
        product.inbox().code(user);

        for (String state : Set.of("WAITING", "QUEUED", "SUBMITTED", "DELIVERED")) {
            String series = "countersign_sms_orders_total{state=\"" + state + "\"}";
            Eventually.get(
                    series,
                    PATIENCE,
                    () -> Optional.of(values(scrape())).filter(now -> now.get(series) > before.get(series)));
        }
    }

    /** A proxy on the same machine connects from its loopback address, whoever asked it. */
    @Test
    void whoComesByWayOfAProxyNeedsAnOperatorToken() {
        Http caller = product.http();

        assertThat(caller.with("X-Forwarded-For", "203.0.113.9").get("/metrics").status())
                .isEqualTo(401);
        assertThat(caller.as(product.operatorToken()).get("/metrics").status()).isEqualTo(200);
        Http proxy = new Http(caller.base(), Map.of());
        assertThat(proxy.get("/metrics").status())
                .as("a trusted proxy that names nobody")
                .isEqualTo(401);
    }

    @Test
    void requestsAreTimedByRouteAndNotByAddress() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = logIn(user);
        product.http().get("/api/v1/no-such-" + user.userName());

        String scrape = scrape();

        assertThat(values(scrape))
                .containsKey("countersign_http_requests_seconds_count"
                        + "{method=\"POST\",route=\"/api/v1/logins/{id}/answer\",status=\"2xx\"}")
                .containsKey("countersign_http_requests_seconds_bucket"
                        + "{method=\"POST\",route=\"/api/v1/logins/{id}/answer\",status=\"2xx\",le=\"0.25\"}")
                .containsKey(
                        "countersign_http_requests_seconds_count{method=\"GET\",route=\"unmatched\",status=\"4xx\"}");
        assertThat(scrape)
                .doesNotContain(attempt.id(), user.userName(), user.number().substring(1));
    }

    /** Each fault is sent with 500, and an alarm looks at 5xx. */
    @Test
    void messagesOverSoapAreTimedAndARefusalIsNoFaultOfTheServer() {
        String series = "countersign_http_requests_seconds_count{method=\"POST\",route=\"/soap/login/v1\",status=\"";
        TestUser user = product.operator().newUser();
        Face face = new SoapFace(product.backOffice());
        Map<String, Double> before = values(scrape());

        assertThat(face.begin(user.userName(), user.password()).refusal()).isEmpty();
        assertThat(face.begin(user.userName(), "Wrong word 1").refusal()).isEqualTo("LOGIN_BAD_CREDENTIALS");

        Map<String, Double> after = values(scrape());
        for (String status : Set.of("2xx", "4xx")) {
            String counted = series + status + "\"}";
            assertThat(after).as(counted).containsKey(counted);
            assertThat(after.get(counted)).as(counted).isGreaterThan(before.getOrDefault(counted, 0.0));
        }
    }

    @Test
    void poolQueuesAndGatewayAreSeen() {
        Map<String, Double> values = Eventually.get(
                "the first look",
                PATIENCE,
                () -> Optional.of(values(scrape()))
                        .filter(now -> now.getOrDefault("countersign_smpp_bound", Double.NaN) == 1));

        assertThat(values.get("countersign_database_connections{state=\"open\"}"))
                .isPositive();
        assertThat(values.get("countersign_database_connections{state=\"free\"}"))
                .isPositive();
        assertThat(values.get("countersign_queue_messages{queue=\"countersign.dead\"}"))
                .isNotNegative();
        assertThat(values.get("countersign_queue_messages{queue=\"countersign.sms.orders\"}"))
                .isNotNegative();
        assertThat(values.get("countersign_sms_stalled")).isNotNegative();
        assertThat(values.get("countersign_sms_waiting")).isNotNegative();
        assertThat(values.get("countersign_sms_waiting_oldest_seconds")).isNotNegative();
        assertThat(values.get("countersign_hashing_places")).isPositive();
    }

    @Test
    void theTableOfMetersNamesAllAndNoOther() throws IOException {
        logIn(product.operator().newUser());
        String page = Files.readString(ROOT.resolve("docs/metrics.md"));
        Set<String> documented = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\|")
                .matcher(page)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isNotEmpty().isEqualTo(families(scrape()));
    }

    /** What alarms and the dashboard are held against. */
    @Test
    void theTableOfMetersNamesTheLabelsOfEachAndTheirValues() throws IOException {
        logIn(product.operator().newUser());
        MeterTable table = MeterTable.read();

        Set<String> unknown = new TreeSet<>();
        for (String series : values(scrape()).keySet()) {
            Map<String, Optional<Set<String>>> known =
                    table.find(series.replaceAll("\\{.*", "")).orElseThrow();
            LABEL.matcher(series)
                    .results()
                    .filter(label -> !label.group(1).equals("le"))
                    .filter(label -> !known.containsKey(label.group(1))
                            || !known.get(label.group(1))
                                    .map(values -> values.contains(label.group(2)))
                                    .orElse(true))
                    .forEach(label -> unknown.add(series));
        }

        assertThat(unknown).isEmpty();
    }

    @Test
    void theDashboardAsksForNothingThatIsNotThere() throws IOException {
        logIn(product.operator().newUser());
        JsonNode dashboard = new ObjectMapper()
                .readTree(ROOT.resolve("docker/grafana/countersign-dashboard.json")
                        .toFile());
        Set<String> there = values(scrape()).keySet().stream()
                .map(series -> series.replaceAll("\\{.*", ""))
                .collect(Collectors.toSet());

        Set<String> asked = new TreeSet<>();
        for (JsonNode query : dashboard.findValues("expr")) {
            Pattern.compile("\\b(countersign|jvm|process|system)_[a-z0-9_]+")
                    .matcher(query.asText())
                    .results()
                    .map(MatchResult::group)
                    .forEach(asked::add);
        }

        assertThat(asked).hasSizeGreaterThan(10).isSubsetOf(there);
    }

    private Portal.Attempt logIn(TestUser user) {
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);
        attempt.answer(Inbox.wrong(code));
        assertThat(attempt.answer(code).status()).isEqualTo(200);
        assertThat(attempt.token().status()).isEqualTo(200);
        return attempt;
    }

    private String scrape() {
        Answer metrics = product.metrics();
        assertThat(metrics.status()).isEqualTo(200);
        return metrics.body();
    }

    private static Set<String> families(String scrape) {
        return Pattern.compile("(?m)^# TYPE (\\S+) ")
                .matcher(scrape)
                .results()
                .map(type -> type.group(1))
                // The largest of the last minutes, which comes with each timer.
                .filter(name -> !name.endsWith("_seconds_max"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Double> values(String scrape) {
        Map<String, Double> values = new HashMap<>();
        scrape.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int blank = line.lastIndexOf(' ');
            values.put(line.substring(0, blank), Double.valueOf(line.substring(blank + 1)));
        });
        return values;
    }
}
