package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.CardStock.NewCard;
import dev.countersign.blackbox.Portal.Attempt;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;

/** A code of an app (RFC 6238 section 5.2) and one of a counter card (RFC 4226 section 7.2) open one login, however many ask at a time. */
@ExtendWith(ProductExtension.class)
class CodesOnceIT {

    private static final int CALLERS = 50;

    /** RFC 4226 appendix D. */
    private static final String KEY = "3132333435363738393031323334353637383930";

    private static final String FIRST = "755224";

    private final Product product;

    CodesOnceIT(Product product) {
        this.product = product;
    }

    @InRounds(usual = 2, full = 1_000)
    void ofFiftyUsesOfACodeOfAnAppOneCountsInOneLoginAndOverTwo() {
        TestUser user = product.operator().newUserWithoutNumber();
        Instant now = product.time().now();
        CodeApp app = Account.withoutFactor(product, user).addApp(now);

        oneOpens(user, app.code(now.plusSeconds(30)));
    }

    @InRounds(usual = 2, full = 1_000)
    void ofFiftyUsesOfACodeOfACardOneCountsInOneLoginAndOverTwo() {
        TestUser user = product.operator().newUserWithoutNumber();
        new CardStock(product).give(user, List.of(new NewCard(CardStock.newSerial(), "HOTP-SHA1-6", KEY, "", 0)));

        oneOpens(user, FIRST);
    }

    private void oneOpens(TestUser user, String code) {
        Attempt first = product.portal().begin(user);
        Attempt second = product.portal().begin(user);

        Map<String, Long> answers =
                AtOnce.call(CALLERS, number -> () -> (number % 2 == 0 ? first : second).answer(code)).stream()
                        .collect(Collectors.groupingBy(
                                answer -> answer.status() == 200 ? "200" : answer.status() + " " + answer.text("code"),
                                Collectors.counting()));

        assertThat(answers.get("200")).as(answers.toString()).isEqualTo(1);
        assertThat(answers.keySet()).isSubsetOf("200", "409 ATTEMPT_CLOSED", "422 LOGIN_FACTOR_FAILED");
        long open = List.of(first, second).stream()
                .filter(attempt -> attempt.token().status() == 200)
                .count();
        assertThat(open).as("tokens").isEqualTo(1);
    }
}
