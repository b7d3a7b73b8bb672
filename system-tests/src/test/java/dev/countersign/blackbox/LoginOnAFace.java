package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.Face.Step;
import dev.countersign.blackbox.Face.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a login by password and SMS code must do on every face. */
@ExtendWith(ProductExtension.class)
abstract class LoginOnAFace {

    private static final int CALLERS = 50;

    private final Product product;
    private final Face face;

    LoginOnAFace(Product product, Face face) {
        this.product = product;
        this.face = face;
    }

    @Test
    void passwordAndCodeYieldAToken() {
        TestUser user = product.operator().newUser();

        Ticket ticket = face.begin(user);
        Step answered = face.answer(ticket, product.inbox().code(user));
        Step token = face.token(ticket);

        assertThat(answered.refusal()).isEmpty();
        assertThat(answered.text("state")).isEqualTo("AUTHENTICATED");
        assertThat(token.text("tokenType")).isEqualTo("Bearer");
        assertThat(token.text("accessToken")).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
        assertThat(Long.parseLong(token.text("expiresIn"))).isPositive();
        assertThat(face.state(ticket).text("state")).isEqualTo("TOKEN_ISSUED");
    }

    @Test
    void fiveWrongCodesEndTheAttempt() {
        TestUser user = product.operator().newUser();
        Ticket ticket = face.begin(user);
        String code = product.inbox().code(user);

        for (int triesLeft = 4; triesLeft >= 0; triesLeft--) {
            Step refused = face.answer(ticket, Inbox.wrong(code));
            assertThat(refused.refusal()).isEqualTo("LOGIN_FACTOR_FAILED");
            assertThat(refused.text("reason")).isEqualTo("SMS_WRONG");
            assertThat(refused.text("triesLeft")).isEqualTo(String.valueOf(triesLeft));
        }

        assertThat(face.answer(ticket, code).refusal()).isEqualTo("ATTEMPT_CLOSED");
        assertThat(face.token(ticket).refusal()).isEqualTo("ATTEMPT_CLOSED");
        assertThat(face.state(ticket).text("state")).isEqualTo("FAILED");
    }

    @Test
    void anotherTryMaySucceed() {
        TestUser user = product.operator().newUser();
        Ticket ticket = face.begin(user);
        String code = product.inbox().code(user);

        assertThat(face.answer(ticket, Inbox.wrong(code)).next()).containsExactly("ANSWER", "SMS");

        assertThat(face.answer(ticket, code).refusal()).isEmpty();
    }

    @Test
    void aRequestThatIsSentOnceMoreIsAnsweredOnceMore() {
        TestUser user = product.operator().newUser();
        Face beginning = face.marked(newId());
        Ticket ticket = beginning.begin(user);
        String code = product.inbox().code(user);

        assertThat(beginning.begin(user)).isEqualTo(ticket);
        assertThat(product.inbox().texts(user.number())).hasSize(1);
        Face guessing = face.marked(newId());
        Step wrong = guessing.answer(ticket, Inbox.wrong(code));
        assertThat(wrong.text("triesLeft")).isEqualTo("4");
        Step wrongAgain = guessing.answer(ticket, Inbox.wrong(code));
        assertThat(wrongAgain.text("triesLeft")).isEqualTo("4");
        assertThat(wrongAgain.text("reference")).isEqualTo(wrong.text("reference"));
        Face answering = face.marked(newId());
        assertThat(answering.answer(ticket, code).text("state")).isEqualTo("AUTHENTICATED");
        assertThat(answering.answer(ticket, code).text("state")).isEqualTo("AUTHENTICATED");
        Face asking = face.marked(newId());
        String session = session(asking.token(ticket));
        assertThat(session(asking.token(ticket))).isEqualTo(session);
        assertThat(face.marked(newId()).token(ticket).refusal()).isEqualTo("ATTEMPT_CLOSED");
        assertThat(face.token(ticket).refusal()).isEqualTo("ATTEMPT_CLOSED");
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static String session(Step token) {
        return Portal.session(token.text("accessToken"));
    }

    @Test
    void aCodeIsUsedOnceAndATokenIsGivenOnce() {
        TestUser user = product.operator().newUser();
        Ticket ticket = face.begin(user);
        String code = product.inbox().code(user);
        assertThat(face.token(ticket).refusal()).isEqualTo("ATTEMPT_PENDING");
        assertThat(face.answer(ticket, code).refusal()).isEmpty();

        assertThat(face.answer(ticket, code).refusal()).isEqualTo("ATTEMPT_CLOSED");

        assertThat(face.token(ticket).refusal()).isEmpty();
        assertThat(face.token(ticket).refusal()).isEqualTo("ATTEMPT_CLOSED");
        assertThat(face.answer(ticket, code).refusal()).isEqualTo("ATTEMPT_CLOSED");
    }

    @Test
    void aCodeOfAnotherLoginOfTheUserIsAWrongTryAndStillRightInItsOwn() {
        TestUser user = product.operator().newUser();
        Ticket first = face.begin(user);
        String ofFirst = product.inbox().code(user);
        product.time().advance(Duration.ofSeconds(121));
        Ticket second = face.begin(user);
        String ofSecond = product.inbox().code(user, 2);
        assertThat(ofSecond).as("a new code").isNotEqualTo(ofFirst);

        for (Step refused : List.of(face.answer(first, ofSecond), face.answer(second, ofFirst))) {
            assertThat(refused.refusal()).isEqualTo("LOGIN_FACTOR_FAILED");
            assertThat(refused.text("reason")).isEqualTo("SMS_WRONG");
            assertThat(refused.text("triesLeft")).isEqualTo("4");
        }

        assertThat(face.answer(second, ofSecond).refusal()).isEmpty();
        assertThat(face.answer(first, ofFirst).refusal()).isEmpty();
    }

    @Test
    void unknownUserAndWrongPasswordAreAnsweredAlike() {
        TestUser user = product.operator().newUser();

        Step wrong = face.begin(user.userName(), "Wrong word 1");
        Step unknown = face.begin(Operator.invent().userName(), "Wrong word 1");
        Step impossible = face.begin("NOBODY CAN HAVE THIS NAME", "x");

        assertThat(wrong.refusal()).isEqualTo("LOGIN_BAD_CREDENTIALS");
        assertThat(unknown.withoutReference()).isEqualTo(wrong.withoutReference());
        assertThat(impossible.withoutReference()).isEqualTo(wrong.withoutReference());
        assertThat(unknown.text("reference")).isNotEmpty().isNotEqualTo(wrong.text("reference"));
        assertThat(product.settledTexts(user)).isEmpty();
    }

    @Test
    void aLockedUserGetsNoAttemptAndNoSms() {
        TestUser user = product.operator().newLockedUser();

        assertThat(face.begin(user.userName(), user.password()).refusal()).isEqualTo("LOGIN_LOCKED");

        assertThat(product.settledCodes(user)).isEmpty();
    }

    @Test
    void anAttemptDiesWithTheLock() {
        TestUser user = product.operator().newUser();
        Ticket ticket = face.begin(user);
        String code = product.inbox().code(user);

        product.operator().change(user.userName(), "{\"locked\": true}");

        assertThat(face.answer(ticket, code).refusal()).isNotEmpty();
        assertThat(face.token(ticket).refusal()).isNotEmpty();
    }

    @Test
    void aUserWithoutAVerifiedNumberIsSentToThePortal() {
        TestUser user = product.operator().newUserWithUnverifiedNumber();

        Step refused = face.begin(user.userName(), user.password());

        assertThat(refused.refusal()).isEqualTo("LOGIN_PORTAL_ONLY");
        assertThat(refused.text("reason")).isEqualTo("SMS_NO_NUMBER");
        assertThat(refused.next()).containsExactly("PORTAL", "HELP_DESK");
    }

    @Test
    void aWrongSecretIsAnsweredLikeAnUnknownAttempt() {
        TestUser user = product.operator().newUser();
        Ticket ticket = face.begin(user);
        Ticket guessed = new Ticket(ticket.id(), "x");
        String unknown =
                face.state(new Ticket(UUID.randomUUID().toString(), "x")).withoutReference();

        assertThat(face.state(guessed).refusal()).isEqualTo("NOT_FOUND");
        assertThat(face.state(guessed).withoutReference()).isEqualTo(unknown);
        assertThat(face.sms(guessed).withoutReference()).isEqualTo(unknown);
        assertThat(face.token(guessed).withoutReference()).isEqualTo(unknown);
        assertThat(face.answer(guessed, product.inbox().code(user)).withoutReference())
                .isEqualTo(unknown);
    }

    @Test
    void theTenthWrongPasswordClosesTheDoorButNotOnTheUsersOwnDevice() {
        TestUser user = product.operator().newUser();
        Ticket ticket = face.begin(user);
        face.answer(ticket, product.inbox().code(user));
        String cookie = face.deviceCookie(face.token(ticket));
        for (int i = 0; i < 10; i++) {
            assertThat(face.begin(user.userName(), "Wrong word 1").refusal()).isEqualTo("LOGIN_BAD_CREDENTIALS");
        }

        Step locked = face.begin(user.userName(), user.password());

        assertThat(locked.refusal()).isEqualTo("LOGIN_LOCKED");
        assertThat(Long.parseLong(locked.text("retryAfterSeconds"))).isBetween(86_300L, 86_400L);
        assertThat(face.begin(user.userName(), user.password(), cookie).refusal())
                .isEmpty();
    }

    @Test
    void withinTwoMinutesNoOtherSmsIsSent() {
        TestUser user = product.operator().newUser();
        Ticket first = face.begin(user);
        product.inbox().code(user);

        Step second = face.begin(user.userName(), user.password());
        Step again = face.sms(first);

        assertThat(second.startedState()).isEqualTo("COOLDOWN");
        assertThat(Long.parseLong(second.text("retryAfterSeconds"))).isBetween(1L, 120L);
        assertThat(again.refusal()).isEqualTo("SMS_COOLDOWN");
        assertThat(Long.parseLong(again.text("retryAfterSeconds"))).isBetween(1L, 120L);
        assertThat(product.settledTexts(user)).hasSize(1);
    }

    @Test
    void aCodeIsRefusedAfterItsEnd() {
        TestUser user = product.operator().newUser();
        Step begun = face.begin(user.userName(), user.password());
        Ticket ticket = new Ticket(begun.text("id"), begun.text("secret"));
        String code = product.inbox().code(user);

        product.time().advanceTo(Instant.parse(begun.text("expiresAt")).plus(Duration.ofSeconds(1)));

        assertThat(face.answer(ticket, code).refusal()).isEqualTo("LOGIN_EXPIRED");
        assertThat(face.state(ticket).text("state")).isEqualTo("EXPIRED");
        assertThat(face.token(ticket).refusal()).isEqualTo("LOGIN_EXPIRED");
    }

    @Test
    void ofFiftyRightAnswersAtOnceOneIsTakenAndOneTokenIsGiven() {
        TestUser user = product.operator().newUser();
        Ticket ticket = face.begin(user);
        String code = product.inbox().code(user);

        assertOneOf(() -> face.answer(ticket, code));
        assertOneOf(() -> face.token(ticket));
    }

    private static void assertOneOf(Callable<Step> call) {
        Map<String, Long> refusals = AtOnce.call(CALLERS, call).stream()
                .map(Step::refusal)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        assertThat(refusals).isEqualTo(Map.of("", 1L, "ATTEMPT_CLOSED", CALLERS - 1L));
    }
}
