package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Fifty callers at one moment get what one after the other would get. */
@ExtendWith(ProductExtension.class)
class ParallelIT {

    private static final int CALLERS = 50;
    private static final int ROUNDS = 20;

    private final Product product;

    ParallelIT(Product product) {
        this.product = product;
    }

    @RepeatedTest(ROUNDS)
    void oneRightAnswerWinsAndOneTokenIsGiven() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);

        Map<String, Long> answers = histogram(AtOnce.call(CALLERS, () -> attempt.answer(code)));
        Map<String, Long> tokens = histogram(AtOnce.call(CALLERS, attempt::token));

        assertThat(answers).isEqualTo(Map.of("200", 1L, "409 ATTEMPT_CLOSED", CALLERS - 1L));
        assertThat(tokens).isEqualTo(Map.of("200", 1L, "409 ATTEMPT_CLOSED", CALLERS - 1L));
    }

    @RepeatedTest(3)
    void noMoreWrongAnswersAreLookedAtThanTriesAreLeft() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String wrong = Inbox.wrong(product.inbox().code(user));

        List<Answer> answers = AtOnce.call(CALLERS, () -> attempt.answer(wrong));

        assertThat(histogram(answers))
                .isEqualTo(Map.of("422 LOGIN_FACTOR_FAILED", 5L, "409 ATTEMPT_CLOSED", CALLERS - 5L));
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 422)
                        .map(answer -> answer.json().path("triesLeft").asInt(-1)))
                .containsExactlyInAnyOrder(4, 3, 2, 1, 0);
    }

    private static Map<String, Long> histogram(List<Answer> answers) {
        return answers.stream()
                .map(answer -> (answer.status() + " " + answer.text("code")).strip())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
