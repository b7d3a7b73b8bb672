package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.Face.Step;
import dev.countersign.blackbox.Face.Ticket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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

    @InRounds(usual = 3, full = 1_000)
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

    @Test
    void guessesOverBothAreCountedTogether() {
        TestUser user = product.operator().newUser();

        List<String> guesses = IntStream.range(0, 12)
                .mapToObj(i ->
                        faces.get(i % 2).begin(user.userName(), "Wrong word 1").refusal())
                .toList();

        assertThat(guesses.subList(0, 10)).containsOnly("LOGIN_BAD_CREDENTIALS");
        assertThat(guesses.subList(10, 12)).containsOnly("LOGIN_LOCKED");
        for (Face face : faces) {
            assertThat(face.begin(user.userName(), user.password()).refusal()).isEqualTo("LOGIN_LOCKED");
        }
    }

    @Test
    void aDeviceIsRecognisedOnEither() {
        TestUser user = product.operator().newUser();
        Ticket ticket = faces.get(0).begin(user);
        faces.get(0).answer(ticket, product.inbox().code(user));
        String cookie = faces.get(0).deviceCookie(faces.get(0).token(ticket));
        for (int i = 0; i < 10; i++) {
            faces.get(i % 2).begin(user.userName(), "Wrong word 1");
        }

        assertThat(faces.get(1).begin(user.userName(), user.password()).refusal())
                .isEqualTo("LOGIN_LOCKED");
        assertThat(faces.get(1).begin(user.userName(), user.password(), cookie).refusal())
                .isEmpty();
    }

    private static Map<String, Long> histogram(List<Step> answers) {
        return answers.stream()
                .map(Step::refusal)
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    }
}
