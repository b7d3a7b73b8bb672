package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.Face.Step;
import dev.countersign.blackbox.Face.Ticket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** REST and SOAP are two doors of one house: what is used or counted at one is used and counted at the other. */
@ExtendWith(ProductExtension.class)
class BothFacesIT {

    private static final int CALLERS = 50;

    private final Product product;
    private final List<Face> faces;

    BothFacesIT(Product product) {
        this.product = product;
        this.faces = List.of(new RestFace(product.portal()), new SoapFace(product.backOffice()));
    }

    @Test
    void anAttemptGoesOnOverAnotherFace() {
        TestUser user = product.operator().newUser();

        Ticket ticket = faces.get(0).begin(user);

        assertThat(faces.get(1).answer(ticket, product.inbox().code(user)).refusal())
                .isEmpty();
        assertThat(faces.get(0).token(ticket).refusal()).isEmpty();
        assertThat(faces.get(1).token(ticket).refusal()).isEqualTo("ATTEMPT_CLOSED");
    }

    @RepeatedTest(3)
    void ofFiftyRightAnswersOverBothOneIsTaken() {
        TestUser user = product.operator().newUser();
        Ticket ticket = faces.get(1).begin(user);
        String code = product.inbox().code(user);

        List<Step> answers =
                AtOnce.call(CALLERS, number -> () -> faces.get(number % 2).answer(ticket, code));

        assertThat(histogram(answers)).isEqualTo(Map.of("", 1L, "ATTEMPT_CLOSED", CALLERS - 1L));
    }

    @Test
    void wrongAnswersOverBothShareTheTries() {
        TestUser user = product.operator().newUser();
        Ticket ticket = faces.get(0).begin(user);
        String wrong = Inbox.wrong(product.inbox().code(user));

        List<Step> answers =
                AtOnce.call(CALLERS, number -> () -> faces.get(number % 2).answer(ticket, wrong));

        assertThat(histogram(answers)).isEqualTo(Map.of("LOGIN_FACTOR_FAILED", 5L, "ATTEMPT_CLOSED", CALLERS - 5L));
    }

    private static Map<String, Long> histogram(List<Step> answers) {
        return answers.stream()
                .map(Step::refusal)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
