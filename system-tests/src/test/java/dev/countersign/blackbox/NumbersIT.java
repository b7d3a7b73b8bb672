package dev.countersign.blackbox;

import static dev.countersign.blackbox.Account.body;
import static dev.countersign.blackbox.Account.proven;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A user keeps his numbers: from the first one, which makes SMS his factor, to changes that need the factor. */
@ExtendWith(ProductExtension.class)
class NumbersIT {

    private static final Duration PAUSE = Duration.ofMinutes(2);

    private final Product product;

    NumbersIT(Product product) {
        this.product = product;
    }

    @Test
    void theFirstVerifiedNumberMakesSmsTheFactor() {
        TestUser user = product.operator().newUserWithoutNumber();
        Account account = Account.withoutFactor(product, user);
        assertThat(account.numbers().json()).isEmpty();

        String id = account.added(user.number());
        Answer sent = account.sendCode(id);
        assertThat(sent.status()).as(sent.toString()).isEqualTo(202);
        assertThat(sent.json().path("triesLeft").asInt()).isEqualTo(5);
        assertThat(account.number(user.number()).path("verified").asBoolean()).isFalse();
        Answer verified = account.answer(id, product.inbox().code(user));

        assertThat(verified.status()).as(verified.toString()).isEqualTo(200);
        assertThat(verified.json().path("verified").asBoolean()).isTrue();
        assertThat(verified.json().path("default").asBoolean()).isTrue();
        assertThat(verified.text("country")).isEqualTo("DE");
        product.time().advance(PAUSE);
        Portal.Attempt login = product.portal().begin(user);
        assertThat(login.begun().text("state")).isEqualTo("FACTOR_PENDING");
        assertThat(login.answer(product.inbox().code(user, 2)).status()).isEqualTo(200);
        assertThat(login.token().status()).isEqualTo(200);
    }

    @Test
    void theAnswerShowsFourDigitsAndTellsOfATrunkZero() {
        TestUser user = product.operator().newUserWithoutNumber();
        Account account = Account.withoutFactor(product, user);

        Answer added = account.add("+49 (0) " + user.number().substring(3));

        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        assertThat(added.text("hint")).isEqualTo("TRUNK_PREFIX_REMOVED");
        assertThat(added.text("number")).isEqualTo("•••• " + user.number().substring(10));
        assertThat(added.body()).doesNotContain(user.number().substring(3, 10));
        assertThat(added.header("Location")).isEqualTo("/api/v1/me/numbers/" + added.text("id"));
    }

    @ParameterizedTest
    @CsvSource({
        "030 123456, DE, 422, NUM_NOT_MOBILE",
        "+49 900 1234567, DE, 422, NUM_NOT_MOBILE",
        "+881612345678, DE, 422, NUM_NOT_MOBILE",
        "110, DE, 422, NUM_NOT_MOBILE",
        "+49151ANNA, DE, 400, MALFORMED",
        "0151 12345678, Germany, 400, MALFORMED"
    })
    void aNumberOfNoMobilePhoneIsRefused(String number, String country, int status, String code) {
        Account account = Account.withoutFactor(product, product.operator().newUserWithoutNumber());

        Answer refused = account.add(body().put("number", number).put("country", country));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(status);
        assertThat(refused.text("code")).isEqualTo(code);
        assertThat(refused.text("detail")).isNotEmpty();
        assertThat(account.numbers().json()).isEmpty();
    }

    @Test
    void fiftyRequestsAtOnceInDifferentSpellingsSendOneSms() {
        TestUser user = product.operator().newUserWithoutNumber();
        Account account = Account.withoutFactor(product, user);

        List<Answer> answers = new WantedNumber(user).ask(50, List.of(account));

        assertThat(answers).extracting(Answer::status).containsOnly(202, 429);
        WantedNumber.assertOneGranted(answers, "NUM_COOLDOWN");
        assertThat(account.numbers().json()).hasSize(1);
        product.inbox().code(user);
        assertThat(product.settledTexts(user)).hasSize(1);
    }

    @Test
    void theSameCodeComesAgainWithItsEndAndItsTries() {
        TestUser user = product.operator().newUserWithoutNumber();
        Account account = Account.withoutFactor(product, user);
        String id = account.added(user.number());
        Answer first = account.sendCode(id);
        String code = product.inbox().code(user);
        Answer wrong = account.answer(id, Inbox.wrong(code));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text("code")).isEqualTo("NUM_CODE_WRONG");
        assertThat(wrong.json().path("triesLeft").asInt()).isEqualTo(4);
        product.time().advance(PAUSE);

        Answer again = account.sendCode(id);

        assertThat(again.status()).as(again.toString()).isEqualTo(202);
        assertThat(again.json().path("triesLeft").asInt()).isEqualTo(4);
        assertThat(again.text("expiresAt")).isEqualTo(first.text("expiresAt"));
        assertThat(product.inbox().code(user, 2)).isEqualTo(code);
        assertThat(account.answer(id, code).status()).isEqualTo(200);
    }

    @InRounds(usual = 3, full = 100)
    void fiveAnswersOfManyAtOnceAreLookedAt() {
        TestUser user = product.operator().newUserWithoutNumber();
        Account account = Account.withoutFactor(product, user);
        String id = account.added(user.number());
        account.sendCode(id);
        String code = product.inbox().code(user);

        List<Answer> answers = AtOnce.call(50, () -> account.answer(id, Inbox.wrong(code)));

        assertThat(answers)
                .filteredOn(answer -> answer.text("code").equals("NUM_CODE_WRONG"))
                .hasSize(5);
        assertThat(answers)
                .filteredOn(answer -> answer.text("code").equals("NUM_TRIES_EXHAUSTED"))
                .hasSize(45);
        assertThat(account.answer(id, code).text("code")).isEqualTo("NUM_TRIES_EXHAUSTED");
    }

    @Test
    void enteringANumberAnewGivesNoMoreTriesForItsCode() {
        TestUser user = product.operator().newUserWithoutNumber();
        Account account = Account.withoutFactor(product, user);
        String id = account.added(user.number());
        account.sendCode(id);
        String code = product.inbox().code(user);
        account.answer(id, Inbox.wrong(code));

        assertThat(account.remove(id).json()).isEmpty();
        String again = account.added(user.number());
        assertThat(account.answer(again, code).text("code")).isEqualTo("NUM_CODE_EXPIRED");
        product.time().advance(PAUSE);
        account.sendCode(again);

        assertThat(product.inbox().code(user, 2)).isNotEqualTo(code);
        assertThat(account.answer(again, code).text("code")).isEqualTo("NUM_CODE_WRONG");
    }

    @Test
    void aCodeEndsAfterTenMinutes() {
        TestUser user = product.operator().newUserWithoutNumber();
        Account account = Account.withoutFactor(product, user);
        String id = account.added(user.number());
        account.sendCode(id);
        String code = product.inbox().code(user);

        product.time().advance(Duration.ofMinutes(10));

        Answer late = account.answer(id, code);
        assertThat(late.status()).as(late.toString()).isEqualTo(410);
        assertThat(late.text("code")).isEqualTo("NUM_CODE_EXPIRED");
    }

    @Test
    void aVerifiedNumberShowsItsTickAndGetsNoCode() {
        TestUser user = product.operator().newUser();
        Account account = Account.withSms(product, user);
        String id = account.number(user.number()).path("id").asText();
        product.time().advance(PAUSE);

        Answer tick = account.sendCode(id);

        assertThat(tick.status()).as(tick.toString()).isEqualTo(200);
        assertThat(tick.text("code")).isEqualTo("NUM_ALREADY_VERIFIED");
        assertThat(tick.json().path("verified").asBoolean()).isTrue();
        assertThat(product.inbox().texts(user.number())).hasSize(1);
    }

    @Test
    void aStolenSessionBindsNoOtherPhone() {
        TestUser user = product.operator().newUser();
        Account thief = Account.withSms(product, user);
        TestUser other = Operator.invent();

        Answer refused = thief.add(other.number());

        assertThat(refused.status()).as(refused.toString()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("CONFIRMATION_REQUIRED");
        product.time().advance(PAUSE);
        String confirmation = thief.beginConfirmation("NUMBER_CHANGE");
        String code = product.inbox().code(user, 2);
        Answer guessed = thief.add(proven(body().put("number", other.number()), confirmation, Inbox.wrong(code)));
        assertThat(guessed.text("code")).isEqualTo("CONFIRMATION_FAILED");
        assertThat(thief.numbers().json()).hasSize(1);
        assertThat(product.settledTexts(other)).isEmpty();
    }

    @Test
    void aConfirmationOfAnotherPurposeIsWorthNothing() {
        TestUser user = product.operator().newUser();
        Account account = Account.withSms(product, user);
        product.time().advance(PAUSE);
        String confirmation = account.beginConfirmation("PASSWORD_CHANGE");
        String code = product.inbox().code(user, 2);

        Answer refused =
                account.add(proven(body().put("number", Operator.invent().number()), confirmation, code));

        assertThat(refused.text("code")).isEqualTo("CONFIRMATION_CLOSED");
        assertThat(account.numbers().json()).hasSize(1);
    }

    @Test
    void theProofForANewNumberHoldsForItsVerificationAndForNothingElse() {
        TestUser user = product.operator().newUser();
        TestUser phone = Operator.invent();
        Account account = Account.withSms(product, user);
        String second = addProven(account, user, phone.number(), 2);

        assertThat(account.sendCode(second).status()).isEqualTo(202);
        Answer verified = account.answer(second, product.inbox().code(phone));

        assertThat(verified.status()).as(verified.toString()).isEqualTo(200);
        product.inbox().await(user, "A mobile number was added for ");
        assertThat(verified.json().path("default").asBoolean()).isFalse();
        assertThat(account.add(Operator.invent().number()).text("code")).isEqualTo("CONFIRMATION_REQUIRED");
        assertThat(account.makeDefault(second, body()).text("code")).isEqualTo("CONFIRMATION_REQUIRED");
        assertThat(account.remove(second).text("code")).isEqualTo("CONFIRMATION_REQUIRED");
    }

    @Test
    void aNumberEnteredBeforeThereWasAFactorNeedsItNow() {
        TestUser user = product.operator().newUserWithoutNumber();
        TestUser phone = Operator.invent();
        Account account = Account.withoutFactor(product, user);
        String first = account.added(user.number());
        String second = account.added(phone.number());
        account.sendCode(first);
        account.sendCode(second);
        String code = product.inbox().code(phone);
        assertThat(account.answer(first, product.inbox().code(user)).status()).isEqualTo(200);

        Answer refused = account.answer(second, code);

        assertThat(refused.text("code")).isEqualTo("CONFIRMATION_REQUIRED");
        assertThat(account.number(phone.number()).path("verified").asBoolean()).isFalse();
        product.time().advance(PAUSE);
        assertThat(account.sendCode(second).text("code")).isEqualTo("CONFIRMATION_REQUIRED");
        String confirmation = account.beginConfirmation("NUMBER_CHANGE");
        String proof = product.inbox().code(user, 2);
        assertThat(account.answer(second, proven(body().put("code", code), confirmation, proof))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void loginCodesGoToTheChosenNumber() {
        TestUser user = product.operator().newUser();
        TestUser phone = Operator.invent();
        Account account = Account.withSms(product, user);
        String second = verified(account, user, phone, 2);
        product.time().advance(PAUSE);
        String confirmation = account.beginConfirmation("NUMBER_CHANGE");

        Answer chosen = account.makeDefault(
                second, proven(body(), confirmation, product.inbox().code(user, 3)));

        assertThat(chosen.status()).as(chosen.toString()).isEqualTo(200);
        product.inbox().await(user, "The mobile number of ");
        assertThat(account.number(user.number()).path("default").asBoolean()).isFalse();
        product.time().advance(PAUSE);
        Portal.Attempt login = product.portal().begin(user);
        assertThat(login.answer(product.inbox().code(phone, 2)).status()).isEqualTo(200);
    }

    @Test
    void theLastVerifiedNumberStays() {
        TestUser user = product.operator().newUser();
        Account account = Account.withSms(product, user);
        String id = account.number(user.number()).path("id").asText();

        Answer refused = account.remove(id);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("NUM_LAST_FACTOR");
    }

    @Test
    void aRemovedNumberAnswersNoLoginAndHandsItsPartOn() {
        TestUser user = product.operator().newUser();
        TestUser phone = Operator.invent();
        Account account = Account.withSms(product, user);
        String first = account.number(user.number()).path("id").asText();
        verified(account, user, phone, 2);
        product.time().advance(PAUSE);
        String confirmation = account.beginConfirmation("NUMBER_CHANGE");
        String proof = product.inbox().code(user, 3);
        product.time().advance(PAUSE);
        Portal.Attempt pending = product.portal().begin(user);
        String code = product.inbox().code(user, 4);

        Answer left = account.remove(first, proven(body(), confirmation, proof));

        assertThat(left.status()).as(left.toString()).isEqualTo(200);
        product.inbox().await(user, "The mobile number of ");
        assertThat(left.json()).hasSize(1);
        assertThat(left.json().get(0).path("default").asBoolean()).isTrue();
        assertThat(pending.answer(code).text("code")).isEqualTo("ATTEMPT_CLOSED");
        Portal.Attempt login = product.portal().begin(user);
        assertThat(login.answer(product.inbox().code(phone, 2)).status()).isEqualTo(200);
    }

    @Test
    void aNumberOfAnotherUserIsNotThere() {
        TestUser user = product.operator().newUserWithoutNumber();
        Account stranger = Account.withoutFactor(product, product.operator().newUserWithoutNumber());
        String id = Account.withoutFactor(product, user).added(user.number());

        assertThat(stranger.sendCode(id).status()).isEqualTo(404);
        assertThat(stranger.answer(id, "042042").status()).isEqualTo(404);
        assertThat(stranger.makeDefault(id, body()).status()).isEqualTo(404);
        assertThat(stranger.remove(id).status()).isEqualTo(404);
        assertThat(stranger.sendCode("no-such-id").status()).isEqualTo(404);
    }

    @Test
    void whoeverHasANumberAlreadyIsNotTold() {
        TestUser owner = product.operator().newUser();
        Account account = Account.withoutFactor(product, product.operator().newUserWithoutNumber());

        Answer taken = account.add(owner.number());
        Answer free = account.add(Operator.invent().number());

        assertThat(taken.status()).isEqualTo(201);
        assertThat(fieldsOf(taken)).isEqualTo(fieldsOf(free));
        assertThat(account.sendCode(taken.text("id")).status()).isEqualTo(202);
    }

    @Test
    void tenNumbersAreEnough() {
        Account account = Account.withoutFactor(product, product.operator().newUserWithoutNumber());
        for (int i = 0; i < 10; i++) {
            account.added(Operator.invent().number());
        }

        Answer refused = account.add(Operator.invent().number());

        assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
        assertThat(refused.text("code")).isEqualTo("NUM_LIMIT");
    }

    @Test
    void twentyNumbersAreAddedWithinADayAlsoByWhoRemovesThem() {
        Account account = Account.withoutFactor(product, product.operator().newUserWithoutNumber());
        for (int i = 0; i < 20; i++) {
            account.remove(account.added(Operator.invent().number()));
        }

        Answer refused = account.add(Operator.invent().number());

        assertThat(refused.status()).as(refused.toString()).isEqualTo(429);
        assertThat(refused.text("code")).isEqualTo("NUM_DAILY_LIMIT");
        assertThat(refused.json().path("retryAfterSeconds").asInt()).isBetween(23 * 3600, 24 * 3600);
    }

    @Test
    void aUserGetsTenConfirmCodesADay() {
        Account account = Account.withoutFactor(product, product.operator().newUserWithoutNumber());
        for (int i = 0; i < 10; i++) {
            String id = account.added(Operator.invent().number());
            assertThat(account.sendCode(id).status()).isEqualTo(202);
            account.remove(id);
        }
        String id = account.added(Operator.invent().number());

        Answer refused = account.sendCode(id);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(429);
        assertThat(refused.text("code")).isEqualTo("NUM_DAILY_LIMIT");
        assertThat(refused.json().path("retryAfterSeconds").asInt()).isBetween(23 * 3600, 24 * 3600);
    }

    /** Each asks once. Of its five an hour and ten a day a number has three and six for those who have not proven to hold it. */
    @Test
    void howManyUsersEverTypeANumberItGetsThreeCodesAnHourAndSixADay() {
        TestUser owner = Operator.invent();
        askThrice(owner, 1);
        product.time().advance(Duration.ofHours(1));
        askThrice(owner, 4);
        product.time().advance(Duration.ofHours(1));

        assertKeptBack(ask(owner));
        // Four of the day are left to its owner.
        assertThat(product.operator().post(Operator.json(owner, true)).status()).isEqualTo(201);
        for (int message = 7; message <= 10; message++) {
            product.portal().begin(owner);
            product.inbox().code(owner, message);
            product.time().advance(PAUSE);
        }
        Answer eleventh = product.portal().begin(owner).begun();

        assertThat(eleventh.json().at("/started/state").asText()).isEqualTo("COOLDOWN");
        assertThat(eleventh.json().at("/started/retryAfterSeconds").asInt()).isGreaterThan(12 * 3600);
        assertThat(product.inbox().texts(owner.number())).hasSize(10);
    }

    /** And a fourth time in vain. Each code is there before time passes: one that has not left by its end never does. */
    private void askThrice(TestUser phone, int firstMessage) {
        for (int message = firstMessage; message < firstMessage + 3; message++) {
            assertThat(ask(phone).status()).isEqualTo(202);
            product.inbox().code(phone, message);
            product.time().advance(PAUSE);
        }
        assertKeptBack(ask(phone));
    }

    /** Somebody who has no factor yet types the number and wants its code. */
    private Answer ask(TestUser phone) {
        Account account = Account.withoutFactor(product, product.operator().newUserWithoutNumber());
        return account.sendCode(account.added(phone.number()));
    }

    private static void assertKeptBack(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(429);
        assertThat(answer.text("code")).isEqualTo("NUM_DAILY_LIMIT");
    }

    @Test
    void aNumberThatTheCarrierCannotReachIsToldAndGetsNoMore() {
        TestUser user = product.operator().newUserWithoutNumber();
        Account account = Account.withoutFactor(product, user);
        String id = account.added(user.number());
        product.inbox().fault("NEGATIVE_RECEIPT");
        try {
            account.sendCode(id);
            Eventually.get(
                    "news of the carrier",
                    Duration.ofSeconds(30),
                    () -> Optional.of(account.number(user.number()))
                            .filter(number -> number.path("delivery").asText().equals("UNREACHABLE")));
        } finally {
            product.inbox().fault("NONE");
        }
        long submitted = product.inbox().submitted();
        product.time().advance(PAUSE);

        Answer refused = account.sendCode(id);

        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("NUM_UNREACHABLE");
        assertThat(product.inbox().submitted()).isEqualTo(submitted);
    }

    @Test
    void nobodyWithoutATokenSeesNumbers() {
        Answer refused = new Account(product.http()).numbers();

        assertThat(refused.status()).isEqualTo(401);
    }

    /** Adds a number with the proof that is the user's message of that number; returns its id. */
    private String addProven(Account account, TestUser user, String number, int message) {
        product.time().advance(PAUSE);
        String confirmation = account.beginConfirmation("NUMBER_CHANGE");
        Answer added = account.add(proven(
                body().put("number", number), confirmation, product.inbox().code(user, message)));
        assertThat(added.status()).as(added.toString()).isEqualTo(201);
        return added.text("id");
    }

    private String verified(Account account, TestUser user, TestUser phone, int message) {
        String id = addProven(account, user, phone.number(), message);
        assertThat(account.sendCode(id).status()).isEqualTo(202);
        assertThat(account.answer(id, product.inbox().code(phone)).status()).isEqualTo(200);
        return id;
    }

    private static List<String> fieldsOf(Answer answer) {
        JsonNode json = answer.json();
        return json.properties().stream()
                .filter(field -> !field.getKey().equals("id") && !field.getKey().equals("number"))
                .map(Object::toString)
                .toList();
    }
}
