package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.blackbox.CardStock.NewCard;
import dev.countersign.blackbox.Portal.Attempt;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The product's EAR on the second server, with nothing of the test edition. Runs in the profile {@code server=payara}. */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PayaraIT {

    private EmbeddedPostgres postgres;
    private Product product;

    @BeforeAll
    void start() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setPGStartupWait(Duration.ofMinutes(2))
                .start();
        try {
            product = Product.ofTheProductEarOnPayara(Path.of("target/run-payara"), postgres, "postgres");
        } catch (RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    @AfterAll
    void stop() throws Exception {
        try {
            if (product != null) {
                product.close();
            }
        } finally {
            postgres.close();
        }
    }

    @Test
    void passwordAndCodeYieldAVerifiableTokenOverRest() {
        logsIn(product);
    }

    @Test
    void passwordAndCodeYieldAVerifiableTokenOverSoap() {
        logsInOverSoap(product);
    }

    @Test
    void aBrowserKeepsItsSessionInACookieAndNoForeignPageEndsIt() {
        TestUser user = product.operator().newUser();
        Browser browser = new Browser(product.http());
        String session = "/api/v1/sessions/current";

        browser.logIn(user, product.inbox());
        Http evil = browser.withCookies().with("Origin", "https://evil.example");
        Answer foreign = evil.send(evil.request(session).DELETE());

        assertThat(foreign.text("code")).as(foreign.toString()).isEqualTo("ORIGIN_REFUSED");
        assertThat(browser.get("/api/v1/me").text("userName")).isEqualTo(user.userName());
        assertThat(browser.delete(session).status()).isEqualTo(204);
        assertThat(browser.get("/api/v1/me").status()).isEqualTo(401);
    }

    @Test
    void aMessageOverSoapIsTakenOnceAndFromABackOfficeAlone() {
        BackOffice office = product.backOffice();
        String body = BackOffice.body("GetState", "<attempt><id>x</id><secret>x</secret></attempt>");
        BackOffice stranger = office.with(office.name(), "guessed");
        String message = BackOffice.envelope(office.header(), body);

        assertThat(office.send(BackOffice.envelope("", body)).faultCode()).isEqualTo("InvalidSecurity");
        assertThat(office.send(BackOffice.envelope(stranger.header(), body)).faultCode())
                .isEqualTo("FailedAuthentication");
        assertThat(office.send(message).code()).isEqualTo("NOT_FOUND");
        assertThat(office.send(message).faultCode()).isEqualTo("InvalidSecurityToken");
    }

    @Test
    void aMessageThatTheSchemaDoesNotKnowIsRefused() {
        SoapAnswer answer = product.backOffice()
                .call("BeginLogin", "<userName>x</userName><password>x</password><client><kind>PIRATE</kind></client>");

        assertThat(answer.faultCode()).as(answer.toString()).isEqualTo("Client");
    }

    @Test
    void theSameOctetsLogUsersInOnBothServers() throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database other");
        }
        try (Product other = Product.ofTheProductEar(Path.of("target/run-beside-payara"), postgres, "other")) {
            logsIn(other);
            logsInOverSoap(other);
            logsIn(product);
            logsInOverSoap(product);

            String digest = sha256(product.deployment());
            assertThat(digest).isEqualTo(sha256(other.deployment())).isEqualTo(sha256(ear()));
            Files.writeString(Path.of("target/payara-ear.sha256"), digest + "  countersign.ear\n");
        }
    }

    @Test
    void aReceiptOfTheCarrierReachesTheAttempt() {
        Attempt attempt = product.portal().begin(product.operator().newUser());

        assertThat(Eventually.get(
                        "DELIVERED",
                        Duration.ofSeconds(30),
                        () -> Optional.of(attempt.state()
                                        .json()
                                        .at("/started/state")
                                        .asText())
                                .filter("DELIVERED"::equals)))
                .isEqualTo("DELIVERED");
    }

    @Test
    void eventsTellOfTheAnswer() {
        TestUser user = product.operator().newUser();
        Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);
        HttpResponse<Stream<String>> events = attempt.events();

        attempt.answer(code);

        assertThat(events.statusCode()).isEqualTo(200);
        assertThat(events.body().anyMatch(line -> line.contains("\"AUTHENTICATED\"")))
                .isTrue();
    }

    @Test
    void wrongCodesAreCountedAndEndTheAttempt() {
        TestUser user = product.operator().newUser();
        Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);

        for (int triesLeft = 4; triesLeft >= 0; triesLeft--) {
            Answer refused = attempt.answer(Inbox.wrong(code));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.json().path("triesLeft").asInt(-1)).isEqualTo(triesLeft);
        }

        assertThat(attempt.answer(code).status()).isEqualTo(409);
        assertThat(attempt.token().status()).isEqualTo(409);
    }

    @Test
    void fiftyAtOnceGiveOneSuccess() {
        TestUser user = product.operator().newUser();
        Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);

        List<Answer> answers = AtOnce.call(50, () -> attempt.answer(code));

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(49);
    }

    @Test
    void wrongPasswordAndUnknownUserAreRefusedAlike() {
        TestUser user = product.operator().newUser();

        Answer wrong = product.portal().begin(user.userName(), "Wrong word 1");
        Answer unknown = product.portal().begin(Operator.invent().userName(), "Wrong word 1");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text("code")).isEqualTo("LOGIN_BAD_CREDENTIALS");
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text("code")).isEqualTo("LOGIN_BAD_CREDENTIALS");
    }

    @Test
    void nobodyButAnOperatorMaintainsUsers() {
        TestUser user = product.operator().newUser();
        String path = "/api/v1/admin/users/" + user.userName();

        for (Http http : new Http[] {
            product.http(), product.http().as("x"), product.http().as(UUID.randomUUID() + "")
        }) {
            assertRefused(http.get(path), 401);
            assertRefused(http.post("/api/v1/admin/users", Operator.json(Operator.invent(), true)), 401);
            assertRefused(http.send("PATCH", path, "application/json", "{\"locked\": true}"), 401);
        }
        assertThat(product.operator().get(user.userName()).status()).isEqualTo(200);
    }

    @Test
    void aStrangerFindsNoAttempt() {
        TestUser user = product.operator().newUser();
        Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);

        assertRefused(product.http().get("/api/v1/logins/" + attempt.id()), 404);
        assertRefused(attempt.withSecret("x").state(), 404);
        assertRefused(attempt.withSecret(product.operatorToken()).answer(code), 404);
        assertThat(attempt.answer(code).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "application/json;q=2"})
    void anAcceptThatCannotBeReadIsOurs(String accept) {
        HttpResponse<String> answer = Http.exchange(
                product.http()
                        .request("/api/v1/logins/x")
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "/, 200, text/html",
        "/docs/, 200, text/html",
        "/trading/, 200, text/html",
        "/api/v1/texts/en, 200, application/json",
        "/nothing-here, 404, text/html",
        "/api/v2/logins, 404, application/problem+json",
        "/api/v1/openapi.yaml, 200, application/yaml",
        "/health/live, 200, application/json",
        "/health/ready, 200, application/json",
        "/metrics, 401, application/problem+json",
        "/soap/login/v1?wsdl, 200, text/xml",
        "/soap/login/login-v1.xsd, 200, text/xml"
    })
    void whatTheServerBringsStandsInNobodysWay(String path, int status, String type) {
        HttpRequest request = product.http().request(path).build();

        HttpResponse<String> answer = Http.exchange(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(answer.headers().firstValue("X-Powered-By")).isEmpty();
        assertThat(answer.body()).doesNotContainIgnoringCase("payara").doesNotContainIgnoringCase("glassfish");
    }

    @Test
    void ourOwnMetersAreScraped() {
        logsIn(product);

        assertThat(product.metrics().body()).contains("countersign_");
    }

    /** CBOR, COSE and the JSON of the library behind it, whose Jackson is another than the server's. */
    @Test
    void aPasskeyOpensALogin() {
        TestUser user = product.operator().newUserWithoutNumber();
        Http address = product.http();
        PasskeyDevice device =
                PasskeyDevice.at(address.base().toString(), address.base().getHost());
        Answer registered = device.register(address.as(token(product.portal().begin(user))), "Laptop");
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);

        ObjectNode json = body().put("userName", user.userName()).put("password", user.password());
        json.putObject("client").put("kind", "PORTAL").put("version", "1.0").put("passkeys", true);
        Answer begun = address.post("/api/v1/logins", json);
        Attempt attempt = Attempt.of(begun, address);
        Answer answered = attempt.http()
                .post(
                        "/api/v1/logins/" + attempt.id() + "/answer",
                        device.counting(2).sign(begun));

        assertThat(answered.status()).as(answered.toString()).isEqualTo(200);
        token(attempt);
    }

    @Test
    void aCodeOfAnAppOpensALogin() {
        TestUser user = product.operator().newUserWithoutNumber();
        Http signedIn = product.http().as(token(product.portal().begin(user)));
        Answer made = signedIn.post("/api/v1/me/totp", body().put("label", "App"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        CodeApp app = CodeApp.of(made.text("secret"));
        Instant now = product.time().now();
        Answer active =
                signedIn.post("/api/v1/me/totp/" + made.text("id") + "/activation", body().put("code", app.code(now)));
        assertThat(active.status()).as(active.toString()).isEqualTo(200);

        // The step of the activation is used up, and the next one is taken already.
        token(product.portal().begin(user), app.code(now.plusSeconds(30)));
    }

    @Test
    void aCardOfAKeyFileOpensALogin() {
        TestUser user = product.operator().newUserWithoutNumber();
        NewCard card =
                new NewCard(CardStock.newSerial(), "OCRA-1:HOTP-SHA256-8:QN06-PSHA256", "0f".repeat(32), "4711", 0);
        CardStock stock = new CardStock(product);
        stock.give(user, List.of(card));
        stock.simulate(List.of(card));

        Attempt attempt = product.portal().begin(user);

        token(attempt, stock.respond(card, attempt.challenge()));
    }

    @Test
    void anOnlineGridCardTakesThePlaceOfAPasscode() {
        TestUser user = product.operator().newUserWithoutNumber();
        String passcode = product.operator().newPasscode(user);
        PrintedGrid card =
                PrintedGrid.fetch(product.http().as(token(product.portal().begin(user), passcode)));

        Attempt attempt = product.portal().begin(user);

        token(attempt, card.read(attempt.challenge()));
    }

    /** Its file is sealed for the printer by the library that signs tokens. */
    @Test
    void aPlasticGridCardIsMadeForItsPrinterAlone() {
        PlasticGrid card = PlasticGrid.ship(product, product.operator().newUserWithoutNumber());

        assertThat(card.printed().cells()).hasSize(100);
    }

    /** The name is one of the driver's defaults, beside its time-outs, and says that they were read. */
    @Test
    void theDriverKnowsItsDefaults() throws Exception {
        String connections =
                "select count(*) from pg_stat_activity where datname = 'postgres' and application_name = 'countersign'";
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery(connections)) {
            assertThat(count.next()).isTrue();
            assertThat(count.getInt(1)).isPositive();
        }
    }

    private static void logsIn(Product product) {
        TestUser user = product.operator().newUser();
        Attempt attempt = product.portal().begin(user);

        Answer answered = attempt.answer(product.inbox().code(user));
        Answer token = attempt.token();

        assertThat(answered.status()).isEqualTo(200);
        assertThat(token.status()).isEqualTo(200);
        assertVerifies(product, user, token.text("accessToken"));
        assertThat(attempt.token().status()).isEqualTo(409);
    }

    private static void logsInOverSoap(Product product) {
        TestUser user = product.operator().newUser();
        Face face = new SoapFace(product.backOffice());
        Face.Ticket ticket = face.begin(user);

        Face.Step answered = face.answer(ticket, product.inbox().code(user));
        Face.Step token = face.token(ticket);

        assertThat(answered.refusal()).as(answered.toString()).isEmpty();
        assertThat(answered.text("state")).isEqualTo("AUTHENTICATED");
        assertVerifies(product, user, token.text("accessToken"));
        assertThat(face.token(ticket).refusal()).isEqualTo("ATTEMPT_CLOSED");
    }

    /** The access token of a login that needs this answer. */
    private static String token(Attempt attempt, String answer) {
        Answer answered = attempt.answer(answer);
        assertThat(answered.status()).as(answered.toString()).isEqualTo(200);
        return token(attempt);
    }

    /** That of a login which has succeeded. */
    private static String token(Attempt attempt) {
        Answer token = attempt.token();
        assertThat(token.status()).as(token.toString()).isEqualTo(200);
        return token.text("accessToken");
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void assertVerifies(Product product, TestUser user, String accessToken) {
        try {
            SignedJWT token = SignedJWT.parse(accessToken);
            JWKSet keys =
                    JWKSet.parse(product.http().get("/.well-known/jwks.json").body());
            ECKey key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
            assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
            assertThat(token.getJWTClaimsSet().getSubject()).isEqualTo(user.userName());
        } catch (java.text.ParseException | com.nimbusds.jose.JOSEException e) {
            throw new AssertionError("not a token: " + accessToken.length() + " characters", e);
        }
    }

    private static void assertRefused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    private static Path ear() {
        return Path.of("").toAbsolutePath().getParent().resolve("ear/target/countersign.ear");
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
