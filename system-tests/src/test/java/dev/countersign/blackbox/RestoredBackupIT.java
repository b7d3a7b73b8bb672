package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.CardStock.NewCard;
import dev.countersign.launcher.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backup is restored as the manual says, behind a time in which codes were used: none of them counts once more, what the backup holds open
 * is over, and the audit goes on.
 */
@Tag("full")
class RestoredBackupIT {

    /** Base 16. */
    private static final String KEY = "3132333435363738393031323334353637383930";

    /** The first codes of that key (RFC 4226 appendix D). */
    private static final List<String> OF_CARD = List.of("755224", "287082", "359152", "969429");

    /** How long an app shows a code, seconds. */
    private static final long STEP = 30;

    @TempDir
    private static Path folder;

    private static Product product;

    private static TestUser withApp;
    private static CodeApp app;
    private static Instant usedAt;
    private static TestUser withCard;
    private static Portal.Attempt openThen;
    private static String usedCode;
    private static String sessionThen;
    private static String sessionSince;
    private static List<String> said;

    @BeforeAll
    static void restore() throws IOException {
        product = Product.onH2(Path.of("target/run-restored"));
        withApp = product.operator().newUserWithoutNumber();
        app = Account.withoutFactor(product, withApp).addApp(product.time().now());
        withCard = product.operator().newUserWithoutNumber();
        new CardStock(product).give(withCard, List.of(new NewCard(CardStock.newSerial(), "HOTP-SHA1-6", KEY, "", 0)));
        sessionThen = product.portal().logIn(product.operator().newUser(), product.inbox());
        TestUser bySms = product.operator().newUser();
        openThen = product.portal().begin(bySms);
        usedCode = product.inbox().code(bySms);
        product.stopServer();
        Path backup = folder.resolve("backup");
        Files.copy(product.database(), backup);
        product.startServer();

        usedAt = product.time().now();
        // The code before is that of the activation.
        logIn(withApp, app.code(usedAt.plusSeconds(STEP)));
        sessionSince = logIn(withCard, OF_CARD.get(0));
        assertThat(openThen.answer(usedCode).status()).isEqualTo(200);
        product.stopServer();
        Files.copy(backup, product.database(), StandardCopyOption.REPLACE_EXISTING);
        Database database = Database.h2(product.database().getParent());
        said = ProductCommand.run(
                Map.of(
                        "COUNTERSIGN_DB_URL",
                        database.url(),
                        "COUNTERSIGN_DB_USER",
                        database.user(),
                        "COUNTERSIGN_DB_PASSWORD",
                        database.password()),
                "audit",
                "restored");
        product.startServer();
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    @Test
    void theCommandSaysWhatItEnded() {
        assertThat(String.join("\n", said)).contains("sessions: ", "login attempts: ", "codes by SMS: ");
    }

    @Test
    void aCodeOfAnAppThatWasUsedSinceIsUsedAndALaterOneCounts() {
        Portal.Attempt attempt = product.portal().begin(withApp);
        assertThat(attempt.answer(app.code(usedAt.plusSeconds(STEP))).status()).isEqualTo(422);

        product.time().advance(Duration.ofMinutes(2));

        assertThat(product.portal()
                        .begin(withApp)
                        .answer(app.code(product.time().now()))
                        .status())
                .isEqualTo(200);
    }

    /** How far it has come nobody knows: two answers in a row find it, which open nothing, and the next one counts. */
    @Test
    void aCodeOfACounterCardThatWasUsedSinceIsUsedAndOneBehindTwoLaterOnesCounts() {
        Portal.Attempt attempt = product.portal().begin(withCard);
        assertThat(attempt.answer(OF_CARD.get(0)).status()).isEqualTo(422);
        assertThat(attempt.answer(OF_CARD.get(1)).status()).isEqualTo(422);
        String path = "/api/v1/logins/" + attempt.id() + "/resynchronisation";
        assertThat(attempt.http().post(path).status()).isEqualTo(200);

        Answer found = attempt.http()
                .post(
                        path + "/answer",
                        Account.body().put("first", OF_CARD.get(1)).put("second", OF_CARD.get(2)));

        assertThat(found.status()).as(found.toString()).isEqualTo(202);
        assertThat(attempt.answer(OF_CARD.get(2)).status()).isEqualTo(422);
        assertThat(attempt.answer(OF_CARD.get(3)).status()).isEqualTo(200);
    }

    @Test
    void aLoginThatTheBackupHoldsOpenIsOver() {
        assertThat(openThen.answer(usedCode).status()).isIn(409, 410);
    }

    @Test
    void noSessionIsLeft() {
        for (String token : List.of(sessionThen, sessionSince)) {
            assertThat(product.http().as(token).get("/api/v1/me").status()).isEqualTo(401);
        }
    }

    @Test
    void theAuditGoesOn() {
        assertThat(new Audit(product.operator().http()).awaitWhole(Duration.ofMinutes(1), folder))
                .isNotEmpty();
    }

    private static String logIn(TestUser user, String code) {
        Portal.Attempt attempt = product.portal().begin(user);
        assertThat(attempt.answer(code).status()).isEqualTo(200);
        return attempt.token().text("accessToken");
    }
}
