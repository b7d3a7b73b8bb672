package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only REST says about a login; what holds on every face stands in {@link LoginOnAFace}. */
@ExtendWith(ProductExtension.class)
class LoginIT {

    private final Product product;

    LoginIT(Product product) {
        this.product = product;
    }

    @Test
    void passwordAndCodeYieldAVerifiableToken() throws Exception {
        TestUser user = product.operator().newUser();

        Portal.Attempt attempt = product.portal().begin(user);
        Answer answered = attempt.answer(product.inbox().code(user));
        Answer token = attempt.token();

        assertThat(answered.status()).isEqualTo(200);
        assertThat(answered.text("state")).isEqualTo("AUTHENTICATED");
        assertThat(token.status()).isEqualTo(200);
        assertThat(token.text("tokenType")).isEqualTo("Bearer");
        assertThat(attempt.state().text("state")).isEqualTo("TOKEN_ISSUED");
        assertClaims(
                verified(token.text("accessToken")),
                user,
                token.json().path("expiresIn").asLong());
    }

    @Test
    void anAttemptTellsItsFactorAndItsTimes() {
        TestUser user = product.operator().newUser();

        Portal.Attempt attempt = product.portal().begin(user);

        JsonNode begun = attempt.begun().json();
        Instant now = product.time().now();
        assertThat(begun.path("state").asText()).isEqualTo("FACTOR_PENDING");
        assertThat(begun.at("/factors/0/kind").asText()).isEqualTo("SMS");
        assertThat(begun.at("/factors/0/default").asBoolean()).isTrue();
        assertThat(begun.at("/factors/0/label").asText())
                .endsWith(user.number().substring(user.number().length() - 4))
                .doesNotContain(user.number().substring(5, 10));
        assertThat(begun.at("/started/triesLeft").asInt()).isEqualTo(5);
        assertThat(Instant.parse(begun.path("expiresAt").asText()))
                .isBetween(now.plus(Duration.ofMinutes(9)), now.plus(Duration.ofMinutes(10)));
        assertThat(Instant.parse(begun.at("/started/resendAt").asText()))
                .isBetween(now.plusSeconds(100), now.plusSeconds(120));
        assertThat(attempt.begun().header("Cache-Control")).contains("no-store");
    }

    @Test
    void aReceiptOfTheCarrierReachesTheAttempt() {
        TestUser user = product.operator().newUser();

        Portal.Attempt attempt = product.portal().begin(user);

        String delivered = Eventually.get(
                "DELIVERED",
                Duration.ofSeconds(30),
                () -> java.util.Optional.of(
                                attempt.state().json().at("/started/state").asText())
                        .filter("DELIVERED"::equals));
        assertThat(delivered).isEqualTo("DELIVERED");
    }

    @Test
    void unknownUserAndWrongPasswordAreAnsweredAlike() {
        Operator operator = product.operator();
        TestUser user = operator.newUser();
        TestUser locked = operator.newLockedUser();
        TestUser closed = operator.newUser();
        assertThat(operator.change(closed.userName(), "{\"account\": {\"state\": \"CLOSED\"}}")
                        .status())
                .isEqualTo(200);

        Answer wrong = product.portal().begin(user.userName(), "Wrong word 1");
        List<Answer> others = Stream.of(
                        Operator.invent().userName(),
                        "NOBODY CAN HAVE THIS NAME",
                        locked.userName(),
                        closed.userName(),
                        operator.newUserWithoutNumber().userName())
                .map(name -> product.portal().begin(name, "Wrong word 1"))
                .toList();

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text("code")).isEqualTo("LOGIN_BAD_CREDENTIALS");
        assertThat(others).allSatisfy(other -> {
            assertThat(other.form()).isEqualTo(wrong.form());
            assertThat(other.text("reference")).isNotEqualTo(wrong.text("reference"));
        });
        assertThat(product.settledTexts(user)).isEmpty();
    }

    @Test
    void passwordAndNameAreComparedAsTheyStand() {
        TestUser user = product.operator().newUser();
        Portal portal = product.portal();

        assertThat(portal.begin(user.userName(), user.password() + " ").status())
                .isEqualTo(401);
        assertThat(portal.begin(user.userName(), user.password().toUpperCase(java.util.Locale.ROOT))
                        .status())
                .isEqualTo(401);
        assertThat(portal.begin(user.userName().toUpperCase(java.util.Locale.ROOT), user.password())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aLockedUserIsToldSoAfterTheRightPasswordOnly() {
        TestUser user = product.operator().newLockedUser();

        Answer right = product.portal().begin(user.userName(), user.password());
        Answer wrong = product.portal().begin(user.userName(), "Wrong word 1");
        Answer unknown = product.portal().begin(Operator.invent().userName(), "Wrong word 1");

        assertThat(right.status()).isEqualTo(403);
        assertThat(right.text("code")).isEqualTo("LOGIN_LOCKED");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.form()).isEqualTo(unknown.form());
        assertThat(product.settledCodes(user)).isEmpty();
    }

    @Test
    void aUserWithoutAVerifiedNumberSetsOneUpOnThePortalAndGetsInNowhereElse() {
        Operator operator = product.operator();
        for (TestUser user : new TestUser[] {operator.newUserWithoutNumber(), operator.newUserWithUnverifiedNumber()}) {
            Answer refused = product.portal().begin(user.userName(), user.password(), "WORKSTATION");
            Portal.Attempt onPortal = product.portal().begin(user);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("code")).isEqualTo("LOGIN_PORTAL_ONLY");
            assertThat(refused.text("reason")).isEqualTo("SMS_NO_NUMBER");
            assertThat(refused.json().path("next").get(0).asText()).isEqualTo("PORTAL");
            assertThat(onPortal.begun().text("state")).isEqualTo("AUTHENTICATED");
            assertThat(onPortal.begun().json().has("started")).isFalse();
            assertThat(onPortal.sms().status()).isEqualTo(409);
            assertThat(onPortal.token().status()).isEqualTo(200);
            assertThat(product.settledTexts(user)).isEmpty();
        }
    }

    @Test
    void aWrongSecretIsAnsweredLikeAnUnknownAttempt() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);
        Portal.Attempt other = product.portal().begin(product.operator().newUser());
        Http stranger = product.http();

        Answer unknown = stranger.as("x").get("/api/v1/logins/" + UUID.randomUUID());
        Answer[] refused = {
            stranger.get("/api/v1/logins/" + attempt.id()),
            attempt.withSecret("x").state(),
            attempt.withSecret(other.begun().text("secret")).answer(code),
            attempt.withSecret("").sms(),
            attempt.withSecret(product.operatorToken()).token(),
            stranger.as("x").get("/api/v1/logins/not-an-id"),
        };

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("code")).isEqualTo("NOT_FOUND");
        assertThat(refused)
                .allSatisfy(answer -> assertThat(withoutReference(answer)).isEqualTo(withoutReference(unknown)));
        assertThat(attempt.answer(code).status()).isEqualTo(200);
    }

    @Test
    void aCodeBelongsToItsAttempt() {
        TestUser one = product.operator().newUser();
        TestUser two = product.operator().newUser();
        Portal.Attempt attemptOfOne = product.portal().begin(one);
        Portal.Attempt attemptOfTwo = product.portal().begin(two);
        String codeOfOne = product.inbox().code(one);
        String codeOfTwo = product.inbox().code(two);

        assertThat(codeOfTwo).as("a code of its own").isNotEqualTo(codeOfOne);

        assertThat(attemptOfOne.answer(codeOfTwo).status()).isEqualTo(422);

        assertThat(attemptOfTwo.answer(codeOfTwo).status()).isEqualTo(200);
        assertThat(attemptOfOne.answer(codeOfOne).status()).isEqualTo(200);
    }

    private JWTClaimsSet verified(String accessToken) throws Exception {
        SignedJWT token = SignedJWT.parse(accessToken);
        JWKSet keys = JWKSet.parse(product.http().get("/.well-known/jwks.json").body());
        ECKey key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        return token.getJWTClaimsSet();
    }

    private void assertClaims(JWTClaimsSet claims, TestUser user, long expiresIn) throws Exception {
        Instant now = product.time().now();
        Instant issued = claims.getIssueTime().toInstant();
        assertThat(claims.getSubject()).isEqualTo(user.userName());
        assertThat(claims.getIssuer()).isNotBlank();
        assertThat(claims.getAudience()).isNotEmpty().doesNotContainNull();
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(issued).isBetween(now.minusSeconds(30), now.plusSeconds(1));
        assertThat(Duration.between(issued, claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofSeconds(expiresIn));
        assertThat(claims.getStringListClaim("amr")).contains("pwd", "sms", "mfa");
    }

    private static JsonNode withoutReference(Answer answer) {
        ObjectNode json = (ObjectNode) answer.json();
        json.remove("reference");
        return json;
    }
}
