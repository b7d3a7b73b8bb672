package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators see of SMS, and the ranges that they close. */
@ExtendWith(ProductExtension.class)
class SmsTrafficIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CARRIERS = "/api/v1/admin/carriers";

    private final Product product;

    SmsTrafficIT(Product product) {
        this.product = product;
    }

    @Test
    void aDeliveredCodeCountsByCountryCarrierAndRouteAndInTheLedger() {
        Instant before = product.time().now();
        TestUser user = product.operator().newUser();
        product.portal().begin(user);
        product.inbox().code(user);
        Http operator = product.operator().http();
        String from = "?from=" + before.minus(Duration.ofMinutes(5));

        JsonNode span = Eventually.get(
                "a span",
                PATIENCE,
                () -> find(operator.get("/api/v1/admin/sms-traffic" + from).json(), "delivered"));

        assertThat(span.path("route").asText()).isEqualTo("+");
        assertThat(span.path("country").asText()).hasSize(2);
        assertThat(span.path("sent").asInt()).isPositive();
        assertThat(span.path("ordered")).isEqualTo(span.path("sent"));
        JsonNode line = find(operator.get("/api/v1/admin/sms-traffic/ledger").json(), "sent")
                .orElseThrow();
        assertThat(LocalDate.parse(line.path("day").asText()))
                .isBeforeOrEqualTo(LocalDate.ofInstant(product.time().now(), ZoneOffset.UTC));
        assertThat(operator.get("/api/v1/admin/sms-traffic/alarms").json().isArray())
                .isTrue();
        String day = "?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z";
        String longer = "?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00.000001Z";
        String month = "?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
        assertThat(operator.get("/api/v1/admin/sms-traffic" + day).status()).isEqualTo(200);
        assertThat(operator.get("/api/v1/admin/sms-traffic" + longer).text("detail"))
                .isEqualTo("from lies before to, by a day at most");
        assertThat(operator.get("/api/v1/admin/sms-traffic/ledger" + month).status())
                .isEqualTo(200);
        assertThat(operator.get("/api/v1/admin/sms-traffic/ledger?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00.1Z")
                        .status())
                .isEqualTo(400);
        assertThat(product.http().get("/api/v1/admin/sms-traffic").status()).isEqualTo(401);
    }

    @Test
    void aClosedRangeGetsNothingUntilItIsOpened() {
        Http operator = product.operator().http();
        TestUser user = product.operator().newUser();
        String digits = user.number().substring(1);
        JsonNode closed = put(operator, digits, "{\"note\": \"a wave\"}").json();
        assertThat(closed).isEqualTo(range(operator, user.number()).orElseThrow());

        Portal.Attempt attempt = product.portal().begin(user);

        assertThat(attempt.begun().json().at("/started/reason").asText()).isEqualTo("SMS_CLOSED");
        assertThat(attempt.sms().text("code")).isEqualTo("SMS_NOT_SENT");
        assertThat(new SoapFace(product.backOffice())
                        .begin(user.userName(), user.password())
                        .text("reason"))
                .isEqualTo("SMS_CLOSED");
        assertThat(open(operator, digits)).isEqualTo(204);
        assertThat(open(operator, digits)).isEqualTo(404);
        assertThat(attempt.sms().status()).isEqualTo(202);
        assertThat(product.inbox().code(user)).isNotEmpty();
        assertThat(put(operator, "0", "{}").status()).isEqualTo(400);
        assertThat(new Audit(operator)
                        .list("?subject=sms-range:" + digits).stream()
                                .map(entry -> entry.path("type").asText()))
                .containsExactlyInAnyOrder("SMS_RANGE_CLOSED", "SMS_RANGE_OPENED");
    }

    /** The gateway of this application reads it first: tests beside this one see nothing of it. */
    @Test
    void aBookThatNoGatewayCouldReadIsRefusedAndChangesNothing() {
        Http operator = product.operator().http();
        // Another test may have given the carrier back a moment ago.
        JsonNode before = Eventually.get(
                "a bound session",
                PATIENCE,
                () -> Optional.of(operator.get(CARRIERS).json())
                        .filter(found -> found.at("/gateways/0/carriers/0/sessions/0/bound")
                                .asBoolean()));
        long version = before.path("version").asLong();
        String body = "{\"version\": " + version + ", \"book\": {\"carriers\": [{\"name\": \"north\","
                + " \"passwordFile\": \"p\"}], \"routes\": []}, \"secrets\": {\"p\": \"secret12\"}}";

        Answer set = operator.send("PUT", CARRIERS, "application/json", body);

        assertThat(set.status()).isEqualTo(400);
        assertThat(set.text("code")).isEqualTo("MALFORMED");
        assertThat(set.text("detail")).startsWith("carriers[0].systemId is missing");
        assertThat(set.body()).doesNotContain("secret12");
        Answer late = operator.send(
                "PUT", CARRIERS, "application/json", body.replace("\"version\": " + version, "\"version\": 999999"));
        assertThat(late.text("code")).isEqualTo("CARRIERS_CHANGED");
        JsonNode after = operator.get(CARRIERS).json();
        assertThat(after.path("version").asLong()).isEqualTo(version);
        assertThat(after.at("/gateways/0/fault").asText()).isEmpty();
        TestUser user = product.operator().newUser();
        product.portal().begin(user);
        assertThat(product.inbox().code(user)).isNotEmpty();
    }

    @Test
    void nothingGoesToACarrierThatPausesUntilItIsResumed() {
        Http operator = product.operator().http();
        Answer before = operator.get(CARRIERS);
        long version = before.json().path("version").asLong();
        assertThat(pause(operator, "nobody", version).status()).isEqualTo(404);
        Answer paused = pause(operator, "default", version);
        assertThat(paused.status()).as(paused.toString()).isEqualTo(200);
        assertThat(paused.json().at("/paused/0").asText()).isEqualTo("default");
        try {
            Eventually.get(
                    "no carrier",
                    PATIENCE,
                    () -> Optional.of(operator.get(CARRIERS).json().at("/gateways/0"))
                            .filter(gateway -> gateway.path("version").asLong() == version + 1
                                    && gateway.path("carriers").isEmpty()));
            TestUser user = product.operator().newUser();
            Portal.Attempt attempt = product.portal().begin(user);
            assertThat(attempt.http()
                            .get("/api/v1/logins/" + attempt.id() + "/diagnosis/sms")
                            .text("verdict"))
                    .isEqualTo("S_DELAY");

            Answer resumed = operator.send(operator.request(CARRIERS + "/default/pause?version=" + (version + 1))
                    .DELETE());

            assertThat(resumed.status()).as(resumed.toString()).isEqualTo(200);
            assertThat(resumed.json().path("paused")).isEmpty();
            assertThat(product.inbox().code(user)).isNotEmpty();
        } finally {
            operator.send(operator.request(CARRIERS + "/default/pause?version=" + (version + 1))
                    .DELETE());
        }
        assertThat(pause(operator, "default", version).text("code")).isEqualTo("CARRIERS_CHANGED");
        assertThat(new Audit(operator)
                        .list("?subject=carrier:default").stream()
                                .map(entry -> entry.path("type").asText()))
                .contains("CARRIER_PAUSED", "CARRIER_RESUMED");
    }

    private static Answer pause(Http operator, String carrier, long version) {
        return operator.send(
                "PUT", CARRIERS + "/" + carrier + "/pause", "application/json", "{\"version\": " + version + "}");
    }

    @Test
    void aCarrierOverHttpIsSetWhileTheProductRunsAndItsSignedCallbackIsTheReceipt() throws Exception {
        TestUser user = product.operator().newUser();
        CarrierBook books = new CarrierBook(product);
        long version = books.version();
        try (CarrierStandIn provider = new CarrierStandIn()) {
            CarrierBook.assertSet(books.set(version, provider, user.number(), "key"), version);
            books.awaitCarriers(2);

            Portal.Attempt attempt = product.portal().begin(user);
            String id = Eventually.get("the message", PATIENCE, () -> provider.findMessage(user.number()));
            Http stranger = product.http();
            Eventually.get("SENT", PATIENCE, () -> state(attempt).filter("SENT"::equals));
            assertThat(CarrierStandIn.callBack(stranger, id, "not what both of them know")
                            .status())
                    .isEqualTo(404);
            assertThat(CarrierStandIn.signed(
                                    stranger,
                                    CarrierStandIn.SECRET,
                                    "application/x-www-form-urlencoded",
                                    "id=" + id + "&state=there")
                            .status())
                    .as("the octets of a form come as they were signed")
                    .isEqualTo(204);
            assertThat(CarrierStandIn.callBack(stranger, id, CarrierStandIn.SECRET)
                            .status())
                    .isEqualTo(204);

            Eventually.get("DELIVERED", PATIENCE, () -> state(attempt).filter("DELIVERED"::equals));
        } finally {
            books.withdraw(version + 1);
        }
        books.awaitCarriers(1);
    }

    @Test
    void aCallbackOfNobodyIsAnsweredLikeAnAddressThatIsNot() {
        Answer answer =
                product.http().post("/api/v1/carrier-receipts/default", "{\"id\": \"1\", \"status\": \"delivered\"}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).isEqualTo("NOT_FOUND");
    }

    private static Optional<String> state(Portal.Attempt attempt) {
        return Optional.of(attempt.state().json().at("/started/state").asText());
    }

    private static Answer put(Http operator, String digits, String body) {
        return operator.send("PUT", "/api/v1/admin/sms-ranges/" + digits, "application/json", body);
    }

    private static int open(Http operator, String digits) {
        return operator.send(
                        operator.request("/api/v1/admin/sms-ranges/" + digits).DELETE())
                .status();
    }

    /** Of the carrier that all tests have: one beside this may have set another for its own number. */
    private static Optional<JsonNode> find(JsonNode list, String counted) {
        for (JsonNode node : list) {
            if (node.path(counted).asInt() > 0 && node.path("carrier").asText().equals("default")) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> range(Http operator, String prefix) {
        for (JsonNode node : operator.get("/api/v1/admin/sms-ranges").json()) {
            if (node.path("prefix").asText().equals(prefix)) {
                return Optional.of(node);
            }
        }
        return Optional.empty();
    }
}
