package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many callers at one moment get what one after the other would get. */
@ExtendWith(ProductExtension.class)
class ParallelIT {

    private static final int CALLERS = 50;
    private static final int GUESSERS = 200;
    private static final int TRIES = 5;

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

    @InRounds(usual = 20, full = 1_000)
    void ofManyGuessesAtOnceOnlyTheTriesAreEvaluated() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);

        // The right code goes last. Whether one of the tries hits it is chance; that it were a sixth is not.
        List<Answer> answers =
                AtOnce.call(GUESSERS, guess -> () -> attempt.answer(guess == GUESSERS - 1 ? code : wrong(code, guess)));

        Map<String, Long> counted = histogram(answers);
        long right = counted.getOrDefault("200", 0L);
        long wrong = counted.getOrDefault("422 LOGIN_FACTOR_FAILED", 0L);
        assertThat(right).isLessThanOrEqualTo(1);
        assertThat(right + wrong).as(counted.toString()).isBetween(right == 1 ? 1L : TRIES, (long) TRIES);
        assertThat(counted.get("409 ATTEMPT_CLOSED")).isEqualTo(GUESSERS - right - wrong);
        assertThat(attempt.token().status()).isEqualTo(right == 1 ? 200 : 409);
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
