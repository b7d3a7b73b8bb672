package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What users, strangers and operators do with secrets. A new part of the product adds its flow to this list, or to that of factors. */
final class SecretFlows {

    /** Does something with the product, and tells the secrets that took part. */
    interface Flow {

        void run(Product product, MarkedSecrets secrets);
    }

    static final List<Flow> ALL = List.of(
            SecretFlows::loginWithAWrongCode,
            SecretFlows::strangersAtTheDoor,
            SecretFlows::pendingLogin,
            SecretFlows::loginInABrowser,
            SecretFlows::operatorWork,
            SecretFlows::keyFiles,
            SecretFlows::temporaryAccess,
            SecretFlows::plasticGridCards,
            SecretFlows::backOffice,
            SecretFlows::keyRotation);

    private SecretFlows() {}

    private static void loginWithAWrongCode(Product product, MarkedSecrets secrets) {
        TestUser user = newUser(product, secrets);
        Portal.Attempt attempt = begin(product, user, secrets);
        String code = product.inbox().code(user);
        secrets.add("code", code);
        secrets.add("wrong code", Inbox.wrong(code));
        assertThat(attempt.answer(Inbox.wrong(code)).status()).isEqualTo(422);
        assertThat(attempt.answer(code).status()).isEqualTo(200);
        Answer issued = attempt.token();
        String token = issued.text("accessToken");
        secrets.add("token", token);
        secrets.add("device cookie", issued.header("Set-Cookie").replaceAll("^[^=]*=|;.*$", ""));
        secrets.add("signature of the token", token.substring(token.lastIndexOf('.') + 1));
        texts(product, user, secrets);
    }

    /** Passwords and secrets in places where they do not belong. */
    private static void strangersAtTheDoor(Product product, MarkedSecrets secrets) {
        TestUser user = newUser(product, secrets);
        TestUser nobody = Operator.invent();
        secrets.add("wrong password", nobody.password());
        assertRefused(401, product.portal().begin(user.userName(), nobody.password()));
        assertRefused(401, product.portal().begin(nobody.userName(), nobody.password()));
        secrets.add("password typed as a name", "Typed As A Name 1");
        assertRefused(401, product.portal().begin("Typed As A Name 1", "x"));
        Portal.Attempt attempt = begin(product, user, secrets);
        secrets.add("guessed secret", "guessed-secret-of-an-attempt");
        assertRefused(404, attempt.withSecret("guessed-secret-of-an-attempt").state());
        assertRefused(422, attempt.answer("typed instead of a code"));
        secrets.add("text instead of a code", "typed instead of a code");
        secrets.add("password in no JSON", "Pass in no JSON 7");
        assertRefused(
                400,
                product.http()
                        .send("POST", "/api/v1/logins", "application/json", "{\"password\": \"Pass in no JSON 7\", "));
        assertRefused(
                401, product.http().as("operator-token-that-is-none").get("/api/v1/admin/users/" + user.userName()));
        secrets.add("operator token that is none", "operator-token-that-is-none");
        texts(product, user, secrets);
    }

    /** Its text and its code stay in the database. */
    private static void pendingLogin(Product product, MarkedSecrets secrets) {
        TestUser user = newUser(product, secrets);
        begin(product, user, secrets);
        secrets.add("code", product.inbox().code(user));
        texts(product, user, secrets);
    }

    private static void loginInABrowser(Product product, MarkedSecrets secrets) {
        TestUser user = newUser(product, secrets);
        Browser browser = new Browser(product.http());
        String attempt = browser.answered(user, product.inbox());
        String cookie = browser.cookies().get(Browser.ATTEMPT);
        secrets.add("attempt secret", cookie.substring(cookie.indexOf('.') + 1));
        assertRefused(403, browser.withCookies().post(attempt + "/session"));
        assertDone(browser.post(attempt + "/session"));
        secrets.add("session cookie", browser.cookies().get(Browser.SESSION));
        secrets.add("device cookie", browser.cookies().get(Browser.DEVICE));
        assertRefused(403, browser.withCookies().post("/api/v1/sessions/current/renew"));
        assertDone(browser.get("/api/v1/me/logins"));
        secrets.add("session cookie of nobody", "session-cookie-that-is-none");
        assertRefused(
                401,
                product.http()
                        .with("Cookie", Browser.SESSION + "=session-cookie-that-is-none")
                        .get("/api/v1/me"));
        texts(product, user, secrets);
    }

    private static void operatorWork(Product product, MarkedSecrets secrets) {
        secrets.add("operator token", product.operatorToken());
        TestUser user = newUser(product, secrets);
        assertDone(product.operator().get(user.userName()));
        assertDone(product.operator().change(user.userName(), "{\"locked\": true}"));
        assertDone(product.operator().unlock(user.userName()));
        assertDone(product.operator()
                .change(
                        user.userName(),
                        "{\"identity\": {\"postcode\": \"QZ91 7XW\", \"documents\": [\"PASS-QX7351946\"]}}"));
        secrets.add("postcode", "QZ91 7XW");
        secrets.add("document", "PASS-QX7351946");
        assertRefused(400, product.operator().post(Operator.json(user, true).put("unknown", user.password())));
    }

    /** One that is stored and released, and one that its transport key does not open. */
    private static void keyFiles(Product product, MarkedSecrets secrets) {
        String key = "c4d1e0a7".repeat(8);
        String csv = "serial,manufacturer,suite,secret,pin\nMARKED-1,Acme,OCRA-1:HOTP-SHA256-8:QN06-PSHA256," + key
                + ",QZpin73519xw\n";
        Http operator = product.operator().http();
        Answer stored = operator.post("/api/v1/admin/card-batches", cardFile("CSV_HEX", csv));
        assertThat(stored.status()).as(stored.toString()).isEqualTo(201);
        secrets.add("operator token", product.secondOperatorToken());
        assertDone(
                product.secondOperator().http().post("/api/v1/admin/card-batches/" + stored.text("id") + "/release"));
        secrets.add("key of a card", key);
        secrets.add("PIN of a card", "QZpin73519xw");
        ObjectNode unopened = cardFile("PSKC", "<KeyContainer/>");
        unopened.putObject("transportKey").put("password", "Key file word 73519");
        assertRefused(422, operator.post("/api/v1/admin/card-batches", unopened));
        unopened.putObject("transportKey").put("preSharedKey", "7ec1d35a".repeat(4));
        assertRefused(422, operator.post("/api/v1/admin/card-batches", unopened));
        secrets.add("password of a key file", "Key file word 73519");
        secrets.add("key of a key file", "7ec1d35a".repeat(4));
    }

    /** A passcode, wrong and right, and the card that it fetches. */
    private static void temporaryAccess(Product product, MarkedSecrets secrets) {
        TestUser user = newUser(product, secrets);
        String passcode = product.operator().newPasscode(user);
        secrets.add("passcode", passcode);
        secrets.add("passcode as it is hashed", passcode.replace("-", ""));
        Portal.Attempt attempt = begin(product, user, secrets);
        assertRefused(422, attempt.answer("QZWX-7351-WRNG"));
        secrets.add("wrong passcode", "QZWX-7351-WRNG");
        assertThat(attempt.answer(passcode).status()).isEqualTo(200);
        PrintedGrid card = PrintedGrid.fetch(product.http().as(attempt.token().text("accessToken")));
        secrets.add("cells", String.join("", card.cells()));
        secrets.add("a few cells", String.join("", card.cells().subList(0, 4)));
        Portal.Attempt next = begin(product, user, secrets);
        String right = card.read(next.challenge());
        secrets.add("two cells", right);
        assertThat(next.answer(right).status()).isEqualTo(200);
    }

    private static void plasticGridCards(Product product, MarkedSecrets secrets) {
        TestUser user = newUser(product, secrets);
        PlasticGrid card = PlasticGrid.ship(product, user);
        secrets.add("cells of plastic", String.join("", card.printed().cells()));
        secrets.add(
                "a few cells of plastic", String.join("", card.printed().cells().subList(0, 4)));
        secrets.add(
                "the printer's private key",
                PlasticGrid.PRINTER.getPrivateExponent().toString());
    }

    private static ObjectNode cardFile(String format, String text) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("format", format)
                .put("file", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A message that fits, and one whose values fit no schema. */
    private static void backOffice(Product product, MarkedSecrets secrets) {
        TestUser user = newUser(product, secrets);
        BackOffice office = product.backOffice();
        secrets.add("secret of a back office", office.secret());
        secrets.add("what did not fit the schema", "SECRET-KIND-1");
        String login = "<userName>" + user.userName() + "</userName><password>" + user.password() + "</password>";
        assertThat(office.call("BeginLogin", login).status()).isEqualTo(200);
        assertThat(office.call("BeginLogin", login + "<client><kind>SECRET-KIND-1</kind></client>")
                        .status())
                .isEqualTo(500);
        texts(product, user, secrets);
    }

    private static void keyRotation(Product product, MarkedSecrets secrets) {
        Keys keys = new Keys(product.operator().http());
        Stream.of("SMS_TEXT", "TOKEN_SIGNING", "CODE_HASH").forEach(keys::rotateData);
        // There is one master key, which all are under.
        assertThat(keys.rotateMaster().json().path("keys").asInt(-1)).isZero();
    }

    private static void assertDone(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private static void assertRefused(int status, Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    }

    static TestUser newUser(Product product, MarkedSecrets secrets) {
        TestUser user = product.operator().newUser();
        secrets.add("password", user.password());
        secrets.add("number", user.number());
        secrets.add("number without its plus sign", user.number().substring(1));
        return user;
    }

    private static Portal.Attempt begin(Product product, TestUser user, MarkedSecrets secrets) {
        Portal.Attempt attempt = product.portal().begin(user);
        secrets.add("attempt secret", attempt.begun().text("secret"));
        return attempt;
    }

    private static void texts(Product product, TestUser user, MarkedSecrets secrets) {
        product.inbox().code(user);
        product.inbox().texts(user.number()).forEach(text -> secrets.add("text of an SMS", text));
    }
}
