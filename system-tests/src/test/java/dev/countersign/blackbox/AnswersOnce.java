package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.blackbox.CardStock.NewCard;
import dev.countersign.blackbox.Portal.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;

/** Whatever a user is asked for, a right answer opens one login, however many give it at a time and on whichever server. */
abstract class AnswersOnce {

    private static final System.Logger LOG = System.getLogger(AnswersOnce.class.getName());
    private static final int CALLERS = 50;

    /** How often how many of the parallel calls succeeded. */
    private static final Map<Long, Integer> SUCCESSES = new ConcurrentSkipListMap<>();

    /** RFC 4226 appendix D. */
    private static final String KEY = "3132333435363738393031323334353637383930";

    private static final String FIRST = "755224";

    private static final String CLOSED = "409 ATTEMPT_CLOSED";
    private static final String WRONG = "422 LOGIN_FACTOR_FAILED";
    private static final String PENDING = "409 ATTEMPT_PENDING";

    final Product product;

    private final List<Http> servers;
    private final Consumer<Duration> advance;
    private final Set<String> unseen;

    /**
     * For the servers whose answers are looked for.
     *
     * @param advance moves the time of all of them
     * @param unseen what is answered to a caller who has waited too long for his turn, where that may happen
     */
    AnswersOnce(Product product, List<Http> servers, Consumer<Duration> advance, Set<String> unseen) {
        this.product = product;
        this.servers = servers;
        this.advance = advance;
        this.unseen = unseen;
    }

    @InRounds(usual = 1, full = 1_000)
    void aCodeOfAnAppInTwoLogins() {
        TestUser user = product.operator().newUserWithoutNumber();
        Instant now = product.time().now();
        CodeApp app = Account.withoutFactor(product, user).addApp(now);

        oneOpens(two(user), typed(app.code(now.plusSeconds(30))), Set.of(WRONG));
    }

    @InRounds(usual = 1, full = 1_000)
    void aCodeOfACounterCardInTwoLogins() {
        TestUser user = product.operator().newUserWithoutNumber();
        new CardStock(product).give(user, List.of(new NewCard(CardStock.newSerial(), "HOTP-SHA1-6", KEY, "", 0)));

        oneOpens(two(user), typed(FIRST), Set.of(WRONG));
    }

    @InRounds(usual = 1, full = 1_000)
    void aResponseOfAnAuthenticator() {
        EnrolledUser user = EnrolledUser.in(product);
        Attempt login = product.portal().begin(user.user());
        String response = user.phone().respond(login.challenge());

        assertThat(response).matches("[0-9]{8}");
        oneOpens(List.of(login), typed(response), Set.of());
    }

    @InRounds(usual = 1, full = 1_000)
    void aPasscodeOfTheHelpDesk() {
        TestUser user = product.operator().newUserWithoutNumber();
        String passcode = product.operator().newPasscode(user);

        oneOpens(List.of(product.portal().begin(user)), typed(passcode), Set.of());
    }

    /** A pair of cells counts once, whoever asked for it. */
    @InRounds(usual = 1, full = 1_000)
    void twoCellsOfAGridInTwoLogins() {
        TestUser user = product.operator().newUserWithoutNumber();
        String passcode = product.operator().newPasscode(user);
        Attempt first = product.portal().begin(user);
        assertThat(first.answer(passcode).status()).isEqualTo(200);
        PrintedGrid grid = PrintedGrid.fetch(product.http().as(first.token().text("accessToken")));
        List<Attempt> logins = two(user);

        oneOpens(logins, typed(grid.read(logins.get(0).challenge())), Set.of("410 LOGIN_EXPIRED"));
    }

    @InRounds(usual = 1, full = 1_000)
    void aRecoveryCodeInTwoLogins() {
        TestUser user = product.operator().newUser();
        product.operator().allowRecoveryCodes(user);
        String code = newRecoveryCode(user);
        List<Attempt> logins =
                two(user).stream().map(AnswersOnce::chooseRecoveryCode).toList();

        String token = oneOpens(logins, typed(code), Set.of(WRONG));

        assertThat(product.http()
                        .as(token)
                        .get("/api/v1/me/recovery-codes")
                        .json()
                        .path("left")
                        .asInt())
                .isEqualTo(9);
    }

    /** Each server is a page of its own; the device signs what the page says, and counts it as one signature. */
    @InRounds(usual = 1, full = 1_000)
    void aSignatureOfAPasskey() {
        PasskeyHolder holder = PasskeyHolder.in(product);
        Attempt login = Attempt.of(holder.begin(product), product.http());
        PasskeyDevice device = holder.device().counting(2);

        oneOpens(
                List.of(login),
                at -> at.answer(device.askedBy(at.http().base().toString()).sign(login.begun())),
                Set.of());
    }

    @AfterAll
    static void report() {
        LOG.log(System.Logger.Level.INFO, "successes of {0} parallel calls: {1}", CALLERS, SUCCESSES);
        SUCCESSES.clear();
    }

    /**
     * Has all callers give the answer at once, on the servers and in the logins by turns, and then has as many ask for the token.
     *
     * @param refusals what others are told, besides that the login is closed
     * @return the only token
     */
    final String oneOpens(List<Attempt> logins, Function<Attempt, Answer> right, Set<String> refusals) {
        List<Attempt> everywhere = logins.stream()
                .flatMap(login -> servers.stream().map(login::at))
                .toList();

        List<Answer> answers =
                AtOnce.call(CALLERS, number -> () -> right.apply(everywhere.get(number % everywhere.size())));
        List<Answer> tokens = AtOnce.call(CALLERS, number -> everywhere.get(number % everywhere.size())::token);

        assertOne(answers, refusals);
        assertOne(tokens, Set.of(PENDING));
        return tokens.stream()
                .filter(token -> token.status() == 200)
                .findFirst()
                .orElseThrow()
                .text("accessToken");
    }

    private void assertOne(List<Answer> answers, Set<String> refusals) {
        Map<String, Long> counted = answers.stream()
                .map(answer -> answer.status() == 200 ? "200" : answer.status() + " " + answer.text("code"))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        SUCCESSES.merge(counted.getOrDefault("200", 0L), 1, Integer::sum);
        assertThat(counted).containsEntry("200", 1L);
        assertThat(counted.keySet())
                .as(counted.toString())
                .isSubsetOf(Stream.of(Set.of("200", CLOSED), refusals, unseen)
                        .flatMap(Set::stream)
                        .toList());
    }

    static Function<Attempt, Answer> typed(String code) {
        return login -> login.answer(code);
    }

    private List<Attempt> two(TestUser user) {
        return Stream.generate(() -> product.portal().begin(user)).limit(2).toList();
    }

    /** One of ten, by the proof of an SMS. */
    private String newRecoveryCode(TestUser user) {
        Account account = Account.withSms(product, user);
        advance.accept(Duration.ofMinutes(2));
        String confirmation = account.beginConfirmation("FACTOR_CHANGE");
        Answer made = account.http()
                .post(
                        "/api/v1/me/recovery-codes",
                        Account.proven(body(), confirmation, product.inbox().code(user, 2)));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.json().path("codes")).hasSize(10);
        return made.json().path("codes").path(0).asText();
    }

    private static Attempt chooseRecoveryCode(Attempt login) {
        String factor = StreamSupport.stream(
                        login.begun().json().path("factors").spliterator(), false)
                .filter(offered -> offered.path("kind").asText().equals("RECOVERY_CODE"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
        Answer chosen = login.http().post("/api/v1/logins/" + login.id() + "/factor", body().put("factor", factor));
        assertThat(chosen.status()).as(chosen.toString()).isEqualTo(202);
        return login;
    }

    private static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }
}
