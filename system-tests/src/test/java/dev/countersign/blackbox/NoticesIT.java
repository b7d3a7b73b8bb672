package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.countersign.blackbox.Mailboxes.Mail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Users hear of what happened to their security, by mail and by SMS, in their language. */
@Tag("full")
class NoticesIT {

    private static Mailboxes mailboxes;
    private static Product product;

    @BeforeAll
    static void start() {
        mailboxes = new Mailboxes();
        product = Product.onH2(Path.of("target/run-notices"), mailboxes.settings());
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
        mailboxes.close();
    }

    @Test
    void anActivationIsToldByMailAndSmsInTheUsersLanguage() {
        TestUser user = product.operator().newUserReading("ru");
        String email = withMail(user);
        Http me = product.http().as(product.portal().logIn(user, product.inbox()));
        Answer begun = me.post("/api/v1/me/activations", JsonNodeFactory.instance.objectNode());

        assertThat(Handset.near(product).activate(begun.text("link")).value()).isPresent();

        Mail mail = mailboxes.await(email, "Аутентификатор активирован");
        assertThat(mail.text())
                .contains("теперь активен на " + Handset.MODEL, "•••", "UTC")
                .doesNotContain(user.userName(), "http");
        assertThat(mail.html())
                .contains("<html lang=\"ru\">", "теперь активен на " + Handset.MODEL)
                .doesNotContain(user.userName(), "http", "<a ");
        product.inbox().await(user, "Новый аутентификатор ");
        assertThat(trail(user)).contains("NOTICE_BY_MAIL ACTIVATED", "NOTICE_BY_SMS ACTIVATED");
    }

    @Test
    void aChangedNumberIsToldByMailAndToTheNumberBefore() {
        TestUser user = product.operator().newUser();
        String email = withMail(user);
        Account account = new Account(product.http().as(product.portal().logIn(user, product.inbox())));
        TestUser other = Operator.invent();
        product.time().advance(Duration.ofMinutes(2));
        String confirmation = account.beginConfirmation("NUMBER_CHANGE");
        Answer added = account.add(Account.proven(
                JsonNodeFactory.instance.objectNode().put("number", other.number()),
                confirmation,
                product.inbox().code(user, 2)));
        assertThat(account.sendCode(added.text("id")).status()).isEqualTo(202);

        assertThat(account.answer(added.text("id"), product.inbox().code(other)).status())
                .isEqualTo(200);

        mailboxes.await(email, "A mobile number was added");
        product.inbox().await(user, "A mobile number was added for ");
        assertThat(product.inbox().texts(other.number())).hasSize(1);
    }

    @Test
    void mailWaitsForAServerThatIsAwayAndComesOnce() {
        TestUser user = product.operator().newUser();
        String email = withMail(user);
        mailboxes.await(email, "Your mail address was changed");
        mailboxes.goAway();
        try {
            product.operator().change(user.userName(), "{\"locked\": true}");
            Eventually.get(
                    "the mail waits",
                    Duration.ofSeconds(60),
                    () -> Optional.of(product.metrics().body())
                            .filter(metrics -> metrics.contains("countersign_mail_waiting 1.0")));
            assertThat(mailboxes.list(email)).hasSize(1);
        } finally {
            mailboxes.comeBack();
        }
        product.time().advance(Duration.ofMinutes(6));

        mailboxes.await(email, "Your access was locked");
        assertThat(mailboxes.list(email)).hasSize(2);
    }

    @Test
    void aMailAddressIsKeptWithItsHostNameInAsciiAndTakenAway() {
        TestUser user = product.operator().newUser();
        String path = user.userName();

        assertThat(product.operator().get(path).json().has("email")).isFalse();
        assertThat(product.operator()
                        .change(path, "{\"email\": \"anna@Bücher.example\"}")
                        .text("email"))
                .isEqualTo("anna@xn--bcher-kva.example");
        assertThat(product.operator().get(path).text("email")).isEqualTo("anna@xn--bcher-kva.example");
        assertThat(product.operator().change(path, "{\"language\": \"fr\"}").text("email"))
                .isEqualTo("anna@xn--bcher-kva.example");
        for (String refused : List.of("anna", "anna@example.com\\r\\nBcc: x@example.com", "Anna <anna@example.com>")) {
            Answer answer = product.operator().change(path, "{\"email\": \"" + refused + "\"}");
            assertThat(answer.status()).as(refused).isEqualTo(400);
        }
        assertThat(product.operator().change(path, "{\"email\": null}").text("code"))
                .isEqualTo("IDENTITY_UNPROVEN");
        assertThat(product.operator()
                        .change(path, Operator.call().putNull("email").toString())
                        .json()
                        .has("email"))
                .isFalse();
    }

    @Test
    void eachLoginIsToldWhereTheLawWantsIt() {
        assertThat(product.operator().setRule("HK", "NOTIFY_LOGIN", "1").status())
                .isLessThan(300);
        TestUser user = product.operator().newUser();
        String email = withMail(user);
        product.operator().change(user.userName(), "{\"jurisdiction\": \"HK\"}");

        product.portal().logIn(user, product.inbox());

        mailboxes.await(email, "A login was completed");
    }

    @Test
    void theCodeOfALoginGoesByMailTooWhereTheLawOrdersBoth() {
        assertThat(product.operator().setRule("IN", "CODE_ALSO_BY_MAIL", "1").status())
                .isLessThan(300);
        TestUser user = product.operator().newUser();
        String email = withMail(user);
        mailboxes.await(email, "Your mail address was changed");
        Portal.Attempt elsewhere = product.portal().begin(user);
        assertThat(elsewhere.begun().json().at("/started/alsoByMail").isMissingNode())
                .isTrue();
        String first = product.inbox().code(user);
        product.operator().change(user.userName(), "{\"jurisdiction\": \"IN\"}");
        product.time().advance(Duration.ofMinutes(2));

        Portal.Attempt attempt = product.portal().begin(user);

        assertThat(attempt.begun().json().at("/started/alsoByMail").asBoolean()).isTrue();
        Mail mail = mailboxes.await(email, "Your login code");
        String code = product.inbox().code(user, 2);
        assertThat(mail.text()).startsWith(code + " is your login code").doesNotContain("http", first);
        assertThat(mailboxes.list(email)).hasSize(2);
        assertThat(attempt.answer(code).status()).isEqualTo(200);
        assertThat(trail(user)).contains("LOGIN_MAIL OK");
    }

    private static String withMail(TestUser user) {
        String email = user.userName() + "@example.com";
        Answer changed = product.operator().change(user.userName(), "{\"email\": \"" + email + "\"}");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        return email;
    }

    private static List<String> trail(TestUser user) {
        JsonNode entries = product.operator()
                .http()
                .get("/api/v1/admin/audit?subject=" + user.userName())
                .json()
                .path("entries");
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry ->
                        entry.path("type").asText() + " " + entry.path("reason").asText())
                .toList();
    }
}
