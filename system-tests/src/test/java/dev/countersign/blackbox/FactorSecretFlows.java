package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.blackbox.SecretFlows.Flow;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What users do with the secrets of their factors, and of whatever stands in for one. */
final class FactorSecretFlows {

    private static final Duration PAUSE = Duration.ofMinutes(2);

    static final List<Flow> ALL = List.of(
            FactorSecretFlows::markedRequests,
            FactorSecretFlows::codeApp,
            FactorSecretFlows::authenticator,
            FactorSecretFlows::numberAndRecoveryCodes,
            FactorSecretFlows::changedPassword,
            FactorSecretFlows::forgottenPassword,
            FactorSecretFlows::orderedCard);

    private FactorSecretFlows() {}

    private static void markedRequests(Product product, MarkedSecrets secrets) {
        TestUser user = SecretFlows.newUser(product, secrets);
        String key = UUID.randomUUID().toString();
        secrets.add("key of a request", key);
        Portal marked = new Portal(product.http().with("Idempotency-Key", key));
        Portal.Attempt attempt = marked.begin(user);
        secrets.add("attempt secret of a key", attempt.begun().text("secret"));
        assertThat(marked.begin(user).begun().text("secret"))
                .isEqualTo(attempt.begun().text("secret"));
        assertThat(attempt.answer(product.inbox().code(user)).status()).isEqualTo(200);
        tellToken(attempt, secrets);
        tellToken(attempt, secrets);
        secrets.add("key that is none", "Qz/7351 no key at all 73519");
        Answer refused = product.http()
                .with("Idempotency-Key", "Qz/7351 no key at all 73519")
                .post("/api/v1/logins", Portal.json(user.userName(), user.password()));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    }

    /** Asked again, it is signed again. */
    private static void tellToken(Portal.Attempt attempt, MarkedSecrets secrets) {
        Answer issued = attempt.token();
        assertThat(issued.status()).as(issued.toString()).isEqualTo(200);
        secrets.add("token that is asked twice", issued.text("accessToken"));
    }

    private static void codeApp(Product product, MarkedSecrets secrets) {
        TestUser user = product.operator().newUserWithoutNumber();
        secrets.add("password", user.password());
        Http me = Account.withoutFactor(product, user).http();
        Answer begun = me.post("/api/v1/me/totp", Account.body().put("label", "App"));
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        String typed = begun.text("secret");
        secrets.add("key of an app as it is typed", typed);
        secrets.add("key of an app", CodeApp.of(typed).secret());
        CodeApp app = CodeApp.of(typed);
        String wrong = Inbox.wrong(app.code(product.time().now()));
        String path = "/api/v1/me/totp/" + begun.text("id") + "/activation";
        secrets.add("code of an app that is wrong", wrong);
        assertThat(me.post(path, Account.body().put("code", wrong)).status()).isEqualTo(422);
        String right = app.code(product.time().now());
        secrets.add("code of an app", right);
        assertThat(me.post(path, Account.body().put("code", right)).status()).isEqualTo(200);
    }

    private static void authenticator(Product product, MarkedSecrets secrets) {
        EnrolledUser enrolled = EnrolledUser.in(product);
        secrets.add("password", enrolled.user().password());
        enrolled.phone().tellSecrets(secrets);
        Portal.Attempt attempt = product.portal().begin(enrolled.user());
        secrets.add("attempt secret", attempt.begun().text("secret"));
        Answer asked = attempt.http().post("/api/v1/logins/" + attempt.id() + "/challenge");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        String challenge = attempt.state().json().at("/started/challenge").asText();
        String response = enrolled.phone().respond(challenge);
        secrets.add("code of a challenge", response);
        assertThat(attempt.answer(response).status()).isEqualTo(200);
    }

    private static void numberAndRecoveryCodes(Product product, MarkedSecrets secrets) {
        TestUser user = product.operator().newUserWithoutNumber();
        product.operator().allowRecoveryCodes(user);
        Account account = Account.withoutFactor(product, user);
        String id = account.added(user.number());
        secrets.add("number of his own", user.number());
        assertThat(account.sendCode(id).status()).isEqualTo(202);
        String code = product.inbox().code(user);
        secrets.add("code of a number", code);
        assertThat(account.answer(id, Inbox.wrong(code)).status()).isEqualTo(422);
        assertThat(account.answer(id, code).status()).isEqualTo(200);
        product.time().advance(PAUSE);
        String confirmation = account.beginConfirmation("FACTOR_CHANGE");
        String proof = product.inbox().code(user, 2);
        secrets.add("code of a confirmation", proof);
        Answer made =
                account.http().post("/api/v1/me/recovery-codes", Account.proven(Account.body(), confirmation, proof));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        made.json().path("codes").forEach(one -> {
            secrets.add("recovery code", one.asText());
            secrets.add("recovery code as it is hashed", one.asText().replace("-", ""));
        });
    }

    private static void changedPassword(Product product, MarkedSecrets secrets) {
        TestUser user = SecretFlows.newUser(product, secrets);
        Account account = Account.withSms(product, user);
        product.time().advance(PAUSE);
        String confirmation = account.beginConfirmation("PASSWORD_CHANGE");
        String code = product.inbox().code(user, 2);
        secrets.add("code of a changed password", code);
        secrets.add("new password", "Quite new word 73519");
        ObjectNode body = Account.body().put("oldPassword", user.password()).put("newPassword", "Quite new word 73519");
        Answer changed = account.http()
                .send(
                        "PUT",
                        "/api/v1/me/password",
                        "application/json",
                        Account.proven(body, confirmation, code).toString());
        assertThat(changed.status()).as(changed.toString()).isEqualTo(204);
    }

    private static void forgottenPassword(Product product, MarkedSecrets secrets) {
        TestUser user = SecretFlows.newUser(product, secrets);
        String resetCode = product.operator().newResetCode(user);
        secrets.add("reset code", resetCode);
        secrets.add("reset code as it is hashed", resetCode.replace("-", ""));
        secrets.add("wrong reset code", "QZQZ-7351-WRNG");
        assertThat(claim(product, user, "QZQZ-7351-WRNG").status()).isEqualTo(422);
        Answer claimed = claim(product, user, resetCode);
        assertThat(claimed.status()).as(claimed.toString()).isEqualTo(201);
        secrets.add("secret of a reset", claimed.text("secret"));
        String code = product.inbox().code(user);
        secrets.add("code of a reset", code);
        secrets.add("password after a reset", "After the reset 73519");
        ObjectNode body = Account.body().put("code", code).put("newPassword", "After the reset 73519");
        assertThat(product.http()
                        .as(claimed.text("secret"))
                        .post("/api/v1/password-resets/" + claimed.text("id") + "/password", body)
                        .status())
                .isEqualTo(204);
    }

    /** To another address than the broker's, for a holder of two accounts. Its PIN has four digits, which stand everywhere. */
    private static void orderedCard(Product product, MarkedSecrets secrets) {
        TestUser user = SecretFlows.newUser(product, secrets);
        secrets.add("account of a holder", "QZ7351946XW");
        Answer held = product.operator()
                .change(
                        user.userName(),
                        "{\"holder\": {\"equity\": {\"amount\": 1000000, \"currency\": \"USD\"},"
                                + " \"accounts\": [\"U1\", \"QZ7351946XW\"]}}");
        assertThat(held.status()).as(held.toString()).isEqualTo(200);
        Account account = Account.withSms(product, user);
        product.time().advance(PAUSE);
        ObjectNode wish = Account.body().put("account", "U1").put("pin", "2580");
        wish.putArray("address").add("Quentin Zwack").add("7351 Quay of Marks");
        secrets.add("line of an address", "Quentin Zwack");
        secrets.add("another line of an address", "7351 Quay of Marks");
        String confirmation = account.beginConfirmation("FACTOR_CHANGE");
        Account.proven(wish, confirmation, product.inbox().code(user, 2));
        Answer placed = account.http().post("/api/v1/me/card-orders", wish);
        assertThat(placed.status()).as(placed.toString()).isEqualTo(201);
    }

    private static Answer claim(Product product, TestUser user, String resetCode) {
        return product.http()
                .post(
                        "/api/v1/password-resets",
                        Account.body().put("userName", user.userName()).put("resetCode", resetCode));
    }
}
