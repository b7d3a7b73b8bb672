package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.countersign.blackbox.Mailboxes.Mail;
import dev.countersign.blackbox.PushStandIn.Subscription;
import dev.countersign.blackbox.SecretFlows.Flow;
import dev.countersign.sdk.Begun;
import dev.countersign.sdk.DecidedLogin;
import dev.countersign.sdk.PendingRequest;
import dev.countersign.sdk.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What leaves for users and their phones, and the secrets of those who carry it: mail, links, tokens, pushes, SMS over HTTP. */
record SentSecretFlows(Mailboxes mailboxes) {

    private static final Duration PAUSE = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String ACTIVE = "An authenticator is active";
    private static final String LOCKED = "Your access was locked";

    List<Flow> all() {
        return List.of(
                SentSecretFlows::pushAddress, this::moveToAnotherPhone, SentSecretFlows::carriers, this::mailThatWaits);
    }

    /** How a push service reaches a phone, and a login that is approved there. */
    private static void pushAddress(Product product, MarkedSecrets secrets) {
        EnrolledUser enrolled = EnrolledUser.in(product);
        secrets.add("password", enrolled.user().password());
        Subscription subscription = product.pushService()
                .subscribe(product.http().get("/api/v1/device/push").text("applicationServerKey"));
        assertThat(enrolled.phone().subscribe(subscription).value()).isPresent();
        String address = subscription.endpoint().toString();
        secrets.add("push address", address);
        secrets.add("end of a push address", address.substring(address.lastIndexOf('/') + 1));
        secrets.add("secret of a push address", subscription.auth());
        secrets.add(
                "octets of the secret of a push address", Base64.getUrlDecoder().decode(subscription.auth()));
        Portal.Attempt attempt = product.portal().begin(enrolled.user());
        secrets.add("attempt secret", attempt.begun().text("secret"));
        assertThat(product.pushService().newest(subscription).path("kind").asText())
                .isEqualTo("LOGIN");
        PendingRequest request = enrolled.phone().waiting().get(0);
        Optional<String> number =
                Optional.of(attempt.begun().json().at("/started/number").asText());
        assertThat(enrolled.phone().approve(request, number).value()).contains(DecidedLogin.AUTHENTICATED);
        secrets.add("token after a push", attempt.token().text("accessToken"));
        enrolled.phone().tellSecrets(secrets);
    }

    /** An activation by its link, a move by a token that an SMS brings, and the link of the notice by which it is stopped. */
    private void moveToAnotherPhone(Product product, MarkedSecrets secrets) {
        TestUser user = SecretFlows.newUser(product, secrets);
        String email = withMail(product, user);
        Http me = product.http().as(product.portal().logIn(user, product.inbox()));
        Answer begun = me.post("/api/v1/me/activations", JsonNodeFactory.instance.objectNode());
        String link = begun.text("link");
        secrets.add("secret of an activation", link.substring(link.lastIndexOf('.') + 1));
        secrets.add("typed code of an activation", begun.text("code"));
        secrets.add(
                "typed code of an activation without hyphens",
                begun.text("code").replace("-", ""));
        Handset phone = Handset.near(product);
        assertThat(phone.activate(link).value()).isPresent();
        phone.tellSecrets(secrets);
        // Longer than clocks of nodes may differ by: what is stopped goes back to before it.
        product.time().advance(PAUSE.multipliedBy(2));

        Handset fresh = Handset.near(product);
        Begun move = fresh.begin(user, Purpose.MIGRATE).value().orElseThrow();
        assertThat(fresh.repeat(move, user).value()).isPresent();
        assertThat(fresh.send(move).value()).isPresent();
        String token = product.inbox().token(user, 1);
        secrets.add("code of a move", token);
        secrets.add("code of a move that is wrong", wrong(token));
        assertThat(fresh.take(move, wrong(token)).refusal()).isPresent();
        assertThat(fresh.take(move, token).value()).isPresent();
        fresh.tellSecrets(secrets);
        String stop = product.inbox().stopToken(user);
        secrets.add("stop link", stop);
        // Of the activation and of the move.
        tellMails(email, ACTIVE, 2, secrets);
        assertThat(product.http()
                        .post("/api/v1/stops", Account.body().put("token", stop))
                        .status())
                .isEqualTo(204);
        product.inbox().texts(user.number()).forEach(text -> secrets.add("text of an SMS", text));
    }

    /** A book that is refused and one that is taken; a provider takes a message by it, and calls back. */
    private static void carriers(Product product, MarkedSecrets secrets) {
        CarrierBook books = new CarrierBook(product);
        long version = books.version();
        String refused = "Qz7351xw";
        secrets.add("secret of a carrier", refused);
        Answer set = books.set(
                version,
                "{\"carriers\": [{\"name\": \"marked\", \"passwordFile\": \"p\"}], \"routes\": []}",
                Map.of("p", refused));
        assertThat(set.status()).isEqualTo(400);
        assertThat(set.text("detail")).startsWith("carriers[0].systemId is missing");
        TestUser user = SecretFlows.newUser(product, secrets);
        try (CarrierStandIn provider = new CarrierStandIn()) {
            String key = "Qz7351 key of a provider";
            // Routes are no secret, and a whole number would be one.
            String prefix = user.number().substring(0, user.number().length() - 3);
            secrets.add("secret of a carrier over HTTP", key);
            secrets.add("secret of a carrier's callbacks", CarrierStandIn.SECRET);
            CarrierBook.assertSet(books.set(version, provider, prefix, key), version);
            books.awaitCarriers(2);
            Portal.Attempt attempt = product.portal().begin(user);
            String id = Eventually.get("the message", PATIENCE, () -> provider.findMessage(user.number()));
            secrets.add("text of an SMS over HTTP", provider.text(id));
            assertThat(provider.authorization(id)).isEqualTo("Bearer " + key);
            Eventually.get("SENT", PATIENCE, () -> state(attempt).filter("SENT"::equals));
            assertThat(CarrierStandIn.callBack(product.http(), id, "not what both of them know")
                            .status())
                    .isEqualTo(404);
            assertThat(CarrierStandIn.callBack(product.http(), id, CarrierStandIn.SECRET)
                            .status())
                    .isEqualTo(204);
            Eventually.get("DELIVERED", PATIENCE, () -> state(attempt).filter("DELIVERED"::equals));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        assertThat(books.withdraw(version + 1).status()).isEqualTo(200);
        books.awaitCarriers(1);
    }

    /** One that was delivered, and one of the same words that stays in the database. */
    private void mailThatWaits(Product product, MarkedSecrets secrets) {
        TestUser told = SecretFlows.newUser(product, secrets);
        String email = withMail(product, told);
        lock(product, told);
        tellMails(email, LOCKED, 1, secrets);
        secrets.add("words of a mail that waits", LOCKED);
        TestUser waiting = SecretFlows.newUser(product, secrets);
        mailboxes.await(withMail(product, waiting), "Your mail address was changed");
        mailboxes.goAway();
        lock(product, waiting);
        Eventually.get(
                "the mail waits",
                PATIENCE,
                () -> Optional.of(product.metrics().body())
                        .filter(metrics -> metrics.contains("countersign_mail_waiting 1.0")));
    }

    private void tellMails(String email, String subject, int count, MarkedSecrets secrets) {
        List<Mail> mails = Eventually.get(
                count + " mails " + subject,
                PATIENCE,
                () -> Optional.of(mailboxes.list(email).stream()
                                .filter(mail -> mail.subject().equals(subject))
                                .toList())
                        .filter(found -> found.size() == count));
        mails.forEach(mail -> {
            secrets.add("text of a mail", mail.text());
            secrets.add("text of a mail in HTML", mail.html());
        });
    }

    private static void lock(Product product, TestUser user) {
        assertThat(product.operator()
                        .change(user.userName(), "{\"locked\": true}")
                        .status())
                .isEqualTo(200);
    }

    private static String withMail(Product product, TestUser user) {
        String email = user.userName() + "@example.com";
        Answer changed = product.operator().change(user.userName(), "{\"email\": \"" + email + "\"}");
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        return email;
    }

    private static Optional<String> state(Portal.Attempt attempt) {
        return Optional.of(attempt.state().json().at("/started/state").asText());
    }

    private static String wrong(String token) {
        return (token.charAt(0) == '0' ? "1" : "0") + token.substring(1);
    }
}
