package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.crypto.Purpose;
import dev.countersign.launcher.LaunchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Keys of secrets at rest change while users log in. The steps are one story on one server, which stops and starts in
 * between: hence an order.
 */
@Tag("full")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KeyRotationIT {

    private static final int EX_CONFIG = 78;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> PURPOSES =
            List.of("CODE_HASH", "NAME_HASH", "SMS_TEXT", "TOKEN_SIGNING", "DEVICE_COOKIE", "BACK_OFFICE_SECRET");
    private static final int PARALLEL = 3;
    private static final int PENDING = 12;

    private static Product product;

    @BeforeAll
    static void start() {
        product = Product.onH2(Path.of("target/run-keys"));
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @Test
    @Order(1)
    void noLoginFailsWhileKeysRotateAndTheServerIsKilledInTheMiddle() throws Exception {
        List<TestUser> users = IntStream.range(0, PENDING)
                .mapToObj(i -> product.operator().newUser())
                .toList();
        List<Portal.Attempt> pending =
                users.stream().map(user -> product.portal().begin(user)).toList();
        String firstMaster = idOf(masterLine(0));
        LoginStream logins = new LoginStream(product, PARALLEL);
        try (logins) {
            logins.awaitLogins(PARALLEL);
            List<String> old =
                    PURPOSES.stream().map(purpose -> keys().rotateData(purpose)).toList();
            logins.awaitLogins(PARALLEL);
            addMaster();
            // Each purpose has its first key; those of the list have their second.
            assertThat(keys().rotateMaster().json().path("keys").asInt())
                    .isEqualTo(Purpose.values().length + PURPOSES.size());
            assertThat(keys().rotateMaster().json().path("keys").asInt()).isZero();
            logins.awaitLogins(PARALLEL);

            String inTheMiddle = keys().rotateData("SMS_TEXT");
            logins.killAndRestartServer();
            logins.awaitLogins(2 * PARALLEL);

            awaitNothingUnder(old.get(2));
            awaitNothingUnder(old.get(3));
            awaitNothingUnder(inTheMiddle);
            assertThat(keys().current("SMS_TEXT").path("records").asInt()).isGreaterThanOrEqualTo(PENDING);
            assertThat(keys().get(firstMaster).path("dataKeys").asInt(-1)).isZero();
        }
        assertThat(logins.failures()).isEmpty();
        // Codes from before all of this are good: their hashes stand under a key that is still there.
        assertThat(pending.get(0).answer(product.inbox().code(users.get(0))).status())
                .isEqualTo(200);
        assertThat(pending.get(0).token().status()).isEqualTo(200);
    }

    @Test
    @Order(2)
    void aKeyIsRemovedWhenNothingNeedsItAndNotBefore() {
        TestUser user = product.operator().newUser();
        product.portal().begin(user);
        product.inbox().code(user);
        String hashes = keys().rotateData("CODE_HASH");
        String texts = keys().rotateData("SMS_TEXT");

        Answer early = keys().remove(texts);
        Answer current = keys().remove(keys().current("SMS_TEXT").path("id").asText());

        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("code")).isEqualTo("KEY_IN_USE");
        assertThat(early.json().path("retryAfterSeconds").asInt()).isBetween(500, 600);
        assertThat(current.text("code")).isEqualTo("KEY_IN_USE");
        assertThat(keys().remove("no_such-1").status()).isEqualTo(404);
        awaitNothingUnder(texts);
        assertThat(keys().get(hashes).path("records").asInt()).isPositive();

        product.time().advance(Duration.ofMinutes(11));

        assertThat(keys().remove(texts).status()).isEqualTo(204);
        assertThat(keys().get(texts).isMissingNode()).isTrue();
        assertThat(keys().remove(texts).status()).isEqualTo(404);
        assertThat(keys().remove(hashes).text("code")).isEqualTo("KEY_IN_USE");

        product.time().advance(Duration.ofHours(25));

        assertThat(keys().remove(hashes).status()).isEqualTo(204);
        logIn();
    }

    /** A stranger's name is compared with a secret that is no record. */
    @Test
    @Order(3)
    void aNameThatNoBackOfficeHasIsRefusedAlikeAfterTheOldKeyIsGone() {
        BackOffice stranger = product.backOffice().with("nobody-here", "guess");
        SoapAnswer before = stranger.call("GetState", "");
        String old = keys().rotateData("BACK_OFFICE_SECRET");
        awaitNothingUnder(old);
        product.time().advance(Duration.ofMinutes(11));
        assertThat(keys().remove(old).status()).isEqualTo(204);

        SoapAnswer after = stranger.call("GetState", "");

        assertThat(before.faultCode()).as(before.toString()).isEqualTo("FailedAuthentication");
        assertThat(after.faultCode()).as(after.toString()).isEqualTo("FailedAuthentication");
        assertThat(product.metrics().body())
                .doesNotContainPattern(
                        "countersign_secrets_unreadable_total\\{purpose=\"BACK_OFFICE_SECRET\"\\} [1-9]");
    }

    /** Both ways, as often as somebody changes his mind. */
    @Test
    @Order(4)
    void aRotationOfTheMasterKeyIsTakenBackWhileUsersLogIn() throws IOException {
        String present = masterLine(0);
        String former = masterLine(1);
        LoginStream logins = new LoginStream(product, PARALLEL);
        try (logins) {
            for (List<String> order : List.of(List.of(former, present), List.of(present, former))) {
                int keys = keys().list().path("dataKeys").size();
                writeMasters(order);

                assertThat(keys().rotateMaster().json().path("keys").asInt()).isEqualTo(keys);

                assertThat(keys().get(idOf(order.get(0))).path("dataKeys").asInt())
                        .isEqualTo(keys);
                assertThat(keys().get(idOf(order.get(1))).path("dataKeys").asInt(-1))
                        .isZero();
                logins.awaitLogins(PARALLEL);
            }
        }
        assertThat(logins.failures()).isEmpty();
        product.killAndRestartServer();
        logIn();
    }

    @Test
    @Order(5)
    void theOldMasterKeyMayBeTakenOutOfTheFile() throws IOException {
        writeMasters(List.of(masterLine(0)));
        product.killAndRestartServer();

        logIn();
        assertThat(keys().list().path("masterKeys")).hasSize(1);
    }

    @Test
    @Order(6)
    void aRotationRefusesMasterKeysThatDoNotFitAndChangesNothing() throws IOException {
        String right = masterLine(0);
        writeMasters(List.of("new:" + "A".repeat(43) + "=", idOf(right) + ":" + "A".repeat(43) + "="));

        Answer master = keys().rotateMaster();
        Answer data = keys().rotate("{\"kind\": \"DATA\", \"purpose\": \"SMS_TEXT\"}");

        for (Answer answer : List.of(master, data)) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
            assertThat(answer.text("code")).isEqualTo("MASTER_KEYS_UNUSABLE");
            assertThat(answer.text("detail")).contains("safe copy");
        }
        writeMasters(List.of(right));
        assertThat(keys().rotateMaster().json().path("keys").asInt(-1)).isZero();
        assertThat(keys().get(idOf(right)).path("dataKeys").asInt())
                .isEqualTo(keys().list().path("dataKeys").size());
        assertThat(keys().rotate("{\"kind\": \"DATA\"}").status()).isEqualTo(400);
        assertThat(keys().rotate("{\"kind\": \"MASTER\", \"purpose\": \"SMS_TEXT\"}")
                        .status())
                .isEqualTo(400);
    }

    /** The data keys are open on a running server, so that it can put them under a new one. */
    @Test
    @Order(7)
    @Tag("full")
    void aLostMasterKeyIsReplacedWhileTheServerRuns() throws IOException {
        String lost = idOf(masterLine(0));
        writeMasters(List.of("replacement:" + "B".repeat(42) + "A="));

        assertThat(keys().rotateMaster().status()).isEqualTo(200);

        assertThat(keys().get(lost).isMissingNode()).isTrue();
        assertThat(keys().get("replacement").path("dataKeys").asInt())
                .isEqualTo(keys().list().path("dataKeys").size());
    }

    @Test
    @Order(8)
    void nobodyButAnOperatorSeesKeys() {
        for (String token : List.of("", "x".repeat(43))) {
            Http http = token.isEmpty() ? product.http() : product.http().as(token);
            assertThat(http.get("/api/v1/admin/keys").status()).isEqualTo(401);
            assertThat(new Keys(http).rotateMaster().status()).isEqualTo(401);
            assertThat(new Keys(http).remove("sms_text-1").status()).isEqualTo(401);
        }
        assertThat(keys().list().toString())
                .doesNotContain(masterLine(0).substring(masterLine(0).indexOf(':') + 1));
    }

    @Test
    @Order(9)
    @Tag("full")
    void theWrongMasterKeyEndsTheStartWithASentence() throws IOException {
        product.stopServer();
        String right = masterLine(0);
        writeMasters(List.of(idOf(right) + ":" + "A".repeat(43) + "="));

        assertThatThrownBy(() -> product.startServer())
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("The server does not start. Data key ")
                .hasMessageContaining("put the right line back from your safe copy");

        assertThat(product.awaitServerEnd(PATIENCE)).isEqualTo(EX_CONFIG);
        assertThat(errors()).doesNotContain("MSC000001");
        writeMasters(List.of("another:" + "A".repeat(43) + "="));

        assertThatThrownBy(() -> product.startServer())
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("add its line from your safe copy");

        assertThat(product.awaitServerEnd(PATIENCE)).isEqualTo(EX_CONFIG);
        writeMasters(List.of(right));
        product.startServer();
        logIn();
    }

    private static Keys keys() {
        return new Keys(product.operator().http());
    }

    private static void logIn() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        assertThat(attempt.answer(product.inbox().code(user)).status()).isEqualTo(200);
        assertThat(attempt.token().status()).isEqualTo(200);
    }

    private static void awaitNothingUnder(String keyId) {
        Eventually.get(
                "nothing under " + keyId,
                PATIENCE,
                () -> Optional.of(keys().get(keyId))
                        .filter(key -> key.path("records").asInt(-1) == 0));
    }

    private static void addMaster() throws IOException {
        ProductCommand.run(Map.of(), "keys", "add-master", product.keys().toString());
        assertThat(Files.readAllLines(masterFile())).hasSize(2);
    }

    private static String masterLine(int number) {
        try {
            return Files.readAllLines(masterFile()).get(number);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String idOf(String masterLine) {
        return masterLine.substring(0, masterLine.indexOf(':'));
    }

    private static void writeMasters(List<String> lines) throws IOException {
        Files.write(masterFile(), lines);
    }

    private static Path masterFile() {
        return product.keys().resolve("master.key");
    }

    private static String errors() throws IOException {
        try (var lines = Files.lines(product.logs().resolve("server.log"))) {
            return String.join(
                    "\n", lines.filter(line -> line.contains("\"ERROR\"")).toList());
        }
    }
}
