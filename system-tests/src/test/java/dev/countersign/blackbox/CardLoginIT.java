package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.blackbox.CardStock.NewCard;
import dev.countersign.blackbox.Portal.Attempt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Published vectors through the whole product: a key file is brought in and released, a card of it is shipped, and a login with it
 * asks the question of the vector.
 */
@ExtendWith(ProductExtension.class)
class CardLoginIT {

    private static final String PIN_SUITE = "OCRA-1:HOTP-SHA256-8:QN06-PSHA256";
    private static final String COMPUTED = "device-protocol/src/test/resources/vectors/ocra-extra-public.json";
    private static final String SHARES = "/api/v1/me/card-shares";

    private final Product product;

    CardLoginIT(Product product) {
        this.product = product;
    }

    /** A vector whose question a card can be asked at any time. */
    private record Vector(NewCard card, String question, String response) {

        String serial() {
            return card.serial();
        }
    }

    @Test
    void theChallengesOfRfc6287AreAnsweredByImportedCards() {
        List<Vector> vectors = ocra();
        assertThat(vectors).hasSize(35);

        assertAnswered(vectors);
    }

    /** The device protocol's own vectors: the same file as everybody else reads. */
    @Test
    @Tag("full")
    void theComputedChallengesAreAnsweredByImportedCards() throws IOException {
        Path file = Path.of("").toAbsolutePath().getParent().resolve(COMPUTED);
        List<Vector> vectors = StreamSupport.stream(
                        new ObjectMapper()
                                .readTree(file.toFile())
                                .path("vectors")
                                .spliterator(),
                        false)
                .map(vector -> vector(vector, vector.path("pin").asText("")))
                .toList();
        assertThat(vectors).hasSize(100);

        assertAnswered(vectors);
    }

    private void assertAnswered(List<Vector> vectors) {
        TestUser holder = holder(vectors);
        for (Vector vector : vectors) {
            Attempt attempt = choose(product.portal().begin(holder), vector.serial());
            ask(attempt, vector.question());

            Answer wrong = attempt.answer(changed(vector.response()));
            assertThat(wrong.text("reason")).as(vector + " " + wrong).isEqualTo("CARD_WRONG");
            Answer right = attempt.answer(vector.response());

            assertThat(right.status()).as(vector + " " + right).isEqualTo(200);
            assertThat(attempt.token().status()).isEqualTo(200);
        }
    }

    @Test
    void theResponseOfAnotherSuiteIsAWrongAnswer() {
        Vector vector = ocra().stream()
                .filter(one -> one.card().suite().equals("OCRA-1:HOTP-SHA1-6:QN08"))
                .findFirst()
                .orElseThrow();
        NewCard other = new NewCard(
                CardStock.newSerial(),
                "OCRA-1:HOTP-SHA256-6:QN08",
                vector.card().key(),
                "",
                0);
        Attempt attempt = product.portal().begin(holder(List.of(new Vector(other, "", ""))));
        ask(attempt, vector.question());

        assertThat(attempt.answer(vector.response()).text("reason")).isEqualTo("CARD_WRONG");
    }

    @Test
    void aWrongPinIsAWrongAnswerAndTheCardCannotTell() {
        Vector vector = ocra().stream()
                .filter(one -> one.card().suite().equals("OCRA-1:HOTP-SHA256-8:QN08-PSHA1"))
                .findFirst()
                .orElseThrow();
        NewCard card = vector.card();
        Vector otherPin = new Vector(
                new NewCard(CardStock.newSerial(), card.suite(), card.key(), "1235", 0),
                vector.question(),
                vector.response());
        Attempt attempt = product.portal().begin(holder(List.of(otherPin)));
        ask(attempt, vector.question());

        assertThat(attempt.answer(vector.response()).text("reason")).isEqualTo("CARD_WRONG");
    }

    @Test
    void thePasswordsOfRfc4226OpenALoginEachOnceAndInTheirOrder() {
        JsonNode hotp = read("hotp.json");
        Vector card = new Vector(
                new NewCard(
                        CardStock.newSerial(),
                        "HOTP-SHA1-6",
                        hotp.path("key_hex").asText(),
                        "",
                        0),
                "",
                "");
        TestUser holder = holder(List.of(card));

        for (JsonNode vector : hotp.path("vectors")) {
            Attempt attempt = product.portal().begin(holder);
            assertThat(attempt.begun().json().at("/started/challenge").isMissingNode())
                    .isTrue();
            assertThat(attempt.answer(vector.path("hotp").asText()).status()).isEqualTo(200);
            assertThat(attempt.token().status()).isEqualTo(200);

            Attempt again = product.portal().begin(holder);
            assertThat(again.answer(vector.path("hotp").asText()).text("reason"))
                    .isEqualTo("CARD_WRONG");
        }
    }

    @Test
    void aSharedCardOpensLoginsOfBothAndARefusedAnswerIsExplained() {
        TestUser owner = product.operator().newUserWithoutNumber();
        TestUser other = product.operator().newUser();
        NewCard card = new NewCard(CardStock.newSerial(), PIN_SUITE, "0f".repeat(32), "4711", 0);
        CardStock stock = new CardStock(product);
        stock.give(owner, List.of(card));
        stock.simulate(List.of(card));
        Http session = product.http().as(product.portal().logIn(other, product.inbox()));
        Attempt proof = product.portal().begin(owner);
        assertThat(proof.answer(stock.respond(card, proof.challenge())).status())
                .isEqualTo(200);

        Answer asked = session.post(
                SHARES,
                body().put("login", proof.id()).put("secret", proof.begun().text("secret")));
        assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
        assertThat(asked.text("state")).isEqualTo("PENDING_COMPLIANCE");
        Answer approved = product.operator().http().post("/api/v1/admin/card-shares/" + asked.text("id") + "/approve");
        assertThat(approved.text("state")).as(approved.toString()).isEqualTo("ACTIVE");

        Attempt shared = product.portal().begin(other);
        assertThat(shared.answer("1234567").text("reason")).isEqualTo("CARD_WRONG");
        Answer verdict = shared.http().post("/api/v1/logins/" + shared.id() + "/diagnosis/card", body());
        assertThat(verdict.text("verdict")).as(verdict.toString()).isEqualTo("K_FORMAT");
        Answer still = shared.http().post("/api/v1/logins/" + shared.id() + "/resynchronisation");
        assertThat(still.text("code")).as("it has no counter").isEqualTo("OTHER_WAY");
        assertThat(shared.answer(stock.respond(card, shared.challenge())).status())
                .isEqualTo(200);

        String share = SHARES + "/" + asked.text("id");
        Answer unproven = session.send(session.request(share).DELETE());
        assertThat(unproven.text("code")).as(unproven.toString()).isEqualTo("CONFIRMATION_REQUIRED");
        Answer begun = session.post("/api/v1/me/confirmations", body().put("purpose", "FACTOR_CHANGE"));
        String code = stock.respond(card, begun.text("challenge"));
        Answer ended = session.send(
                "DELETE",
                share,
                "application/json",
                Account.proven(body(), begun.text("id"), code).toString());
        assertThat(ended.status()).as(ended.toString()).isEqualTo(204);
        assertThat(session.get(SHARES).json()).isEmpty();
    }

    /** A user who holds cards with these keys. */
    private TestUser holder(List<Vector> vectors) {
        TestUser user = product.operator().newUserWithoutNumber();
        new CardStock(product).give(user, vectors.stream().map(Vector::card).toList());
        return user;
    }

    private static Attempt choose(Attempt attempt, String serial) {
        String id = StreamSupport.stream(attempt.begun().json().path("factors").spliterator(), false)
                .filter(factor -> factor.path("label").asText().equals(serial))
                .map(factor -> factor.path("id").asText())
                .findFirst()
                .orElseThrow();
        Answer chosen = attempt.http().post("/api/v1/logins/" + attempt.id() + "/factor", body().put("factor", id));
        assertThat(chosen.status()).as(chosen.toString()).isEqualTo(202);
        return attempt;
    }

    private void ask(Attempt attempt, String question) {
        Answer asked = product.http()
                .send(
                        "PUT",
                        "/test/attempts/" + attempt.id() + "/challenge",
                        "application/json",
                        body().put("challenge", question).toString());
        assertThat(asked.status()).as(asked.toString()).isEqualTo(204);
    }

    private static List<Vector> ocra() {
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode vector : read("ocra.json").path("rfc_vectors")) {
            String suite = vector.path("suite").asText();
            if (suite.contains("QN08") && !suite.contains("-T1M")) {
                vectors.add(vector(vector, suite.contains("PSHA1") ? "1234" : ""));
            }
        }
        return vectors;
    }

    private static Vector vector(JsonNode vector, String pin) {
        NewCard card = new NewCard(
                CardStock.newSerial(),
                vector.path("suite").asText(),
                vector.path("key_hex").asText(),
                pin,
                vector.path("counter").asLong(0));
        return new Vector(
                card, vector.path("question").asText(), vector.path("response").asText());
    }

    private static String changed(String response) {
        char last = response.charAt(response.length() - 1);
        return response.substring(0, response.length() - 1) + (char) ('0' + (last - '0' + 1) % 10);
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static JsonNode read(String name) {
        try (InputStream in = Objects.requireNonNull(CardLoginIT.class.getResourceAsStream("/vectors/" + name))) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
