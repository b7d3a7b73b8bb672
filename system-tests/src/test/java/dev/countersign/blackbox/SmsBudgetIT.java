package dev.countersign.blackbox;

import static dev.countersign.blackbox.BackOffice.element;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What SMS may cost: a run of adjacent numbers, a country whose codes nobody enters, and a day. Only the carrier's counter is
 * believed about what was sent. Each test has a day of its own.
 */
@Tag("full")
class SmsBudgetIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int BUDGET = 60;
    private static final int MOST = 62;

    /** Of the codes that somebody makes himself he is told; no limit keeps that back. */
    private static final int NOTICES = 1;

    /** As many as one user may have. */
    private static final int NUMBERS = 10;

    /** Of an order that is under way; after a leap of the clock the gateway has not been heard of for some seconds. */
    private static final List<String> ORDERED = List.of("QUEUED", "NO_CARRIER");

    private static Product product;

    private long before;

    @BeforeAll
    static void start() {
        product = Product.onH2(
                Path.of("target/run-budget"),
                Map.of("countersign.sms.daily-budget", "" + BUDGET, "countersign.sms.daily-most", "" + MOST));
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    @BeforeEach
    void nextDay() {
        product.time().advanceTo(endOfDay());
        before = product.inbox().submitted();
    }

    @Test
    void aRunOfAdjacentNumbersGetsTwentyCodes() {
        List<Wish> run = wishes(3, i -> String.format(Locale.ROOT, "+49151470000%02d", i));

        List<Answer> answers = AtOnce.call(run.size(), i -> (Callable<Answer>) run.get(i)::send);

        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(20);
        assertThat(answers).filteredOn(answer -> answer.status() != 202).allSatisfy(refused -> {
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text("code")).isEqualTo("NUM_DAILY_LIMIT");
            assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 600);
        });
        awaitSent(20);
        assertThat(alerts("sms-prefix:4915147")).containsExactly("PREFIX");
        assertThat(wish("+4915148000000").send().status()).as("another prefix").isEqualTo(202);
        logIn("+4915147000099");
        awaitSent(22);
        Wish refused = run.get(answers.indexOf(answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow()));
        product.time().advance(Duration.ofMinutes(10));
        assertThat(refused.send().status()).as("ten minutes later").isEqualTo(202);
    }

    @Test
    void aCountryWhoseCodesNobodyEntersGetsFifty() {
        List<Wish> sent = pump(7);

        // Codes that are entered after all open the country again: 5 of 50, and no more than a tenth.
        Stream.of(0, 10, 20, 30, 40).map(sent::get).forEach(Wish::answer);
        assertThat(wish("+436649900000").send().status()).isEqualTo(202);
        assertThat(wish("+436649900001").send().status()).isEqualTo(429);
    }

    /** The full count of requests. */
    @Test
    @Tag("full")
    void aCountryWhoseCodesNobodyEntersGetsFiftyOfFiveThousand() {
        pump(500);
    }

    /** Has codes sent to ten numbers of each user; returns the wishes that were granted. */
    private List<Wish> pump(int users) {
        String holder = "+436641000000";
        logIn(holder);
        awaitSent(1);
        List<Wish> sent = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            int block = user * NUMBERS;
            // Spread, so that no range of seven digits gets more than it bears.
            for (Wish wish : wishes(
                    1, i -> String.format(Locale.ROOT, "+43664%02d%05d", 20 + (block + i) % 70, (block + i) / 70))) {
                Answer answer = wish.send();
                if (answer.status() == 202) {
                    sent.add(wish);
                } else {
                    assertThat(answer.text("code")).isEqualTo("NUM_DAILY_LIMIT");
                }
            }
        }
        assertThat(sent).hasSize(50);
        awaitSent(51);
        assertThat(alerts("sms-country:AT")).contains("CONVERSION");
        assertThat(note()).contains("AT");
        assertThat(wish("+4915149000000").send().status()).as("another country").isEqualTo(202);
        logIn("+436641000001");
        awaitSent(53);
        return sent;
    }

    @Test
    void theBudgetOfTheDayEndsCodesForNewNumbersFirstAndThenAllSms() {
        assertThat(note()).isEmpty();
        wishes(3, i -> String.format(Locale.ROOT, "+49151%02d500000", i))
                .forEach(wish -> assertThat(wish.send().status()).isEqualTo(202));
        wishes(3, i -> String.format(Locale.ROOT, "+43664%02d60000", i + 10))
                .forEach(wish -> assertThat(wish.send().status()).isEqualTo(202));
        awaitSent(BUDGET);

        Answer refused = wish("+4915190500000").send();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("code")).isEqualTo("NUM_DAILY_LIMIT");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(80_000, 86_400);
        String day = "sms-budget:" + LocalDate.ofInstant(product.time().now(), ZoneOffset.UTC);
        Eventually.get("alert", PATIENCE, () -> Optional.of(alerts(day)).filter(all -> all.contains("BUDGET_100")));
        assertThat(alerts(day)).containsExactlyInAnyOrder("BUDGET_80", "BUDGET_100", "MOST_80");
        assertThat(note()).contains("100 % of today's SMS budget are spent");
        TestUser prepared = newUser("+4915191500000");
        String recoveryCode = makeRecoveryCodes(prepared);
        awaitSent(MOST + NOTICES);
        Eventually.get("alert", PATIENCE, () -> Optional.of(alerts(day)).filter(all -> all.contains("MOST_100")));
        assertThat(note()).contains("nobody gets an SMS any more today");

        Portal.Attempt attempt = product.portal().begin(newUser("+4915193500000"));
        Answer noSms = attempt.sms();

        assertThat(noSms.status()).isEqualTo(429);
        assertThat(noSms.text("code")).isEqualTo("SEND_DAILY_LIMIT");
        assertThat(attempt.answer("000000").status()).isEqualTo(422);
        assertThat(attempt.token().status()).isEqualTo(409);
        assertThat(product.inbox().submitted() - before).isEqualTo(MOST + NOTICES);
        assertOffersHisOtherFactor(prepared, recoveryCode);
        product.time().advanceTo(endOfDay());
        logIn("+4915194500000");
    }

    /** It takes two SMS: one to log in, and one to prove that it is he. */
    private static String makeRecoveryCodes(TestUser user) {
        assertThat(product.operator().setRule("FI", "RECOVERY_CODES", "1").status())
                .isEqualTo(200);
        assertThat(product.operator()
                        .change(user.userName(), "{\"jurisdiction\": \"FI\"}")
                        .status())
                .isEqualTo(200);
        Account account = Account.withSms(product, user);
        product.time().advance(Duration.ofMinutes(2));
        String confirmation = account.beginConfirmation("FACTOR_CHANGE");
        String code = product.inbox().code(user, 2);
        Answer made =
                account.http().post("/api/v1/me/recovery-codes", Account.proven(Account.body(), confirmation, code));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().at("/codes/0").asText();
    }

    private static void assertOffersHisOtherFactor(TestUser user, String recoveryCode) {
        product.time().advance(Duration.ofMinutes(2));
        Portal.Attempt attempt = product.portal().begin(user);

        Answer noSms = attempt.sms();

        assertThat(noSms.text("code")).as(noSms.toString()).isEqualTo("SEND_DAILY_LIMIT");
        assertThat(noSms.json().at("/next/0").asText()).isEqualTo("FACTOR");
        choose(attempt, "RECOVERY_CODE");
        assertThat(attempt.answer(recoveryCode).status()).isEqualTo(200);
        assertThat(attempt.token().status()).isEqualTo(200);
    }

    private static void choose(Portal.Attempt attempt, String kind) {
        String id = StreamSupport.stream(attempt.begun().json().path("factors").spliterator(), false)
                .filter(factor -> factor.path("kind").asText().equals(kind))
                .map(factor -> factor.path("id").asText())
                .findFirst()
                .orElseThrow();
        Answer chosen = attempt.http()
                .post(
                        "/api/v1/logins/" + attempt.id() + "/factor",
                        Account.body().put("factor", id));
        assertThat(chosen.status()).as(chosen.toString()).isEqualTo(202);
    }

    /** Each user logs in at another address, as the back office says. */
    @Test
    void aBackOfficeGetsSoManyOnADayWhateverAddressesItNames() {
        assertThat(product.operator().setRule("SE", "SMS_CLIENT_PER_DAY", "2").status())
                .isEqualTo(200);
        BackOffice office = product.backOffice();
        assertThat(begin(office, "+46701000001", "192.0.2.1")).isIn(ORDERED);
        assertThat(begin(office, "+46701000002", "192.0.2.2")).isIn(ORDERED);

        assertThat(begin(office, "+46701000003", "192.0.2.3")).isEqualTo("COOLDOWN");

        assertThat(alerts("sms-client:" + office.name())).containsExactly("CLIENT");
        assertThat(note()).contains("asked for by " + office.name());
        assertThat(begin(product.backOffice(), "+46701000004", "192.0.2.3"))
                .as("another back office")
                .isIn(ORDERED);
    }

    @Test
    void aKindOfProgramGetsSoManyOnADay() {
        assertThat(product.operator().setRule("NO", "SMS_CLIENT_PER_DAY", "2").status())
                .isEqualTo(200);
        assertThat(wish("+4790000001").send().status()).isEqualTo(202);
        assertThat(wish("+4791000002").send().status()).isEqualTo(202);

        Answer refused = wish("+4792000003").send();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("code")).isEqualTo("NUM_DAILY_LIMIT");
        assertThat(alerts("sms-client:PORTAL")).containsExactly("CLIENT");
    }

    /** Where the SMS of the login is. */
    private static String begin(BackOffice office, String number, String address) {
        TestUser user = newUser(number);
        List<String> states = office.call(
                        "BeginLogin",
                        element("userName", user.userName())
                                + element("password", user.password())
                                + element("userAddress", address))
                .texts("state");
        return states.get(1);
    }

    /** A signed-in user's wish to verify a number of his. */
    private record Wish(Account account, String id, TestUser phone) {

        Answer send() {
            return account.sendCode(id);
        }

        void answer() {
            assertThat(account.answer(id, product.inbox().code(phone)).status()).isEqualTo(200);
        }
    }

    private static Wish wish(String number) {
        return wishes(1, i -> number, 1).get(0);
    }

    private static List<Wish> wishes(int users, IntFunction<String> number) {
        return wishes(users, number, NUMBERS);
    }

    private static List<Wish> wishes(int users, IntFunction<String> number, int each) {
        List<Wish> wishes = new ArrayList<>();
        for (int user = 0; user < users; user++) {
            Account account = Account.withoutFactor(product, product.operator().newUserWithoutNumber());
            for (int i = user * each; i < (user + 1) * each; i++) {
                String e164 = number.apply(i);
                wishes.add(new Wish(account, account.added(e164), new TestUser("", "", e164)));
            }
        }
        return wishes;
    }

    private static TestUser newUser(String number) {
        TestUser invented = Operator.invent();
        TestUser user = new TestUser(invented.userName(), invented.password(), number);
        assertThat(product.operator().post(Operator.json(user, true)).status()).isEqualTo(201);
        return user;
    }

    /** A user with a verified number logs in by SMS. */
    private static void logIn(String number) {
        product.portal().logIn(newUser(number), product.inbox());
    }

    private void awaitSent(long messages) {
        Eventually.get(
                messages + " SMS",
                PATIENCE,
                () -> Optional.of(product.inbox().submitted() - before).filter(sent -> sent >= messages));
        assertThat(product.inbox().submitted() - before).isEqualTo(messages);
    }

    private static List<String> alerts(String subject) {
        return new Audit(product.operator().http())
                .list("?subject=" + subject).stream()
                        .map(entry -> entry.path("reason").asText())
                        .toList();
    }

    private static String note() {
        for (var check : product.operator().http().get("/health/ready").json().path("checks")) {
            if (check.path("name").asText().equals("sms-budget")) {
                return check.at("/data/detail").asText();
            }
        }
        throw new AssertionError("no check of the budget");
    }

    private static Instant endOfDay() {
        return LocalDate.ofInstant(product.time().now(), ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
    }
}
