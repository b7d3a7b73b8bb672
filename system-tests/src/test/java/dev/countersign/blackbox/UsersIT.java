package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators maintain users. */
@ExtendWith(ProductExtension.class)
class UsersIT {

    private final Product product;

    UsersIT(Product product) {
        this.product = product;
    }

    @Test
    void aUserIsCreatedOnceAndLeftAsItIs() {
        TestUser user = Operator.invent();
        ObjectNode changed = Operator.json(user, true);
        changed.put("password", "Other word 9").put("language", "fr");

        Answer created = product.operator().post(Operator.json(user, true));
        Answer again = product.operator().post(changed);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("outcome")).isEqualTo("CREATED");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("outcome")).isEqualTo("EXISTS");
        assertThat(product.operator().get(user.userName()).text("language")).isEqualTo("en");
        assertThat(product.portal().begin(user).begun().status()).isEqualTo(201);
    }

    @Test
    void anArrayIsAnsweredRowByRow() {
        List<TestUser> users =
                IntStream.range(0, 40).mapToObj(i -> Operator.invent()).toList();
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        users.forEach(user -> rows.add(Operator.json(user, true)));
        rows.add(rows.get(0).deepCopy());
        rows.addObject().put("userName", "Bad Name").put("password", "marked secret 1");
        rows.add(7);

        Answer answer = product.operator().post(rows);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(outcomes(answer))
                .hasSize(43)
                .startsWith("CREATED")
                .endsWith("EXISTS", "REFUSED", "REFUSED")
                .filteredOn("CREATED"::equals)
                .hasSize(40);
        assertThat(answer.json().get(3).path("userName").asText())
                .isEqualTo(users.get(3).userName());
        assertThat(answer.json().get(41).path("code").asText()).isEqualTo("MALFORMED");
        assertThat(answer.body()).doesNotContain("marked");
        assertThat(product.portal().begin(users.get(39)).begun().status()).isEqualTo(201);
    }

    @Test
    void anArrayTwiceCreatesNothingTwice() {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        rows.add(Operator.json(Operator.invent(), true)).add(Operator.json(Operator.invent(), false));

        product.operator().post(rows);

        assertThat(outcomes(product.operator().post(rows))).containsExactly("EXISTS", "EXISTS");
    }

    @Test
    void moreThanAThousandRowsAreRefused() {
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        IntStream.rangeClosed(0, 1_000).forEach(i -> rows.addObject().put("userName", "row"));

        Answer answer = product.operator().post(rows);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("MALFORMED");
    }

    static List<Consumer<ObjectNode>> badUsers() {
        return List.of(
                user -> user.put("userName", "ab"),
                user -> user.put("userName", "Capital123"),
                user -> user.put("userName", "with blank"),
                user -> user.put("userName", "a".repeat(65)),
                user -> user.put("userName", 7),
                user -> user.remove("userName"),
                user -> user.remove("password"),
                user -> user.put("password", "abc12"),
                user -> user.put("password", "a1".repeat(20) + "a"),
                user -> user.put("password", "onlyletters"),
                user -> user.put("password", "1234567"),
                user -> user.put("language", "English"),
                user -> user.put("jurisdiction", "Germany"),
                user -> user.put("surprise", 1),
                user -> user.put("identity", "1984-03-05"),
                user -> user.putObject("identity").put("dateOfBirth", "1984-02-30"),
                user -> user.putObject("identity").put("dateOfBirth", "5.3.1984"),
                user -> user.putObject("identity").put("documents", "X1234567"),
                user -> user.putObject("identity").putArray("documents").add(7),
                user -> user.putObject("identity").put("surname", "Muster"),
                user -> user.put("numbers", "+4915112345678"),
                user -> user.putArray("numbers")
                        .addObject()
                        .put("e164", "015112345678")
                        .put("verified", true),
                user -> user.putArray("numbers")
                        .addObject()
                        .put("e164", "+49 151 12345678")
                        .put("verified", true),
                user -> user.putArray("numbers")
                        .addObject()
                        .put("e164", "+49015112345678")
                        .put("verified", true),
                user -> user.putArray("numbers").addObject().put("verified", true),
                user -> user.putArray("numbers")
                        .addObject()
                        .put("e164", "+4915112345678")
                        .put("verified", "true"));
    }

    @ParameterizedTest
    @MethodSource("badUsers")
    void aBadUserIsRefusedAndNotCreated(Consumer<ObjectNode> spoil) {
        TestUser user = Operator.invent();
        ObjectNode json = Operator.json(user, true);

        spoil.accept(json);
        Answer refused = product.operator().post(json);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.text("code")).isEqualTo("MALFORMED");
        assertThat(product.operator().get(user.userName()).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+4930123456", // fixed line
                "+499001234567", // premium rate
                "+498001234567", // toll free
                "+4916412345", // pager
                "+881612345678", // satellite
                "+4915112345" // nobody's
            })
    void aNumberOfNoMobilePhoneIsRefusedBeforeItIsStored(String number) {
        TestUser user = Operator.invent();
        ObjectNode json = Operator.json(user, true);
        json.putArray("numbers").addObject().put("e164", number).put("verified", true);

        Answer refused = product.operator().post(json);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("NUM_NOT_MOBILE");
        assertThat(refused.toString()).doesNotContain(number);
        assertThat(product.operator().get(user.userName()).status()).isEqualTo(404);
    }

    @Test
    void aUserIsReadChangedAndUnlocked() {
        TestUser user = product.operator().newUser();
        Operator operator = product.operator();

        JsonNode changed = operator.change(
                        user.userName(), "{\"language\":\"de\",\"jurisdiction\":\"HK\",\"locked\":true}")
                .json();
        JsonNode read = operator.get(user.userName()).json();
        JsonNode unlocked = operator.unlock(user.userName()).json();

        assertThat(changed).isEqualTo(read);
        assertThat(read.path("userName").asText()).isEqualTo(user.userName());
        assertThat(read.path("language").asText()).isEqualTo("de");
        assertThat(read.path("jurisdiction").asText()).isEqualTo("HK");
        assertThat(read.path("locked").asBoolean()).isTrue();
        assertThat(read.at("/numbers/0/e164").asText()).isEqualTo(user.number());
        assertThat(read.at("/numbers/0/verified").asBoolean()).isTrue();
        assertThat(unlocked.path("locked").asBoolean(true)).isFalse();
        assertThat(product.portal().begin(user).begun().status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unlock",
                "password-reset",
                "lift-sms-limits",
                "authenticator/end",
                "factors/any/end",
                "notification-test"
            })
    void nobodyIsHelpedWhoHasNotProvenToBeTheUser(String help) {
        TestUser user = product.operator().newLockedUser();
        Http operator = product.operator().http();
        String path = "/api/v1/admin/users/" + user.userName() + "/" + help;

        Answer unproven = operator.post(path, Operator.call("CALL_BACK", "DATE_OF_BIRTH"));

        assertThat(unproven.status()).as(unproven.toString()).isEqualTo(422);
        assertThat(unproven.text("code")).isEqualTo("IDENTITY_UNPROVEN");
        assertThat(operator.post(path).status()).as("without a check").isIn(400, 415);
        assertThat(operator.post(path, Operator.call("SECURITY_QUESTION")).status())
                .isEqualTo(422);
    }

    @Test
    void anEmptyChangeChangesNothing() {
        TestUser user = product.operator().newUser();
        JsonNode before = product.operator().get(user.userName()).json();

        Answer unchanged = product.operator().change(user.userName(), "{}");

        assertThat(unchanged.status()).isEqualTo(200);
        assertThat(unchanged.json()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"locked\":\"yes\"}",
                "{\"userName\":\"other\"}",
                "{\"language\":\"x\"}",
                "[]",
                "{\"locked\":1}",
                "{\"locked\":false}"
            })
    void aBadChangeIsRefused(String change) {
        TestUser user = product.operator().newUser();

        assertThat(product.operator().change(user.userName(), change).status()).isEqualTo(400);
    }

    @Test
    void anUnknownUserIsNotFound() {
        String unknown = Operator.invent().userName();
        Operator operator = product.operator();

        assertThat(operator.get(unknown).status()).isEqualTo(404);
        assertThat(operator.change(unknown, "{\"locked\":true}").status()).isEqualTo(404);
        assertThat(operator.unlock(unknown).status()).isEqualTo(404);
    }

    @Test
    void withoutAnOperatorTokenNothingIsDone() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        for (Http stranger : List.of(
                product.http(),
                product.http().as("x"),
                attempt.http(),
                product.http().as(" "))) {
            Operator nobody = new Operator(stranger);
            for (Answer refused : List.of(
                    nobody.post(Operator.json(Operator.invent(), true)),
                    nobody.get(user.userName()),
                    nobody.get(Operator.invent().userName()),
                    nobody.change(user.userName(), "{\"locked\":true}"),
                    nobody.unlock(user.userName()))) {
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused.text("code")).isEqualTo("OPERATOR_TOKEN_REQUIRED");
            }
        }
        assertThat(product.operator().get(user.userName()).json().path("locked").asBoolean(true))
                .isFalse();
    }

    private static List<String> outcomes(Answer answer) {
        return StreamSupport.stream(answer.json().spliterator(), false)
                .map(row -> row.path("outcome").asText())
                .toList();
    }
}
