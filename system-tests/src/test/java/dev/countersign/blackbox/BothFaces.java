package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.Face.Step;
import dev.countersign.blackbox.Face.Ticket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** REST and SOAP are two doors of one house: what is used or counted at one is used and counted at the other. */
abstract class BothFaces {

    private static final int CALLERS = 50;

    private final Product product;
    private final List<Face> faces;
    private final Set<String> unseen;

    /** @param unseen what a caller is told who has waited too long for his turn, where that may happen */
    BothFaces(Product product, Face rest, Face soap, Set<String> unseen) {
        this.product = product;
        this.faces = List.of(rest, soap);
        this.unseen = unseen;
    }

    /** Moves the time of whatever server stands behind a face. */
    abstract void advance(Duration by);

    /** What has come to a user when nothing more is on its way. */
    abstract List<String> settledTexts(TestUser user);

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

        assertCounted(answers, "", 1, "ATTEMPT_CLOSED");
    }

    @Test
    void wrongAnswersOverBothShareTheTries() {
        TestUser user = product.operator().newUser();
        Ticket ticket = faces.get(0).begin(user);
        String wrong = Inbox.wrong(product.inbox().code(user));

        List<Step> answers =
                AtOnce.call(CALLERS, number -> () -> faces.get(number % 2).answer(ticket, wrong));

        assertCounted(answers, "LOGIN_FACTOR_FAILED", 5, "ATTEMPT_CLOSED");
    }

    @InRounds(usual = 2, full = 100)
    void ofFiftyWishesOverBothOneSendsAnSms() {
        TestUser user = product.operator().newUser();
        Ticket ticket = faces.get(0).begin(user);
        String code = product.inbox().code(user);
        advance(Duration.ofSeconds(121));

        List<Step> wishes =
                AtOnce.call(CALLERS, number -> () -> faces.get(number % 2).sms(ticket));

        assertCounted(wishes, "", 1, "SMS_COOLDOWN");
        assertThat(product.inbox().code(user, 2)).isEqualTo(code);
        assertThat(settledTexts(user)).hasSize(2);
    }

    @Test
    void ofFiftyLoginsOverBothOneSendsAnSms() {
        TestUser user = product.operator().newUser();

        List<Step> begun =
                AtOnce.call(CALLERS, number -> () -> faces.get(number % 2).begin(user.userName(), user.password()));

        // What found no place to hash in time is no login.
        assertThat(begun).extracting(Step::refusal).isSubsetOf("", "TRY_LATER");
        assertThat(begun)
                .filteredOn(step -> step.refusal().isEmpty())
                .hasSizeGreaterThan(1)
                .filteredOn(step -> !step.startedState().equals("COOLDOWN"))
                .hasSize(1);
        product.inbox().code(user);
        assertThat(settledTexts(user)).hasSize(1);
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

    /** So many got the verdict, and everybody else who got one was told the other. */
    private void assertCounted(List<Step> answers, String verdict, long times, String other) {
        Map<String, Long> counted = answers.stream()
                .map(Step::refusal)
                .filter(refusal -> !unseen.contains(refusal))
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        assertThat(counted)
                .isEqualTo(Map.of(
                        verdict,
                        times,
                        other,
                        counted.values().stream().mapToLong(n -> n).sum() - times));
    }
}
