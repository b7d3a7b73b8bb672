package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The book of carriers that operators set while the product runs, in place of the one of the settings. */
record CarrierBook(Product product) {

    private static final String PATH = "/api/v1/admin/carriers";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    long version() {
        return product.operator().http().get(PATH).json().path("version").asLong();
    }

    /** Sets a book with its secrets in the place of the one with this version. */
    Answer set(long version, String book, Map<String, String> secrets) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("version", version);
        body.putRawValue("book", new RawValue(book));
        ObjectNode named = body.putObject("secrets");
        secrets.forEach(named::put);
        return product.operator().http().send("PUT", PATH, "application/json", body.toString());
    }

    /**
     * The same with the settings' carrier for all numbers but those that begin so, whose messages a provider over HTTP takes.
     *
     * @param key what the provider knows the product by
     */
    Answer set(long version, CarrierStandIn provider, String prefix, String key) {
        String book = "{\"carriers\": [" + product.carrierJson() + ", " + provider.json()
                + "], \"routes\": [{\"carrier\": \"default\"}, {\"prefix\": \"" + prefix
                + "\", \"carrier\": \"web\", \"cost\": \"0.05\"}]}";
        return set(
                version,
                book,
                Map.of(
                        "default.password",
                        product.carrierPassword(),
                        "web.secret",
                        key,
                        "web.callback",
                        CarrierStandIn.SECRET));
    }

    /** Takes the book with this version back. */
    Answer withdraw(long version) {
        Http operator = product.operator().http();
        return operator.send(operator.request(PATH + "?version=" + version).DELETE());
    }

    /** Waits until the gateway has so many carriers, all of them up. */
    void awaitCarriers(int count) {
        Eventually.get(
                count + " carriers",
                PATIENCE,
                () -> Optional.of(product.operator().http().get(PATH).json().at("/gateways/0/carriers"))
                        .filter(carriers -> carriers.size() == count && allUp(carriers)));
    }

    private static boolean allUp(JsonNode carriers) {
        for (JsonNode carrier : carriers) {
            if (!carrier.path("state").asText().equals("UP")) {
                return false;
            }
        }
        return true;
    }

    /** Whether a book was taken that has the next version. */
    static void assertSet(Answer answer, long version) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().path("version").asLong()).isEqualTo(version + 1);
    }
}
