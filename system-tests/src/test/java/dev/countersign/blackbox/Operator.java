package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** The operator's side of the API. */
public record Operator(Http http) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long NUMBERS = 100_000_000;
    /** Has no divisor in common with them: each number comes once before any comes again, and neighbours come far apart. */
    private static final long NUMBER_STEP = 61_803_399;

    private static final AtomicLong NEXT_NUMBER = new AtomicLong(RANDOM.nextInt(1_000_000));

    /** A user with a verified number that nobody else has. */
    public TestUser newUser() {
        TestUser user = invent();
        create(json(user, true));
        return user;
    }

    /** The same, who reads this language. */
    public TestUser newUserReading(String language) {
        TestUser user = invent();
        create(json(user, true).put("language", language));
        return user;
    }

    public TestUser newUserWithUnverifiedNumber() {
        TestUser user = invent();
        create(json(user, false));
        return user;
    }

    TestUser newUserWithoutNumber() {
        return newUserWithoutNumber("en");
    }

    public TestUser newUserWithoutNumber(String language) {
        TestUser user = invent();
        ObjectNode json = json(user, true).put("language", language);
        json.putArray("numbers");
        create(json);
        return user;
    }

    public TestUser newLockedUser() {
        TestUser user = newUser();
        assertThat(change(user.userName(), "{\"locked\": true}").status()).isEqualTo(200);
        return user;
    }

    public Answer change(String userName, String json) {
        return http.send("PATCH", "/api/v1/admin/users/" + userName, "application/json", json);
    }

    /** Gives a rule a value of the jurisdiction's own. */
    public Answer setRule(String jurisdiction, String rule, String value) {
        return http.send(
                "PUT",
                "/api/v1/admin/jurisdictions/" + jurisdiction + "/rules/" + rule,
                "application/json",
                "{\"value\": \"" + value + "\"}");
    }

    /** Gives a user a jurisdiction that has recovery codes. */
    public void allowRecoveryCodes(TestUser user) {
        assertThat(setRule("SE", "RECOVERY_CODES", "1").status()).isEqualTo(200);
        assertThat(change(user.userName(), "{\"jurisdiction\": \"SE\"}").status())
                .isEqualTo(200);
    }

    Answer get(String userName) {
        return http.get("/api/v1/admin/users/" + userName);
    }

    /** What an operator dictates to a user who forgot his password. */
    public String newResetCode(TestUser user) {
        Answer issued = issueReset(user.userName());
        assertThat(issued.status()).as(issued.toString()).isEqualTo(201);
        return issued.text("resetCode");
    }

    /** What the help desk dictates to a user who has proven who he is, and has nothing left to log in with. */
    public String newPasscode(TestUser user) {
        Answer issued = issuePasscode(user, "SECURITY_QUESTION", "CALL_BACK");
        assertThat(issued.status()).as(issued.toString()).isEqualTo(201);
        return issued.text("passcode");
    }

    /** The same after a caller gave right answers to these alone. */
    Answer issuePasscode(TestUser user, String... elements) {
        return http.post("/api/v1/admin/users/" + user.userName() + "/temporary-passcodes", call(elements));
    }

    /** What an operator knows of a caller who has proven to be the user. */
    static ObjectNode call() {
        return call("SECURITY_QUESTION", "CALL_BACK");
    }

    /** The same of one who gave right answers to these alone. */
    static ObjectNode call(String... elements) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("case", "C-1");
        ArrayNode check = json.putArray("identityCheck");
        for (String element : elements) {
            check.addObject().put("element", element).put("right", true);
        }
        return json;
    }

    Answer issueReset(String userName) {
        return http.post("/api/v1/admin/users/" + userName + "/password-reset", call());
    }

    /** Lets another operator dictate one more. */
    Answer permitPasscode(TestUser user) {
        return http.post("/api/v1/admin/users/" + user.userName() + "/temporary-passcodes/permits");
    }

    /** After somebody else called. */
    Answer endTemporaryAccess(TestUser user) {
        return http.send(http.request("/api/v1/admin/users/" + user.userName() + "/temporary-passcodes")
                .DELETE());
    }

    /** After a lost phone. */
    public void revokeAuthenticator(TestUser user) {
        Answer revoked = endAuthenticator(user);
        assertThat(revoked.status()).as(revoked.toString()).isEqualTo(204);
    }

    Answer endAuthenticator(TestUser user) {
        return http.post("/api/v1/admin/users/" + user.userName() + "/authenticator/end", call());
    }

    Answer unlock(String userName) {
        return http.post("/api/v1/admin/users/" + userName + "/unlock", call());
    }

    Answer post(Object json) {
        return http.post("/api/v1/admin/users", json);
    }

    /** A back office that may call over SOAP; its secret is in the answer. */
    Answer newSoapClient() {
        Answer created = postSoapClient(invent().userName());
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }

    Answer postSoapClient(String name) {
        return http.post(
                "/api/v1/admin/soap-clients",
                JsonNodeFactory.instance.objectNode().put("name", name));
    }

    Answer removeSoapClient(String name) {
        return http.send(http.request("/api/v1/admin/soap-clients/" + name).DELETE());
    }

    /** A user that does not exist yet. */
    public static TestUser invent() {
        String name = RANDOM.ints(5, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new TestUser(
                name + String.format(Locale.ROOT, "%09d", RANDOM.nextInt(1_000_000_000)),
                "Pass word " + RANDOM.nextInt(1_000_000),
                String.format(Locale.ROOT, "+49151%08d", NEXT_NUMBER.addAndGet(NUMBER_STEP) % NUMBERS));
    }

    static ObjectNode json(TestUser user, boolean verified) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userName", user.userName()).put("password", user.password());
        json.put("language", "en").put("jurisdiction", "DE");
        ArrayNode numbers = json.putArray("numbers");
        numbers.addObject().put("e164", user.number()).put("verified", verified);
        return json;
    }

    private void create(ObjectNode json) {
        assertThat(post(json).status()).isEqualTo(201);
    }
}
