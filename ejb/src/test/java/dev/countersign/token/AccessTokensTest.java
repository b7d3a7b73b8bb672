package dev.countersign.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.Beans;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a token of ours says (RFC 9068). */
class AccessTokensTest {

    private static final SessionRules RULES = new SessionRules(Duration.ofHours(12), Duration.ofMinutes(15));

    private final Beans beans = new Beans();
    private final Instant now = beans.clock().instant();

    @Test
    void saysWhoLoggedInHowAndWhen() throws ParseException {
        Instant since = now.minus(Duration.ofDays(30));
        Login login =
                new Login(7, "anna", "attempt", "WORKSTATION", "SMS", since, now.minusSeconds(3), SessionScope.FULL);
        LoginSession session = new LoginSession(login, now, RULES.life());

        SignedJWT jwt = SignedJWT.parse(sign(session).value());

        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(jwt.getHeader().getType()).hasToString("at+jwt");
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:8080");
        assertThat(claims.getAudience()).containsExactly("countersign");
        assertThat(claims.getSubject()).isEqualTo("anna");
        assertThat(claims.getIssueTime()).isEqualTo(Date.from(now));
        assertThat(claims.getExpirationTime()).isEqualTo(Date.from(now.plus(Duration.ofMinutes(15))));
        assertThat(claims.getStringClaim("sid")).isEqualTo(session.id());
        assertThat(claims.getStringClaim("client_id")).isEqualTo("WORKSTATION");
        assertThat(claims.getLongClaim("auth_time"))
                .isEqualTo(now.minusSeconds(3).getEpochSecond());
        assertThat(claims.getStringListClaim("amr")).isEqualTo(List.of("pwd", "sms", "mfa"));
        assertThat(claims.getStringClaim("acr")).isEqualTo("sms");
        assertThat(claims.getLongClaim("factor_since")).isEqualTo(since.getEpochSecond());
        assertThat(claims.getStringListClaim("roles")).isEqualTo(List.of("user"));
        assertThat(claims.getStringClaim("scope")).isEqualTo("full");
    }

    @Test
    void claimsNoSecondFactorForAPassword() throws ParseException {
        Login login = new Login(7, "anna", "attempt", "PORTAL", "PWD", now, now, SessionScope.PORTAL_ONLY);

        JWTClaimsSet claims = SignedJWT.parse(
                        sign(new LoginSession(login, now, RULES.life())).value())
                .getJWTClaimsSet();

        assertThat(claims.getStringListClaim("amr")).isEqualTo(List.of("pwd"));
        assertThat(claims.getStringClaim("acr")).isEqualTo("pwd");
        assertThat(claims.getStringClaim("scope")).isEqualTo("portal_only");
    }

    @ParameterizedTest
    @CsvSource({
        "SMS, pwd sms mfa",
        "PASSKEY, pwd pop user mfa",
        "AUTHENTICATOR, pwd otp mfa",
        "DISPLAY_CARD, pwd otp mfa",
        "TOTP, pwd otp mfa",
        "GRID_CARD, pwd otp mfa",
        "ONLINE_GRID_CARD, pwd otp mfa",
        "RECOVERY_CODE, pwd otp mfa",
        "TEMPORARY_PASSCODE, pwd otp mfa"
    })
    void namesTheMethodsOfEachFactor(String factor, String methods) throws ParseException {
        LoginSession session = new LoginSession(Logins.of(7, "anna", "attempt", factor, now), now, RULES.life());

        assertThat(SignedJWT.parse(sign(session).value()).getJWTClaimsSet().getStringListClaim("amr"))
                .containsExactly(methods.split(" "));
    }

    @Test
    void aFactorThatCameByAnSmsCountsAsOneForAWhile() throws ParseException {
        Login login = new Login(
                7,
                "anna",
                "attempt",
                "PORTAL",
                "AUTHENTICATOR",
                Optional.of("enrolment"),
                now,
                now,
                SessionScope.FULL,
                Optional.of(now.plus(Duration.ofHours(1))),
                Optional.empty());
        LoginSession session = new LoginSession(login, now, RULES.life());

        JWTClaimsSet weak = SignedJWT.parse(sign(session).value()).getJWTClaimsSet();
        assertThat(weak.getStringClaim("acr")).isEqualTo("sms");
        assertThat(weak.getStringListClaim("amr")).as("what was typed").isEqualTo(List.of("pwd", "otp", "mfa"));
        beans.clock().pass(Duration.ofHours(1));

        assertThat(SignedJWT.parse(sign(session).value()).getJWTClaimsSet().getStringClaim("acr"))
                .isEqualTo("authenticator");
    }

    @Test
    void aTokenNeverOutlivesItsSession() {
        LoginSession session = new LoginSession(
                Logins.of(7, "anna", "attempt", now),
                now,
                new SessionRules(Duration.ofMinutes(4), RULES.idle()).life());

        assertThat(sign(session).life()).isEqualTo(Duration.ofMinutes(4));
    }

    /** Times in a token are whole seconds: one more would be behind the end of the session. */
    @Test
    void inTheLastSecondOfItsSessionATokenHasNoLifeLeft() throws ParseException {
        Instant begun = now.plusMillis(500);
        LoginSession session = new LoginSession(
                Logins.of(7, "anna", "attempt", begun),
                begun,
                new SessionRules(Duration.ofMinutes(4), RULES.idle()).life());
        beans.clock().pass(Duration.ofMinutes(4).plusMillis(499));
        assertThat(session.isAlive(beans.clock().instant(), RULES)).isTrue();

        AccessToken last = sign(session);

        assertThat(last.life()).isZero();
        assertThat(SignedJWT.parse(last.value()).getJWTClaimsSet().getExpirationTime())
                .isEqualTo(Date.from(now.plus(Duration.ofMinutes(4))));
    }

    @Test
    void isRecognisedUntilItsEnd() {
        String token = sign(new LoginSession(Logins.of(7, "anna", "attempt", now), now, RULES.life()))
                .value();

        beans.clock().pass(Duration.ofMinutes(15).plusSeconds(5).minusMillis(1));
        assertThat(isOurs(token)).isTrue();
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(isOurs(token)).isFalse();
    }

    @Test
    void aFurtherTokenHasItsOwnId() throws ParseException {
        LoginSession session = new LoginSession(Logins.of(7, "anna", "attempt", now), now, RULES.life());

        String first = SignedJWT.parse(sign(session).value()).getJWTClaimsSet().getJWTID();
        String second = SignedJWT.parse(sign(session).value()).getJWTClaimsSet().getJWTID();

        assertThat(first).isNotEqualTo(second);
    }

    private AccessToken sign(LoginSession session) {
        return beans.call(AccessTokens.class, tokens -> tokens.sign(session, "anna"));
    }

    private boolean isOurs(String token) {
        return beans.call(AccessTokens.class, tokens -> tokens.verify(token)).isPresent();
    }
}
