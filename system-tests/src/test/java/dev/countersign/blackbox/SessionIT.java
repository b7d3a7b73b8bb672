package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The session behind a token: its life, its ends, further tokens, and what others may ask about it. */
@ExtendWith(ProductExtension.class)
class SessionIT {

    private final Product product;
    private final Sessions sessions;

    SessionIT(Product product) {
        this.product = product;
        this.sessions = new Sessions(product.http(), product.operator().http());
    }

    @Test
    void eachLoginHasASessionOfItsOwn() {
        TestUser user = product.operator().newUser();
        String first = logIn(user);
        String second = logInLater(user);

        List<JsonNode> listed = list(second);

        assertThat(listed).hasSize(2);
        assertThat(listed)
                .extracting(session -> session.path("current").asBoolean())
                .containsExactly(false, true);
        assertThat(listed)
                .extracting(session -> session.path("id").asText())
                .containsExactly(sessionOf(first), sessionOf(second));
        assertThat(listed)
                .extracting(session -> session.path("clientKind").asText())
                .containsOnly("PORTAL");
        assertThat(listed)
                .extracting(session -> session.path("factor").asText())
                .containsOnly("SMS");
    }

    @Test
    void loggingOutEndsThisSessionAlone() {
        TestUser user = product.operator().newUser();
        String first = logIn(user);
        String second = logInLater(user);

        assertThat(sessions.delete(second, "/api/v1/sessions/current").status()).isEqualTo(204);

        sessions.assertDead(second);
        sessions.assertAlive(first);
        assertThat(list(first)).hasSize(1);
    }

    @Test
    void aUserEndsAnotherOfHisSessions() {
        TestUser user = product.operator().newUser();
        String first = logIn(user);
        String second = logInLater(user);

        assertThat(sessions.delete(second, "/api/v1/me/sessions/" + sessionOf(first))
                        .status())
                .isEqualTo(204);

        sessions.assertDead(first);
        sessions.assertAlive(second);
        assertThat(sessions.delete(second, "/api/v1/me/sessions/" + sessionOf(first))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nobodyEndsASessionOfSomebodyElse() {
        String ofOne = logIn(product.operator().newUser());
        String ofTwo = logIn(product.operator().newUser());

        assertThat(sessions.delete(ofTwo, "/api/v1/me/sessions/" + sessionOf(ofOne))
                        .status())
                .isEqualTo(404);
        assertThat(sessions.delete(ofTwo, "/api/v1/me/sessions").status()).isEqualTo(204);

        sessions.assertAlive(ofOne);
        sessions.assertDead(ofTwo);
    }

    @Test
    void loggingOutEverywhereEndsAllSessions() {
        TestUser user = product.operator().newUser();
        String first = logIn(user);
        String second = logInLater(user);

        assertThat(sessions.delete(first, "/api/v1/me/sessions").status()).isEqualTo(204);

        sessions.assertDead(first);
        sessions.assertDead(second);
    }

    @Test
    void anIdleSessionIsOver() {
        String token = logIn(product.operator().newUser());

        product.time().advance(Duration.ofMinutes(15));

        sessions.assertDead(token);
    }

    @Test
    void callsAndFurtherTokensKeepASessionUntilItsEnd() throws Exception {
        String token = logIn(product.operator().newUser());
        JWTClaimsSet first = SignedJWT.parse(token).getJWTClaimsSet();
        for (int minutes = 14; minutes < 12 * 60; minutes += 14) {
            product.time().advance(Duration.ofMinutes(14));
            token = renew(token);
        }
        JWTClaimsSet last = SignedJWT.parse(token).getJWTClaimsSet();
        for (String same : Set.of("sid", "sub", "auth_time", "amr", "acr", "factor_since", "client_id", "scope")) {
            assertThat(last.getClaim(same)).as(same).isEqualTo(first.getClaim(same));
        }
        assertThat(last.getJWTID()).isNotEqualTo(first.getJWTID());
        assertThat(last.getExpirationTime().toInstant())
                .as("no token outlives its session")
                .isBeforeOrEqualTo(first.getIssueTime()
                        .toInstant()
                        .plus(Duration.ofHours(12))
                        .plusSeconds(1));
        sessions.assertAlive(token);

        product.time().advanceTo(last.getExpirationTime().toInstant().plusSeconds(1));

        sessions.assertDead(token);
    }

    @Test
    void theOldTokenOfARenewedSessionLivesAndDiesWithIt() {
        String old = logIn(product.operator().newUser());
        String renewed = renew(old);

        assertThat(renewed).isNotEqualTo(old);
        sessions.assertAlive(old);
        assertThat(sessions.delete(renewed, "/api/v1/sessions/current").status())
                .isEqualTo(204);

        sessions.assertDead(old);
        sessions.assertDead(renewed);
        assertThat(product.http().as(old).post("/api/v1/sessions/current/renew").status())
                .isEqualTo(401);
    }

    @Test
    void aTokenEndsBeforeItsSession() {
        String old = logIn(product.operator().newUser());
        product.time().advance(Duration.ofMinutes(8));
        String renewed = renew(old);
        product.time().advance(Duration.ofMinutes(8));

        assertThat(product.http().as(old).get("/api/v1/me").status()).isEqualTo(401);

        sessions.assertAlive(renewed);
    }

    @Test
    void aLockEndsSessionsForGood() {
        TestUser user = product.operator().newUser();
        String token = logIn(user);

        product.operator().change(user.userName(), "{\"locked\": true}");
        sessions.assertDead(token);
        product.operator().unlock(user.userName());

        sessions.assertDead(token);
    }

    @Test
    void aLockAndALogOutEverywhereEndLoginsThatWereAnsweredBefore() {
        TestUser user = product.operator().newUser();
        String token = logIn(user);
        product.time().advance(Duration.ofMinutes(2));
        Portal.Attempt loggedOut = answered(user);
        assertThat(sessions.delete(token, "/api/v1/me/sessions").status()).isEqualTo(204);
        product.time().advance(Duration.ofMinutes(2));
        Portal.Attempt locked = answered(user);
        product.operator().change(user.userName(), "{\"locked\": true}");
        product.operator().unlock(user.userName());

        assertThat(loggedOut.token().text("code")).isEqualTo("ATTEMPT_CLOSED");
        assertThat(locked.token().text("code")).isEqualTo("ATTEMPT_CLOSED");
    }

    @Test
    void othersAskWhetherATokenIsGood() throws Exception {
        TestUser user = product.operator().newUser();
        String token = logIn(user);

        Answer answer = sessions.introspect("token=" + token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("active").asBoolean()).isTrue();
        assertThat(answer.text("sub")).isEqualTo(user.userName());
        assertThat(java.time.Instant.ofEpochSecond(answer.json().path("exp").asLong()))
                .isEqualTo(SignedJWT.parse(token)
                        .getJWTClaimsSet()
                        .getExpirationTime()
                        .toInstant());
        assertThat(sessions.introspect("token_type_hint=access_token&token=" + token)
                        .json()
                        .path("active")
                        .asBoolean())
                .isTrue();

        assertThat(sessions.delete(token, "/api/v1/sessions/current").status()).isEqualTo(204);

        for (String dead : List.of(token, "x", "", "a.b.c", product.operatorToken())) {
            Answer told = sessions.introspect("token=" + dead);
            assertThat(told.body()).isEqualTo("{\"active\":false}");
        }
    }

    @Test
    void onlyOperatorsAskAndOnlyOneTokenAtATime() {
        String token = logIn(product.operator().newUser());

        assertThat(Sessions.introspect(product.http(), "token=" + token).status())
                .isEqualTo(401);
        assertThat(Sessions.introspect(product.http().as(token), "token=" + token)
                        .status())
                .isEqualTo(401);
        assertThat(sessions.introspect("").status()).isEqualTo(400);
        assertThat(sessions.introspect("token=a&token=b").status()).isEqualTo(400);
        assertThat(sessions.introspect("token=" + "a".repeat(16 * 1024)).status())
                .isEqualTo(413);
        assertThat(product.operator().http().post("/api/v1/introspect", "{}").status())
                .isEqualTo(415);
    }

    @Test
    void aNewKeyIsPublishedAtOnceAndSignsLater() throws Exception {
        String old =
                SignedJWT.parse(logIn(product.operator().newUser())).getHeader().getKeyID();

        Answer made = product.operator().http().post("/api/v1/admin/signing-keys");

        assertThat(made.status()).isEqualTo(201);
        assertThat(keyIds()).contains(old, made.text("kid"));
        String before = logIn(product.operator().newUser());
        assertThat(SignedJWT.parse(before).getHeader().getKeyID()).isEqualTo(old);
        product.time().advanceTo(java.time.Instant.parse(made.text("signsFrom")));
        String after = logIn(product.operator().newUser());
        assertThat(SignedJWT.parse(after).getHeader().getKeyID()).isEqualTo(made.text("kid"));
        sessions.assertAlive(before);
        sessions.assertAlive(after);
        product.time().advance(Duration.ofMinutes(16));
        assertThat(keyIds()).contains(made.text("kid")).doesNotContain(old);
        assertThat(product.http().as(after).post("/api/v1/admin/signing-keys").status())
                .isEqualTo(401);
    }

    private Set<String> keyIds() {
        JsonNode keys = product.http().get("/.well-known/jwks.json").json().path("keys");
        return StreamSupport.stream(keys.spliterator(), false)
                .map(key -> key.path("kid").asText())
                .collect(Collectors.toSet());
    }

    private String logIn(TestUser user) {
        return product.portal().logIn(user, product.inbox());
    }

    /** When the number may get another SMS. */
    private String logInLater(TestUser user) {
        product.time().advance(Duration.ofMinutes(2));
        return logIn(user);
    }

    private Portal.Attempt answered(TestUser user) {
        int before = product.inbox().codes(user).size();
        Portal.Attempt attempt = product.portal().begin(user);
        assertThat(attempt.answer(product.inbox().code(user, before + 1)).status())
                .isEqualTo(200);
        return attempt;
    }

    private String renew(String token) {
        Answer renewed = product.http().as(token).post("/api/v1/sessions/current/renew");
        assertThat(renewed.status()).as(renewed.toString()).isEqualTo(200);
        return renewed.text("accessToken");
    }

    private List<JsonNode> list(String token) {
        JsonNode listed =
                product.http().as(token).get("/api/v1/me/sessions").json().path("sessions");
        return StreamSupport.stream(listed.spliterator(), false).toList();
    }

    private static String sessionOf(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("sid");
        } catch (java.text.ParseException e) {
            throw new AssertionError(e);
        }
    }
}
