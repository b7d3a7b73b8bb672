package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Somebody who writes into the database puts what is sealed for his own row into that of another user. It does not open there: his
 * codes open nothing, and each try is an alarm.
 */
@Tag("full")
class MovedSecretsIT {

    private static final String OF_USER = " where user_id = (select id from login_user where user_name = ?)";

    private static Product product;

    private static TestUser robbed;
    private static TestUser thief;
    private static Portal.Attempt ofRobbed;
    private static Portal.Attempt ofThief;
    private static TestUser appUser;
    private static CodeApp app;
    private static CodeApp appOfThief;
    private static TestUser thiefWithApp;
    private static EnrolledUser enrolled;
    private static EnrolledUser enrolledThief;
    private static EnrolledUser pushed;
    private static EnrolledUser pushedThief;

    @BeforeAll
    static void moveWhileTheServerIsDown() throws SQLException {
        product = Product.onH2(Path.of("target/run-moved-secrets"));
        robbed = product.operator().newUser();
        thief = product.operator().newUser();
        ofRobbed = product.portal().begin(robbed);
        ofThief = product.portal().begin(thief);
        product.inbox().code(robbed);
        product.inbox().code(thief);
        appUser = product.operator().newUserWithoutNumber();
        app = Account.withoutFactor(product, appUser).addApp(product.time().now());
        thiefWithApp = product.operator().newUserWithoutNumber();
        appOfThief = Account.withoutFactor(product, thiefWithApp)
                .addApp(product.time().now());
        enrolled = EnrolledUser.in(product);
        enrolledThief = EnrolledUser.in(product);
        pushed = subscribed();
        pushedThief = subscribed();
        product.stopServer();
        move("sms_outbox", "text_cipher", " where e164 = ?", robbed.number(), thief.number());
        move("totp_app", "secret_sealed", OF_USER, thiefWithApp.userName(), appUser.userName());
        move(
                "enrolment",
                "keys_sealed",
                OF_USER,
                enrolledThief.user().userName(),
                enrolled.user().userName());
        move(
                "push_device",
                "address_sealed",
                " where installation_id = (select installation_id from enrolment" + OF_USER + ")",
                pushed.user().userName(),
                pushedThief.user().userName());
        product.startServer();
        // Codes that apps showed before are past.
        product.time().advance(Duration.ofSeconds(121));
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    @Test
    void anotherUsersMessageIsNotSent() throws IOException {
        String stolen = product.inbox().code(robbed);

        assertThat(ofThief.sms().status()).isEqualTo(202);

        assertThat(product.inbox().code(thief, 2)).isNotEqualTo(stolen);
        assertThat(ofRobbed.answer(stolen).status()).isEqualTo(200);
        assertAlarm("SMS_TEXT");
    }

    @Test
    void anAppOfSomebodyElseOpensNothing() throws IOException {
        Portal.Attempt attempt = product.portal().begin(appUser);

        assertNobodyGetsIn(attempt, appOfThief.code(product.time().now()));
        assertNobodyGetsIn(attempt, app.code(product.time().now()));
        assertAlarm("TOTP_SECRET");
        Portal.Attempt own = product.portal().begin(thiefWithApp);
        assertThat(own.answer(appOfThief.code(product.time().now())).status()).isEqualTo(200);
    }

    @Test
    void anAuthenticatorOfSomebodyElseOpensNothing() throws IOException {
        Portal.Attempt attempt = product.portal().begin(enrolled.user());

        assertNobodyGetsIn(attempt, enrolledThief.phone().respond(attempt.challenge()));
        assertNobodyGetsIn(attempt, enrolled.phone().respond(attempt.challenge()));
        assertAlarm("AUTHENTICATOR_KEY");
        Portal.Attempt own = product.portal().begin(enrolledThief.user());
        assertThat(own.answer(enrolledThief.phone().respond(own.challenge())).status())
                .isEqualTo(200);
    }

    @Test
    void anAddressOfAnotherPhoneIsNoWayThereAndItsUserIsAskedAChallenge() throws IOException {
        Portal.Attempt attempt = product.portal().begin(pushedThief.user());

        assertThat(attempt.begun().json().at("/started/kind").asText()).isEqualTo("CHALLENGE");
        assertAlarm("PUSH_ADDRESS");
        assertThat(attempt.answer(pushedThief.phone().respond(attempt.challenge()))
                        .status())
                .isEqualTo(200);
        Portal.Attempt own = product.portal().begin(pushed.user());
        assertThat(own.begun().json().at("/started/kind").asText()).isEqualTo("PUSH");
    }

    private static EnrolledUser subscribed() {
        EnrolledUser user = EnrolledUser.in(product);
        String key = product.http().get("/api/v1/device/push").text("applicationServerKey");
        assertThat(user.phone().subscribe(product.pushService().subscribe(key)).value())
                .isPresent();
        return user;
    }

    private static void assertNobodyGetsIn(Portal.Attempt attempt, String code) {
        Answer answer = attempt.answer(code);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(500);
        assertThat(answer.text("code")).isEqualTo("INTERNAL");
        assertThat(attempt.state().text("state")).isEqualTo("FACTOR_PENDING");
        assertThat(attempt.token().status()).isEqualTo(409);
    }

    private static void assertAlarm(String purpose) throws IOException {
        assertThat(product.metrics().body())
                .containsPattern("countersign_secrets_unreadable_total\\{purpose=\"" + purpose + "\"\\} [1-9]");
        try (var lines = Files.lines(product.logs().resolve("server.log"))) {
            assertThat(lines.filter(line -> line.contains("\"ERROR\"")))
                    .anyMatch(line -> line.contains("A stored secret does not open: purpose=" + purpose));
        }
    }

    private static void move(String table, String column, String row, String from, String to) throws SQLException {
        try (Connection database = product.openDatabase();
                PreparedStatement copy = database.prepareStatement("update " + table + " set " + column + " = (select "
                        + column + " from " + table + row + ")" + row)) {
            copy.setString(1, from);
            copy.setString(2, to);
            assertThat(copy.executeUpdate()).isEqualTo(1);
        }
    }
}
