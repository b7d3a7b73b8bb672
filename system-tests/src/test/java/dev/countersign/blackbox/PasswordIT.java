package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** New passwords: by the user himself with old password and factor, and after the password was forgotten. */
@ExtendWith(ProductExtension.class)
class PasswordIT {

    private static final String NEW = "Quite another 7";
    private static final String RESETS = "/api/v1/password-resets";

    private final Product product;

    PasswordIT(Product product) {
        this.product = product;
    }

    @Test
    void aChangedPasswordHoldsAndEndsAllOtherSessions() {
        TestUser user = product.operator().newUser();
        String other = logIn(user);
        String token = logInLater(user);
        Portal.Attempt pending = beginLater(user);
        product.inbox().code(user, 3);
        JsonNode confirmation = confirmLater(token);
        String code = product.inbox().code(user, 4);

        assertThat(change(token, user.password(), confirmation, code).status()).isEqualTo(204);

        assertThat(me(token).status()).isEqualTo(200);
        assertThat(me(other).status()).isEqualTo(401);
        assertThat(pending.state().text("state")).isEqualTo("SUPERSEDED");
        assertThat(product.portal().begin(user.userName(), user.password()).status())
                .isEqualTo(401);
        Answer begun = product.portal().begin(user.userName(), NEW);
        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.json().at("/factors/0/kind").asText())
                .as("the factor stays")
                .isEqualTo("SMS");
        assertCode(change(token, NEW, confirmation, code, "Third word 9"), 409, "CONFIRMATION_CLOSED");
    }

    @Test
    void aConfirmationTellsWhatIsAskedFor() {
        TestUser user = product.operator().newUser();
        String token = logIn(user);

        JsonNode confirmation = confirmLater(token);

        assertThat(confirmation.path("purpose").asText()).isEqualTo("PASSWORD_CHANGE");
        assertThat(confirmation.at("/factor/kind").asText()).isEqualTo("SMS");
        assertThat(confirmation.at("/factor/label").asText())
                .endsWith(user.number().substring(user.number().length() - 4));
        assertThat(confirmation.path("triesLeft").asInt()).isEqualTo(5);
        assertThat(product.inbox().code(user, 2)).hasSize(6);
        assertThat(product.inbox().texts(user.number()).get(1)).contains("new password");
    }

    @Test
    void anSmsMomentsAgoIsOneOfTheTwoMinutes() {
        String token = logIn(product.operator().newUser());

        Answer early = begin(token);

        assertCode(early, 429, "SMS_COOLDOWN");
        assertThat(early.header("Retry-After")).isNotEmpty();
    }

    @Test
    void oldPasswordAndCodeAreBothNeeded() {
        TestUser user = product.operator().newUser();
        String token = logIn(user);
        JsonNode confirmation = confirmLater(token);
        String code = product.inbox().code(user, 2);

        assertCode(change(token, "Wrong word 1", confirmation, code), 422, "OLD_PASSWORD_WRONG");
        Answer wrong = change(token, user.password(), confirmation, Inbox.wrong(code));

        assertCode(wrong, 422, "CONFIRMATION_FAILED");
        assertThat(wrong.text("reason")).isEqualTo("SMS_WRONG");
        assertThat(wrong.json().path("triesLeft").asInt()).isEqualTo(4);
        assertThat(product.portal().begin(user.userName(), NEW).status()).isEqualTo(401);
        assertThat(change(token, user.password(), confirmation, code).status()).isEqualTo(204);
    }

    @Test
    void fiveWrongCodesEndAConfirmation() {
        TestUser user = product.operator().newUser();
        String token = logIn(user);
        JsonNode confirmation = confirmLater(token);
        String code = product.inbox().code(user, 2);
        for (int i = 0; i < 5; i++) {
            assertCode(change(token, user.password(), confirmation, Inbox.wrong(code)), 422, "CONFIRMATION_FAILED");
        }

        assertCode(change(token, user.password(), confirmation, code), 409, "CONFIRMATION_CLOSED");
    }

    @Test
    void wrongOldPasswordsAndWrongCodesCountTogetherAndLockTheUser() {
        TestUser user = product.operator().newUser();
        String token = logIn(user);
        JsonNode confirmation = confirmLater(token);
        String code = product.inbox().code(user, 2);
        for (int i = 0; i < 4; i++) {
            assertCode(change(token, user.password(), confirmation, Inbox.wrong(code)), 422, "CONFIRMATION_FAILED");
        }
        for (int i = 0; i < 6; i++) {
            assertCode(change(token, "Wrong word " + i, confirmation, code), 422, "OLD_PASSWORD_WRONG");
        }

        Answer locked = change(token, user.password(), confirmation, code);

        assertCode(locked, 403, "LOGIN_LOCKED");
        assertThat(locked.json().path("retryAfterSeconds").asLong()).isBetween(86_000L, 86_400L);
        assertCode(product.portal().begin(user.userName(), user.password()), 403, "LOGIN_LOCKED");
        product.operator().unlock(user.userName());
        assertThat(product.portal().begin(user.userName(), user.password()).status())
                .isEqualTo(201);
    }

    @Test
    void aConfirmationIsGoodInItsSessionAlone() {
        TestUser user = product.operator().newUser();
        String one = logIn(user);
        String two = logInLater(user);
        JsonNode confirmation = confirmLater(one);
        String code = product.inbox().code(user, 3);

        assertCode(change(two, user.password(), confirmation, code), 409, "CONFIRMATION_CLOSED");

        assertThat(change(one, user.password(), confirmation, code).status()).isEqualTo(204);
    }

    @Test
    void aCodeOfALoginConfirmsNothingAndTheOtherWayRound() {
        TestUser user = product.operator().newUser();
        String token = logIn(user);
        JsonNode confirmation = confirmLater(token);
        String ofConfirmation = product.inbox().code(user, 2);
        Portal.Attempt attempt = beginLater(user);
        String ofLogin = product.inbox().code(user, 3);
        if (ofLogin.equals(ofConfirmation)) {
            return; // one in a million
        }

        assertCode(change(token, user.password(), confirmation, ofLogin), 422, "CONFIRMATION_FAILED");
        assertThat(attempt.answer(ofConfirmation).status()).isEqualTo(422);

        assertThat(attempt.answer(ofLogin).status()).isEqualTo(200);
        assertThat(change(token, user.password(), confirmation, ofConfirmation).status())
                .isEqualTo(204);
    }

    @Test
    void aConfirmationEndsWithItsTime() {
        TestUser user = product.operator().newUser();
        String token = logIn(user);
        JsonNode confirmation = confirmLater(token);
        String code = product.inbox().code(user, 2);

        product.time().advanceTo(Instant.parse(confirmation.path("expiresAt").asText()));

        assertCode(change(token, user.password(), confirmation, code), 410, "CONFIRMATION_EXPIRED");
    }

    @InRounds(usual = 3, full = 100)
    void ofManyRightChangesOneIsTaken() {
        TestUser user = product.operator().newUser();
        String token = logIn(user);
        JsonNode confirmation = confirmLater(token);
        String code = product.inbox().code(user, 2);

        List<Answer> answers =
                AtOnce.call(50, i -> () -> change(token, user.password(), confirmation, code, "Another word " + i));

        // Whoever is looked at after the change brings a password that is wrong by then; enough of these close the
        // session's lane.
        assertThat(answers).filteredOn(answer -> answer.status() == 204).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 204)
                .allMatch(answer -> Set.of(409, 422, 503).contains(answer.status())
                        || answer.text("code").equals("LOGIN_LOCKED"));
    }

    @Test
    void aForgottenPasswordNeedsTheOperatorsCodeAndThePhone() {
        TestUser user = product.operator().newUser();
        String token = logIn(user);
        product.time().advance(Duration.ofMinutes(2));
        String resetCode = issue(user);

        Answer claimed = claim(user.userName(), resetCode.toLowerCase(Locale.ROOT));

        assertThat(claimed.status()).as(claimed.toString()).isEqualTo(201);
        assertThat(claimed.json().at("/factor/label").asText())
                .endsWith(user.number().substring(user.number().length() - 4));
        String code = product.inbox().code(user, 2);
        assertThat(product.inbox().texts(user.number()).get(1)).contains("forgotten password");
        assertThat(me(token).status()).as("nothing has changed yet").isEqualTo(200);
        Answer wrong = finish(claimed, Inbox.wrong(code));
        assertCode(wrong, 422, "CONFIRMATION_FAILED");
        assertThat(wrong.json().path("triesLeft").asInt()).isEqualTo(4);
        assertThat(finish(claimed, code).status()).isEqualTo(204);

        assertThat(me(token).status()).isEqualTo(401);
        assertThat(product.portal().begin(user.userName(), user.password()).status())
                .isEqualTo(401);
        Answer begun = product.portal().begin(user.userName(), NEW);
        assertThat(begun.json().path("state").asText())
                .as("no login without the factor")
                .isEqualTo("FACTOR_PENDING");
        assertCode(finish(claimed, code), 409, "CONFIRMATION_CLOSED");
        assertCode(claim(user.userName(), resetCode), 422, "RESET_REFUSED");
    }

    /** The page has no secret, and another page with the browser's cookie does nothing. */
    @Test
    void aBrowserKeepsTheResetInACookie() {
        TestUser user = product.operator().newUser();
        Browser browser = new Browser(product.http());
        ObjectNode claim = claimInBrowser(user);
        assertCode(product.http().post(RESETS, claim), 403, "ORIGIN_REFUSED");

        Answer claimed = browser.post(RESETS, claim);

        assertThat(claimed.status())
                .as("not used up by another page: " + claimed)
                .isEqualTo(201);
        assertThat(claimed.json().has("secret")).isFalse();
        assertThat(browser.cookies()).containsOnlyKeys(Browser.RESET);
        assertThat(Browser.setCookies(claimed).get(0)).contains("; Secure; HttpOnly; SameSite=Strict");
        assertThat(browser.get(RESETS + "/current").json()).isEqualTo(claimed.json());
        assertThat(browser.get("/api/v1/settings").text("resetId")).isEqualTo(claimed.text("id"));
        assertThat(browser.get(RESETS + "/" + claimed.text("id") + "/delivery").status())
                .isEqualTo(200);
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.put("code", product.inbox().code(user, 2)).put("newPassword", NEW);
        String finish = RESETS + "/" + claimed.text("id") + "/password";
        assertCode(browser.withCookies().post(finish, change), 403, "ORIGIN_REFUSED");
        Http again = browser.withCookies();
        assertThat(browser.post(finish, change).status()).isEqualTo(204);
        assertThat(browser.cookies()).as("forgotten with its end").isEmpty();
        assertCode(again.get(RESETS + "/current"), 404, "NOT_FOUND");
        assertThat(browser.get("/api/v1/settings").json().has("resetId")).isFalse();
    }

    /** Another user sits there. */
    @Test
    void aBrowserForgetsAResetThatGoesOn() {
        TestUser user = product.operator().newUser();
        Browser browser = new Browser(product.http());
        ObjectNode claim = claimInBrowser(user);
        Answer claimed = browser.post(RESETS, claim);
        assertThat(claimed.text("userName")).isEqualTo(user.userName());
        Http before = browser.withCookies();
        assertCode(before.send("DELETE", RESETS + "/current", "application/json", ""), 403, "ORIGIN_REFUSED");

        assertThat(browser.delete(RESETS + "/current").status()).isEqualTo(204);

        assertThat(browser.cookies()).isEmpty();
        assertThat(before.get(RESETS + "/current").status()).isEqualTo(200);
    }

    /** A message to a number of his would open less than a login asks for. */
    @Test
    void whoHasAnAuthenticatorAnswersItAndNotAMessage() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        TestUser user = enrolled.user();
        Answer claimed = claim(user.userName(), issue(user));
        assertThat(claimed.status()).as(claimed.toString()).isEqualTo(201);
        assertThat(claimed.json().at("/factor/kind").asText()).isEqualTo("AUTHENTICATOR");
        String question = RESETS + "/" + claimed.text("id") + "/question";
        Http holder = product.http().as(claimed.text("secret"));
        assertThat(holder.get(RESETS + "/" + claimed.text("id") + "/delivery").status())
                .as("no message is on its way")
                .isEqualTo(404);

        Answer again = holder.post(question, JsonNodeFactory.instance.objectNode());

        assertThat(again.status()).as(again.toString()).isEqualTo(200);
        assertThat(again.json().has("secret")).as("told once").isFalse();
        String stale = enrolled.phone().respond(claimed.text("challenge"));
        assertCode(finish(claimed, stale), 422, "CONFIRMATION_FAILED");
        assertCode(
                holder.post(question, JsonNodeFactory.instance.objectNode().put("factor", "another")),
                409,
                "CONFIRMATION_CLOSED");
        assertThat(finish(claimed, enrolled.phone().respond(again.text("challenge")))
                        .status())
                .isEqualTo(204);
        assertThat(product.portal()
                        .begin(user.userName(), NEW)
                        .json()
                        .path("state")
                        .asText())
                .as("no login without the factor")
                .isEqualTo("FACTOR_PENDING");
        assertThat(product.http()
                        .as("wrong")
                        .post(question, JsonNodeFactory.instance.objectNode())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatOpensNoResetIsOneAnswer() {
        TestUser open = product.operator().newUser();
        TestUser without = product.operator().newUser();
        issue(open);

        Answer wrong = claim(open.userName(), "0000-0000-0000");
        Answer none = claim(without.userName(), "0000-0000-0000");
        Answer unknown = claim(Operator.invent().userName(), "0000-0000-0000");
        Answer impossible = claim("NOBODY CAN HAVE THIS NAME", "x");
        Answer locked = claim(product.operator().newLockedUser().userName(), "0000-0000-0000");

        for (Answer answer : new Answer[] {wrong, none, unknown, impossible, locked}) {
            assertCode(answer, 422, "RESET_REFUSED");
            assertThat(answer.form()).isEqualTo(wrong.form());
        }
        assertThat(product.settledTexts(open)).isEmpty();
    }

    @Test
    void fiveWrongResetCodesEndTheReset() {
        TestUser user = product.operator().newUser();
        String resetCode = issue(user);
        for (int i = 0; i < 5; i++) {
            assertCode(claim(user.userName(), "0000-0000-000" + i), 422, "RESET_REFUSED");
        }

        assertCode(claim(user.userName(), resetCode), 422, "RESET_REFUSED");
    }

    @Test
    void anAddressIsThrottledAfterTwentyFailures() {
        Http stranger = product.http();
        TestUser user = product.operator().newUser();
        String resetCode = issue(user);
        for (int i = 0; i < 20; i++) {
            assertCode(claim(stranger, Operator.invent().userName(), "0000-0000-0000"), 422, "RESET_REFUSED");
        }

        Answer throttled = claim(stranger, user.userName(), resetCode);

        assertCode(throttled, 429, "ADDRESS_THROTTLED");
        assertThat(claim(user.userName(), resetCode).status())
                .as("from elsewhere")
                .isEqualTo(201);
    }

    @Test
    void aNewerCodeAndTimeEndAReset() {
        TestUser user = product.operator().newUser();
        String first = issue(user);
        String second = issue(user);

        assertCode(claim(user.userName(), first), 422, "RESET_REFUSED");
        product.time().advance(Duration.ofMinutes(15));

        assertCode(claim(user.userName(), second), 422, "RESET_REFUSED");
    }

    @Test
    void aNewerCodeEndsAClaimedReset() {
        TestUser user = product.operator().newUser();
        Answer claimed = claim(user.userName(), issue(user));
        String code = product.inbox().code(user);

        issue(user);

        assertCode(finish(claimed, code), 409, "CONFIRMATION_CLOSED");
    }

    @Test
    void aWrongSecretIsAnsweredLikeAnUnknownReset() {
        TestUser user = product.operator().newUser();
        Answer claimed = claim(user.userName(), issue(user));
        String code = product.inbox().code(user);

        assertThat(finish(claimed.text("id"), "x", code).status()).isEqualTo(404);
        assertThat(finish("not-an-id", claimed.text("secret"), code).status()).isEqualTo(404);

        assertThat(finish(claimed, code).status()).isEqualTo(204);
    }

    @Test
    void whoNeverHadAFactorNeedsNone() {
        for (TestUser user : List.of(
                product.operator().newUserWithoutNumber(), product.operator().newUserWithUnverifiedNumber())) {
            String token = product.portal().begin(user).token().text("accessToken");
            assertThat(put(token, passwords(user.password(), NEW)).status()).isEqualTo(204);
            assertThat(me(token).status()).isEqualTo(200);

            Answer claimed = claim(user.userName(), issue(user));
            assertThat(claimed.json().has("factor")).as(claimed.toString()).isFalse();
            String finish = RESETS + "/" + claimed.text("id") + "/password";
            JsonNode third = JsonNodeFactory.instance.objectNode().put("newPassword", "Third word 9");
            assertThat(product.http()
                            .as(claimed.text("secret"))
                            .post(finish, third)
                            .status())
                    .isEqualTo(204);

            assertThat(me(token).status()).isEqualTo(401);
            assertThat(product.portal().begin(user.userName(), "Third word 9").status())
                    .isEqualTo(201);
        }
    }

    @Test
    void whoHasAFactorHasToProveIt() {
        TestUser user = product.operator().newUser();
        String token = logIn(user);
        product.time().advance(Duration.ofMinutes(2));
        Answer claimed = claim(user.userName(), issue(user));
        JsonNode third = JsonNodeFactory.instance.objectNode().put("newPassword", "Third word 9");

        assertCode(put(token, passwords(user.password(), NEW)), 403, "CONFIRMATION_REQUIRED");
        assertCode(
                product.http().as(claimed.text("secret")).post(RESETS + "/" + claimed.text("id") + "/password", third),
                403,
                "CONFIRMATION_REQUIRED");
    }

    @Test
    void withoutAUserWhoMayLogInThereIsNoReset() {
        assertCode(issueFor(product.operator().newLockedUser().userName()), 403, "LOGIN_LOCKED");
        assertCode(issueFor(Operator.invent().userName()), 404, "NOT_FOUND");
    }

    @Test
    void badRequestsAreToldSo() {
        TestUser user = product.operator().newUser();
        String token = logIn(user);
        JsonNode confirmation = JsonNodeFactory.instance.objectNode().put("id", "x");

        assertCode(change(token, user.password(), confirmation, "1", "short"), 400, "MALFORMED");
        assertCode(change(token, user.password(), confirmation, "1", user.password()), 400, "MALFORMED");
        assertCode(
                product.http().as(token).send("PUT", "/api/v1/me/password", "application/json", "{}"),
                400,
                "MALFORMED");
        assertCode(
                product.http().as(token).post("/api/v1/me/confirmations", "{\"purpose\":\"LOGIN\"}"), 400, "MALFORMED");
        assertCode(change(token, user.password(), confirmation, "1"), 409, "CONFIRMATION_CLOSED");
    }

    private String logIn(TestUser user) {
        return product.portal().logIn(user, product.inbox());
    }

    /** When the number may get another SMS. */
    private String logInLater(TestUser user) {
        product.time().advance(Duration.ofMinutes(2));
        return logIn(user);
    }

    private Portal.Attempt beginLater(TestUser user) {
        product.time().advance(Duration.ofMinutes(2));
        return product.portal().begin(user);
    }

    private JsonNode confirmLater(String token) {
        product.time().advance(Duration.ofMinutes(2));
        Answer begun = begin(token);
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        return begun.json();
    }

    private Answer begin(String token) {
        return product.http().as(token).post("/api/v1/me/confirmations", "{\"purpose\": \"PASSWORD_CHANGE\"}");
    }

    private Answer me(String token) {
        return product.http().as(token).get("/api/v1/me");
    }

    private Answer change(String token, String oldPassword, JsonNode confirmation, String code) {
        return change(token, oldPassword, confirmation, code, NEW);
    }

    private Answer change(String token, String oldPassword, JsonNode confirmation, String code, String newPassword) {
        ObjectNode json = passwords(oldPassword, newPassword);
        json.putObject("confirmation")
                .put("id", confirmation.path("id").asText())
                .put("code", code);
        return put(token, json);
    }

    private static ObjectNode passwords(String oldPassword, String newPassword) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("oldPassword", oldPassword)
                .put("newPassword", newPassword);
    }

    private Answer put(String token, JsonNode change) {
        return product.http().as(token).send("PUT", "/api/v1/me/password", "application/json", change.toString());
    }

    /** What a page sends of a user whose number is verified and may get a message again. */
    private ObjectNode claimInBrowser(TestUser user) {
        logIn(user);
        product.time().advance(Duration.ofMinutes(2));
        ObjectNode claim = JsonNodeFactory.instance.objectNode();
        return claim.put("userName", user.userName())
                .put("resetCode", issue(user))
                .put("cookies", true);
    }

    private String issue(TestUser user) {
        Answer issued = issueFor(user.userName());
        assertThat(issued.status()).as(issued.toString()).isEqualTo(201);
        return issued.text("resetCode");
    }

    private Answer issueFor(String userName) {
        return product.operator().issueReset(userName);
    }

    private Answer claim(String userName, String resetCode) {
        return claim(product.http(), userName, resetCode);
    }

    private static Answer claim(Http http, String userName, String resetCode) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userName", userName).put("resetCode", resetCode);
        return http.post(RESETS, json);
    }

    private Answer finish(Answer claimed, String code) {
        return finish(claimed.text("id"), claimed.text("secret"), code);
    }

    private Answer finish(String id, String secret, String code) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("code", code).put("newPassword", NEW);
        return product.http().as(secret).post(RESETS + "/" + id + "/password", json);
    }

    private static void assertCode(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.text("code")).isEqualTo(code);
    }
}
