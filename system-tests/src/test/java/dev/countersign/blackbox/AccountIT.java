package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who needs a second factor, and where an account may be used, by kind and state of the account. */
@ExtendWith(ProductExtension.class)
class AccountIT {

    private final Product product;

    AccountIT(Product product) {
        this.product = product;
    }

    @ParameterizedTest
    @CsvSource({
        "LIVE, APPROVED, WORKSTATION, FACTOR_PENDING",
        "LIVE, APPLICANT, PORTAL, FACTOR_PENDING",
        "LIVE, CLOSED, PORTAL, AUTHENTICATED",
        "PAPER, OPEN, WORKSTATION, AUTHENTICATED",
    })
    void kindAndStateDecideAboutTheFactor(String kind, String state, String client, String expected) {
        TestUser user = newUser(kind, state);

        Answer begun = product.portal().begin(user.userName(), user.password(), client);

        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        assertThat(begun.text("state")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"APPLICANT, WORKSTATION", "APPLICANT, MOBILE", "CLOSED, WEB_TRADER"})
    void anAccountThatIsNotOpenMayUseThePortalOnly(String state, String client) {
        TestUser user = newUser("LIVE", state);

        Answer refused = product.portal().begin(user.userName(), user.password(), client);
        Answer wrong = product.portal().begin(user.userName(), "Wrong word 1", client);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("LOGIN_PORTAL_ONLY");
        assertThat(wrong.text("code")).isEqualTo("LOGIN_BAD_CREDENTIALS");
        assertThat(product.settledTexts(user)).isEmpty();
    }

    @Test
    void theTokenTellsThatThereWasNoSecondFactor() throws Exception {
        TestUser user = newUser("PAPER", "OPEN");

        Answer token = product.portal().begin(user).token();

        SignedJWT jwt = SignedJWT.parse(token.text("accessToken"));
        assertThat(jwt.getJWTClaimsSet().getStringListClaim("amr")).containsExactly("pwd");
        assertThat(jwt.getJWTClaimsSet().getStringClaim("acr")).isEqualTo("pwd");
    }

    @Test
    void aClosedAccountLosesTheFactorOfALoginUnderWay() {
        TestUser user = product.operator().newUser();

        Answer changed = product.operator().change(user.userName(), "{\"account\": {\"state\": \"CLOSED\"}}");

        assertThat(changed.json().at("/account/state").asText()).isEqualTo("CLOSED");
        assertThat(product.portal().begin(user).begun().text("state")).isEqualTo("AUTHENTICATED");
    }

    @Test
    void aClosedAccountCanOnlyBeRead() throws Exception {
        TestUser user = newUser("LIVE", "CLOSED");
        String token = product.portal().begin(user).token().text("accessToken");
        Http caller = product.http().as(token);

        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("scope"))
                .isEqualTo("read_only");
        assertThat(caller.get("/api/v1/me").text("scope")).isEqualTo("read_only");
        assertThat(caller.get("/api/v1/me/factors").status()).isEqualTo(200);
        for (String change : List.of("/me/numbers", "/me/activations", "/me/passkeys/options", "/me/totp")) {
            Answer refused = caller.post("/api/v1" + change, "{}");
            assertThat(refused.status()).as(change).isEqualTo(403);
            assertThat(refused.text("code")).isEqualTo("SESSION_READ_ONLY");
        }
        assertThat(caller.post("/api/v1/sessions/current/renew").status()).isEqualTo(200);
        Answer out = caller.send(caller.request("/api/v1/sessions/current").DELETE());
        assertThat(out.status()).isEqualTo(204);
    }

    @Test
    void anUnknownStateIsRefusedByName() {
        TestUser user = product.operator().newUser();

        Answer refused = product.operator().change(user.userName(), "{\"account\": {\"state\": \"HALF\"}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).contains("account.state", "APPLICANT");
    }

    private TestUser newUser(String kind, String state) {
        TestUser user = Operator.invent();
        ObjectNode json = Operator.json(user, true);
        json.putObject("account").put("kind", kind).put("state", state);
        assertThat(product.operator().post(json).status()).isEqualTo(201);
        return user;
    }
}
