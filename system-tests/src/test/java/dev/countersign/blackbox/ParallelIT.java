package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many callers at one moment get what one after the other would get. */
@ExtendWith(ProductExtension.class)
class ParallelIT {

    private static final System.Logger LOG = System.getLogger(ParallelIT.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int CALLERS = 50;
    private static final int GUESSERS = 200;
    private static final int TRIES = 5;
    private static final double ONCE_IN_A_MILLION = 1e-6;

    private final Product product;

    ParallelIT(Product product) {
        this.product = product;
    }

    @InRounds(usual = 20, full = 1_000)
    void oneRightAnswerWinsAndOneTokenIsGiven() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);

        Map<String, Long> answers = histogram(AtOnce.call(CALLERS, () -> attempt.answer(code)));
        Map<String, Long> tokens = histogram(AtOnce.call(CALLERS, attempt::token));

        assertThat(answers).isEqualTo(Map.of("200", 1L, "409 ATTEMPT_CLOSED", CALLERS - 1L));
        assertThat(tokens).isEqualTo(Map.of("200", 1L, "409 ATTEMPT_CLOSED", CALLERS - 1L));
    }

    @InRounds(usual = 3, full = 100)
    void ofOneRequestSentManyTimesEachIsAnsweredWithTheOneSession() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);
        Portal.Attempt answering = attempt.marked(UUID.randomUUID().toString());
        Portal.Attempt asking = attempt.marked(UUID.randomUUID().toString());

        List<Answer> answers = AtOnce.call(CALLERS, () -> answering.answer(code));
        List<Answer> tokens = AtOnce.call(CALLERS, asking::token);

        assertThat(histogram(answers)).isEqualTo(Map.of("200", (long) CALLERS));
        assertThat(histogram(tokens)).isEqualTo(Map.of("200", (long) CALLERS));
        assertThat(tokens.stream().map(token -> Portal.session(token.text("accessToken"))))
                .containsOnly(Portal.session(tokens.get(0).text("accessToken")));
    }

    @InRounds(usual = 3, full = 100)
    void noMoreWrongAnswersAreLookedAtThanTriesAreLeft() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String wrong = Inbox.wrong(product.inbox().code(user));

        List<Answer> answers = AtOnce.call(CALLERS, () -> attempt.answer(wrong));

        assertThat(histogram(answers))
                .isEqualTo(
                        Map.of("422 LOGIN_FACTOR_FAILED", (long) TRIES, "409 ATTEMPT_CLOSED", (long) CALLERS - TRIES));
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 422)
                        .map(answer -> answer.json().path("triesLeft").asInt(-1)))
                .containsExactlyInAnyOrder(4, 3, 2, 1, 0);
    }

    /** Whether one of the tries hits the code is chance; how often it does over many rounds is arithmetic. */
    @Test
    void ofManyGuessesAtOnceOnlyTheTriesAreEvaluated() {
        int rounds = Rounds.of(20, 1_000);

        long hits = IntStream.range(0, rounds).filter(round -> isHit()).count();

        int most = most(rounds, (double) TRIES / GUESSERS);
        LOG.log(
                System.Logger.Level.INFO,
                "the right code among {0} guesses with {1} tries: {2} of {3} rounds, {4} at most",
                GUESSERS,
                TRIES,
                hits,
                rounds,
                most);
        assertThat(hits).isLessThanOrEqualTo(most);
    }

    /** What a number of rounds that each hit with a chance exceeds less than once in a million times: the binomial distribution. */
    private static int most(int rounds, double chance) {
        int hits = 0;
        double exactly = Math.pow(1 - chance, rounds);
        double upTo = exactly;
        while (1 - upTo > ONCE_IN_A_MILLION) {
            exactly *= (rounds - hits) * chance / ((hits + 1) * (1 - chance));
            hits++;
            upTo += exactly;
        }
        return hits;
    }

    /** Hides the code behind as many guesses as there are tries, at least. It counts only if one of them was left when it came. */
    private boolean isHit() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);
        int place = TRIES + RANDOM.nextInt(GUESSERS - TRIES);

        List<Answer> answers =
                AtOnce.call(GUESSERS, guess -> () -> attempt.answer(guess == place ? code : wrong(code, guess)));

        Map<String, Long> counted = histogram(answers);
        long right = counted.getOrDefault("200", 0L);
        long wrong = counted.getOrDefault("422 LOGIN_FACTOR_FAILED", 0L);
        assertThat(answers.get(place).status()).isEqualTo(right == 1 ? 200 : 409);
        assertThat(right + wrong).as(counted.toString()).isBetween(right == 1 ? 1L : TRIES, (long) TRIES);
        assertThat(counted.get("409 ATTEMPT_CLOSED")).isEqualTo(GUESSERS - right - wrong);
        assertThat(attempt.token().status()).isEqualTo(right == 1 ? 200 : 409);
        return right == 1;
    }

    @InRounds(usual = 3, full = 1_000)
    void theRightCodeIsRefusedOnceTheTriesAreUsedWhileOthersStillGuess() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);
        CountDownLatch triesUsed = new CountDownLatch(TRIES);

        List<Answer> answers = AtOnce.call(CALLERS, guess -> () -> {
            if (guess == CALLERS - 1) {
                assertThat(triesUsed.await(60, TimeUnit.SECONDS)).isTrue();
                return attempt.answer(code);
            }
            Answer answer = attempt.answer(wrong(code, guess));
            if (answer.status() == 422) {
                triesUsed.countDown();
            }
            return answer;
        });

        assertThat(answers.get(CALLERS - 1).text("code")).isEqualTo("ATTEMPT_CLOSED");
        assertThat(attempt.token().status()).isEqualTo(409);
    }

    /** Wrong codes, another one for each guess. */
    private static String wrong(String code, int guess) {
        return String.format(Locale.ROOT, "%06d", (Integer.parseInt(code) + 1 + guess) % 1_000_000);
    }

    private static Map<String, Long> histogram(List<Answer> answers) {
        return answers.stream()
                .map(answer -> (answer.status() + " " + answer.text("code")).strip())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
