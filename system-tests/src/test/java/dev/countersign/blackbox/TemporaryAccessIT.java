package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.blackbox.Portal.Attempt;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a user has left who has lost everything: a passcode of the help desk, and the grid card that it lets him fetch. */
@ExtendWith(ProductExtension.class)
class TemporaryAccessIT {

    private static final String WORKSTATION = "WORKSTATION";

    private final Product product;
    private final TestUser user;

    TemporaryAccessIT(Product product) {
        this.product = product;
        this.user = product.operator().newUserWithoutNumber();
    }

    @Test
    void aPasscodeOpensLessAsTimeGoesByAndTheCardTakesItsPlace() {
        String passcode = product.operator().newPasscode(user);
        assertThat(claim(token(begin(WORKSTATION), passcode), "acr")).isEqualTo("temporary_passcode");
        product.time().advance(Duration.ofDays(2));

        assertThat(refusal(product.portal().begin(user.userName(), user.password(), WORKSTATION)))
                .isEqualTo("403 LOGIN_TEMP_LIMITED");
        Attempt wrong = begin("PORTAL");
        assertThat(refusal(wrong.answer(passcode.toLowerCase(Locale.ROOT))))
                .isEqualTo("422 LOGIN_FACTOR_FAILED TEMP_WRONG");
        String token = token(wrong, passcode);
        assertThat(claim(token, "scope")).isEqualTo("grid_card_only");
        Http limited = product.http().as(token);
        assertThat(refusal(limited.post("/api/v1/me/activations", body()))).isEqualTo("403 LOGIN_TEMP_LIMITED");
        assertThat(limited.get("/api/v1/me").status()).isEqualTo(200);

        PrintedGrid card = PrintedGrid.fetch(limited);
        assertThat(refusal(limited.post("/api/v1/me/grid-card", body()))).isEqualTo("409 GRID_NOT_OFFERED");
        assertThat(claim(token(begin(WORKSTATION), card), "acr")).isEqualTo("sms");
        Attempt tried = begin("MOBILE");
        String challenge = tried.challenge();
        for (int left = 2; left >= 0; left--) {
            Answer refused = tried.answer("AAAAAA");
            assertThat(refusal(refused)).isEqualTo("422 LOGIN_FACTOR_FAILED GRID_WRONG");
            assertThat(refused.json().path("triesLeft").asInt(-1)).isEqualTo(left);
            if (left > 0) {
                assertThat(refusal(tried.answer(card.read(challenge)))).isEqualTo("410 LOGIN_EXPIRED GRID_EXPIRED");
                String next = askAgain(tried);
                assertThat(next).isNotEqualTo(challenge);
                challenge = next;
            }
        }
        assertThat(tried.state().text("state")).isEqualTo("FAILED");
        product.time().advance(Duration.ofDays(21));

        assertThat(refusal(product.portal().begin(user.userName(), user.password())))
                .isEqualTo("403 LOGIN_TEMP_EXPIRED");
    }

    @Test
    void theHelpDeskCannotSkipTheCheckNorGiveTwoInARow() {
        assertThat(refusal(product.operator().issuePasscode(user, "CALL_BACK", "ID_DOCUMENT")))
                .isEqualTo("422 IDENTITY_UNPROVEN");
        assertThat(refusal(product.operator().issuePasscode(user))).isEqualTo("422 IDENTITY_UNPROVEN");
        assertThat(refusal(product.operator().issuePasscode(user, "CALL_BACK", "CALL_BACK")))
                .isEqualTo("400 MALFORMED");
        String first = product.operator().newPasscode(user);

        Answer second = product.operator().issuePasscode(user, "SECURITY_QUESTION", "CALL_BACK");
        assertThat(refusal(second)).isEqualTo("403 PASSCODE_SUPERVISOR");
        assertThat(audit(second)).containsExactly("TEMPORARY_PASSCODE SUPERVISOR_NEEDED");
        assertThat(product.operator().permitPasscode(user).status()).isEqualTo(201);
        assertThat(refusal(product.operator().issuePasscode(user, "SECURITY_QUESTION", "CALL_BACK")))
                .isEqualTo("403 PASSCODE_SUPERVISOR");
        Attempt waiting = begin("PORTAL");
        assertThat(product.secondOperator().permitPasscode(user).status()).isEqualTo(201);
        String next = product.operator().newPasscode(user);

        assertThat(refusal(waiting.answer(first))).isEqualTo("409 ATTEMPT_CLOSED");
        assertThat(refusal(begin("PORTAL").answer(first))).isEqualTo("422 LOGIN_FACTOR_FAILED TEMP_WRONG");
        token(begin("PORTAL"), next);
    }

    @Test
    void aSessionByPasscodeChangesNothingThatAFactorConfirms() {
        String passcode = product.operator().newPasscode(user);
        Http signedIn = product.http().as(token(begin("PORTAL"), passcode));

        for (String purpose : List.of("NUMBER_CHANGE", "PASSWORD_CHANGE", "FACTOR_CHANGE")) {
            assertThat(refusal(signedIn.post("/api/v1/me/confirmations", body().put("purpose", purpose))))
                    .isEqualTo("403 TEMP_NOT_PERMITTED");
        }
        assertThat(refusal(signedIn.post("/api/v1/me/totp", body().put("label", "App"))))
                .isEqualTo("403 CONFIRMATION_REQUIRED");
        assertThat(signedIn.post("/api/v1/me/activations", body().put("replacesLostPhone", true))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void somebodyElseCalledAndAllThatHeGotEnds() {
        String passcode = product.operator().newPasscode(user);
        Http impostor = product.http().as(token(begin("PORTAL"), passcode));
        PrintedGrid card = PrintedGrid.fetch(impostor);
        assertThat(impostor.get("/api/v1/me").status()).isEqualTo(200);

        assertThat(product.operator().endTemporaryAccess(user).status()).isEqualTo(204);

        assertThat(impostor.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(card.cells()).hasSize(100);
        assertThat(refusal(product.portal().begin(user.userName(), user.password())))
                .isEqualTo("403 LOGIN_TEMP_EXPIRED");
        assertThat(refusal(product.operator().endTemporaryAccess(user))).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void aPlasticCardIsMadeByTwoSentActivatedAndEnded() {
        Answer ordered = PlasticGrid.order(product);
        String batch = "/api/v1/admin/grid-batches/" + ordered.text("id");
        Http operator = product.operator().http();
        Answer refused = operator.post(batch + "/release");
        assertThat(refusal(refused)).isEqualTo("403 CARD_BATCH_OWN");
        assertThat(audit(refused)).containsExactly("GRID_BATCH_RELEASED OWN_BATCH");
        assertThat(refusal(product.secondOperator().http().post(batch + "/reject")))
                .isEqualTo("200");
        assertThat(refusal(PlasticGrid.release(product, ordered))).isEqualTo("409 CARD_BATCH_DECIDED");
        assertThat(operator.get("/api/v1/admin/grid-batches").body()).contains(ordered.text("id"));
        PlasticGrid card = PlasticGrid.ship(product, user);
        String admin = "/api/v1/admin/grid-cards/" + card.serial();

        Http newcomer = product.http().as(token(begin("PORTAL")));
        String own = "/api/v1/me/grid-cards/" + card.serial();
        assertThat(refusal(newcomer.post("/api/v1/me/grid-cards/AAAAAAAAAA/challenge")))
                .isEqualTo("404 NOT_FOUND");
        String asked = newcomer.post(own + "/challenge").text("challenge");
        assertThat(refusal(newcomer.post(own + "/activation", body().put("code", "AAAAAA"))))
                .isEqualTo("422 GRID_CODE_WRONG");
        assertThat(refusal(newcomer.post(
                        own + "/activation", body().put("code", card.printed().read(asked)))))
                .isEqualTo("410 CARD_EXPIRED");
        String next = newcomer.post(own + "/challenge").text("challenge");
        assertThat(newcomer.post(
                                own + "/activation",
                                body().put("code", card.printed().read(next)))
                        .status())
                .isEqualTo(204);

        assertThat(claim(token(begin(WORKSTATION), card.printed()), "acr")).isEqualTo("sms");
        assertThat(operator.get(admin).text("state")).isEqualTo("ACTIVE");
        Answer unproven = operator.post(admin + "/end", body().put("reason", "DEFECTIVE"));
        assertThat(refusal(unproven)).isEqualTo("422 IDENTITY_UNPROVEN");
        assertThat(audit(unproven)).containsExactly("GRID_CARD_ENDED IDENTITY_UNPROVEN");
        Answer ended = operator.post(admin + "/end", Operator.call().put("reason", "DEFECTIVE"));
        assertThat(ended.text("state")).as(ended.toString()).isEqualTo("DEFECTIVE");
        assertThat(refusal(operator.post(admin + "/shipment", body().put("userName", user.userName()))))
                .isEqualTo("409 CARD_NOT_IN_STOCK");
    }

    private Attempt begin(String client) {
        Answer begun = product.portal().begin(user.userName(), user.password(), client);
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        return Attempt.of(begun, product.http());
    }

    private static String askAgain(Attempt attempt) {
        Answer asked = attempt.http().post("/api/v1/logins/" + attempt.id() + "/challenge");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(202);
        return asked.json().at("/started/challenge").asText();
    }

    /** Of a login that the password completed. */
    private static String token(Attempt attempt) {
        Answer token = attempt.token();
        assertThat(token.status()).as(token.toString()).isEqualTo(200);
        return token.text("accessToken");
    }

    private static String token(Attempt attempt, PrintedGrid card) {
        return token(attempt, card.read(attempt.challenge()));
    }

    private static String token(Attempt attempt, String answer) {
        Answer answered = attempt.answer(answer);
        assertThat(answered.status()).as(answered.toString()).isEqualTo(200);
        return token(attempt);
    }

    private static Object claim(String token, String name) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getClaim(name);
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    /** Status, code and reason, as far as there are. */
    private static String refusal(Answer answer) {
        return answer.status() == 200
                ? "200"
                : (answer.status() + " " + answer.json().path("code").asText() + " "
                                + answer.json().path("reason").asText(""))
                        .strip();
    }

    /** What the operator was told of finds this in the audit. */
    private List<String> audit(Answer refused) {
        return new Audit(product.operator().http())
                .list("?reference=" + refused.text("reference")).stream()
                        .map(entry -> entry.path("type").asText() + " "
                                + entry.path("reason").asText())
                        .toList();
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }
}
