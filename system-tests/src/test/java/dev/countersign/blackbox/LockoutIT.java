package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Guesses are few, whoever makes them, and a stranger cannot lock a user out of his own device. */
@ExtendWith(ProductExtension.class)
class LockoutIT {

    private static final int LIMIT = 10;
    private static final String WRONG = "Wrong word 1";

    private final Product product;

    LockoutIT(Product product) {
        this.product = product;
    }

    @Test
    void theTenthWrongPasswordClosesTheDoorWhateverThePassword() {
        TestUser user = product.operator().newUser();
        for (int i = 0; i < LIMIT; i++) {
            assertThat(wrong(user).text("code")).isEqualTo("LOGIN_BAD_CREDENTIALS");
        }

        Answer right = product.portal().begin(user.userName(), user.password());
        Answer wrong = wrong(user);

        assertLocked(right);
        assertThat(right.json().path("retryAfterSeconds").asInt()).isBetween(86_300, 86_400);
        assertThat(stripped(wrong)).isEqualTo(stripped(right));
        assertThat(product.settledTexts(user)).isEmpty();
    }

    @Test
    void aNameThatNobodyHasClosesAlike() {
        TestUser known = product.operator().newUser();
        TestUser unknown = Operator.invent();
        for (int i = 0; i <= LIMIT; i++) {
            assertThat(stripped(wrong(unknown))).isEqualTo(stripped(wrong(known)));
        }
        assertLocked(wrong(unknown));
    }

    @Test
    void theLockEndsADayAfterTheLastFailure() {
        TestUser user = product.operator().newUser();
        close(user);
        product.time().advance(Duration.ofHours(23));
        assertLocked(product.portal().begin(user.userName(), user.password()));

        product.time().advance(Duration.ofHours(1).plusSeconds(5));

        assertThat(product.portal().begin(user).begun().status()).isEqualTo(201);
    }

    @Test
    void aStrangerCannotLockOutTheUsersOwnDevice() {
        TestUser user = product.operator().newUser();
        String cookie = completeLogin(user, product.portal());
        close(user);

        assertLocked(product.portal().begin(user.userName(), user.password()));
        Answer onOwnDevice = product.portal().with(cookie).begin(user.userName(), user.password());

        assertThat(onOwnDevice.status()).isEqualTo(201);
    }

    @Test
    void aDeviceIsRecognisedForItsUserAlone() {
        TestUser owner = product.operator().newUser();
        TestUser victim = product.operator().newUser();
        String cookie = completeLogin(owner, product.portal());
        close(victim);

        Answer refused = product.portal().with(cookie).begin(victim.userName(), victim.password());

        assertLocked(refused);
    }

    @Test
    void aDeviceHasTenGuessesOfItsOwn() {
        TestUser user = product.operator().newUser();
        String cookie = completeLogin(user, product.portal());
        for (int i = 0; i < LIMIT; i++) {
            assertThat(product.portal()
                            .with(cookie)
                            .begin(user.userName(), WRONG)
                            .status())
                    .isEqualTo(401);
        }

        assertLocked(product.portal().with(cookie).begin(user.userName(), user.password()));
        assertThat(product.portal().begin(user.userName(), user.password()).status())
                .isEqualTo(201);
    }

    @Test
    void wrongCodesCloseTheDoorOnEveryDevice() {
        TestUser user = product.operator().newUser();
        String cookie = completeLogin(user, product.portal());
        product.time().advance(Duration.ofMinutes(3));
        for (int attempt = 0; attempt < 2; attempt++) {
            Portal.Attempt open = product.portal().begin(user);
            for (int i = 0; i < LIMIT / 2; i++) {
                assertThat(open.answer("no code").status()).isEqualTo(422);
            }
        }

        assertLocked(product.portal().begin(user.userName(), user.password()));
        assertLocked(product.portal().with(cookie).begin(user.userName(), user.password()));
    }

    @Test
    void aLockCatchesAnAttemptUnderWay() {
        TestUser user = product.operator().newUser();
        Portal.Attempt pending = product.portal().begin(user);
        String code = product.inbox().code(user);
        TestUser other = product.operator().newUser();
        Portal.Attempt answered = product.portal().begin(other);
        answered.answer(product.inbox().code(other));

        close(user);
        close(other);

        assertLocked(pending.answer(code));
        assertLocked(answered.token());
    }

    @Test
    void aCompleteLoginForgetsTheFailuresBefore() {
        TestUser user = product.operator().newUser();
        for (int i = 0; i < LIMIT - 1; i++) {
            wrong(user);
        }
        completeLogin(user, product.portal());

        for (int i = 0; i < LIMIT; i++) {
            assertThat(wrong(user).status()).isEqualTo(401);
        }
        assertLocked(wrong(user));
    }

    @Test
    void anOperatorOpensTheDoorAgain() {
        TestUser user = product.operator().newUser();
        close(user);

        assertThat(product.operator().unlock(user.userName()).status()).isEqualTo(200);

        assertThat(product.portal().begin(user.userName(), user.password()).status())
                .isEqualTo(201);
    }

    @RepeatedTest(3)
    void ofManyGuessesAtOnceTenGetAVerdictAndTheRightOneBehindThemNone() {
        TestUser user = product.operator().newUser();
        Callable<Answer> guess = () -> wrong(user);

        List<Answer> answers = new ArrayList<>(AtOnce.call(60, number -> guess));
        // What found no place to hash in time (503) got no verdict; others take its place now.
        while (answers.get(answers.size() - 1).status() != 403) {
            assertThat(answers).hasSizeLessThan(200);
            answers.add(wrong(user));
        }
        Answer right = product.portal().begin(user.userName(), user.password());

        assertThat(answers.stream().filter(answer -> answer.status() == 401)).hasSize(LIMIT);
        assertLocked(right);
    }

    /** Wherever the right ones come in, they are behind the wrong ones or before them, and nobody waits for a lock for good. */
    @RepeatedTest(3)
    void ofManyGuessesAtOnceWithRightOnesAmongThemTenAreToldThatTheyAreWrong() {
        TestUser user = product.operator().newUser();
        int every = 6;

        List<Answer> answers = new ArrayList<>(AtOnce.call(
                60,
                number -> number % every == every - 1
                        ? () -> product.portal().begin(user.userName(), user.password())
                        : () -> wrong(user)));
        while (answers.get(answers.size() - 1).status() != 403) {
            assertThat(answers).hasSizeLessThan(200);
            answers.add(wrong(user));
        }

        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 401, 403, 503);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(LIMIT);
        assertLocked(product.portal().begin(user.userName(), user.password()));
    }

    /** As many attempts as may wait at a time, each with five tries, have more than a user's ten. */
    @RepeatedTest(3)
    void ofManyCodesAtOnceInAllOpenAttemptsTenGetAVerdictAndTheRightOneBehindThemNone() {
        TestUser user = product.operator().newUser();
        List<Portal.Attempt> open =
                Stream.generate(() -> product.portal().begin(user)).limit(3).toList();
        String code = product.inbox().code(user);

        List<Answer> answers =
                AtOnce.call(60, number -> () -> open.get(number % 3).answer(Inbox.wrong(code)));

        assertThat(answers).filteredOn(answer -> answer.status() == 422).hasSize(LIMIT);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 422)
                .allSatisfy(answer -> assertThat(answer.text("code")).isIn("LOGIN_LOCKED", "ATTEMPT_CLOSED"));
        assertThat(open).allSatisfy(attempt -> {
            assertThat(attempt.answer(code).text("code")).isIn("LOGIN_LOCKED", "ATTEMPT_CLOSED");
            assertThat(attempt.token().status()).isNotEqualTo(200);
        });
        assertLocked(product.portal().begin(user.userName(), user.password()));
    }

    @Test
    void anAddressIsThrottledAfterTwentyFailuresAndTheUsersOwnDeviceIsNot() {
        TestUser user = product.operator().newUser();
        String cookie = completeLogin(user, product.portal());
        Portal crowd = product.portal();
        for (int i = 0; i < 20; i++) {
            assertThat(crowd.begin(Operator.invent().userName(), WRONG).status())
                    .isEqualTo(401);
        }

        Answer refused = crowd.begin(user.userName(), user.password());

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("code")).isEqualTo("ADDRESS_THROTTLED");
        assertThat(refused.json().path("retryAfterSeconds").asInt()).isBetween(500, 600);
        assertThat(refused.header("Retry-After")).isEqualTo(refused.text("retryAfterSeconds"));
        assertThat(crowd.with(cookie).begin(user.userName(), user.password()).status())
                .isEqualTo(201);
        assertThat(product.portal().begin(user.userName(), user.password()).status())
                .isEqualTo(201);
    }

    @Test
    void aFourthAttemptTakesThePlaceOfTheOldest() {
        TestUser user = product.operator().newUser();
        Portal.Attempt oldest = product.portal().begin(user);
        String code = product.inbox().code(user);
        List<Portal.Attempt> newer =
                Stream.generate(() -> product.portal().begin(user)).limit(3).toList();

        Answer late = oldest.answer(code);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("code")).isEqualTo("ATTEMPT_CLOSED");
        assertThat(oldest.state().text("state")).isEqualTo("SUPERSEDED");
        assertThat(newer)
                .allSatisfy(attempt -> assertThat(attempt.state().text("state")).isEqualTo("FACTOR_PENDING"));
    }

    @Test
    void aNumberGetsFiveSmsAnHour() {
        TestUser user = product.operator().newUser();
        for (int i = 1; i <= 5; i++) {
            assertThat(product.portal()
                            .begin(user)
                            .begun()
                            .json()
                            .at("/started/state")
                            .asText())
                    .isNotEqualTo("COOLDOWN");
            product.inbox().code(user, i);
            product.time().advance(Duration.ofMinutes(2).plusSeconds(1));
        }

        Portal.Attempt sixth = product.portal().begin(user);
        Answer refused = sixth.sms();

        assertThat(sixth.begun().json().at("/started/state").asText()).isEqualTo("COOLDOWN");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("code")).isEqualTo("SEND_DAILY_LIMIT");
        assertThat(refused.json().path("retryAfterSeconds").asInt()).isBetween(2900, 3000);
        assertThat(product.inbox().texts(user.number())).hasSize(5);
    }

    @Test
    void aJurisdictionMayAllowFewerFailures() {
        Operator operator = product.operator();
        TestUser user = Operator.invent();
        ObjectNode json = Operator.json(user, true);
        json.put("jurisdiction", "LU");
        operator.post(json);

        Answer set = operator.http()
                .send(
                        "PUT",
                        "/api/v1/admin/jurisdictions/LU/rules/LOCK_FAILURES",
                        "application/json",
                        "{\"value\": \"5\", \"legalReference\": \"Regulation (EU) 2018/389, Art. 4(3)(b)\"}");
        for (int i = 0; i < 5; i++) {
            assertThat(wrong(user).status()).isEqualTo(401);
        }

        assertThat(set.json().at("/limits/LOCK_FAILURES").asText()).isEqualTo("5");
        assertLocked(wrong(user));
        assertThat(operator.http()
                        .send(
                                "PUT",
                                "/api/v1/admin/jurisdictions/LU/rules/LOCK_FAILURES",
                                "application/json",
                                "{\"value\": \"0\"}")
                        .text("detail"))
                .contains("LOCK_FAILURES", "from 1 to 100");
        assertThat(operator.http()
                        .send(
                                "PUT",
                                "/api/v1/admin/jurisdictions/LU/rules/LOCK_FAILURES",
                                "application/json",
                                "{\"value\": \"5\", \"validFrom\": \"+10000-01-01T00:00:00Z\"}")
                        .text("detail"))
                .isEqualTo("validFrom must be of the years 1970 to 9999");
    }

    private Answer wrong(TestUser user) {
        return product.portal().begin(user.userName(), WRONG);
    }

    private void close(TestUser user) {
        for (int i = 0; i < LIMIT; i++) {
            assertThat(wrong(user).status()).isEqualTo(401);
        }
    }

    /** Logs in; the cookie that the device keeps. */
    private String completeLogin(TestUser user, Portal portal) {
        Portal.Attempt attempt = portal.begin(user);
        assertThat(attempt.answer(product.inbox().code(user)).status()).isEqualTo(200);
        String cookie = attempt.token().header("Set-Cookie");
        assertThat(cookie).startsWith("__Host-").contains("; Secure", "; HttpOnly", "; SameSite=Strict", "; Path=/;");
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private static void assertLocked(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
        assertThat(answer.text("code")).isEqualTo("LOGIN_LOCKED");
    }

    /** All that a caller can compare, but for the reference and the seconds that pass. */
    private static JsonNode stripped(Answer answer) {
        ObjectNode json = (ObjectNode) answer.json();
        json.remove("reference");
        json.remove("retryAfterSeconds");
        return json;
    }
}
