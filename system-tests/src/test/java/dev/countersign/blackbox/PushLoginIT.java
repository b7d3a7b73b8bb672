package dev.countersign.blackbox;

import static dev.countersign.blackbox.Handset.reason;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.sdk.DecidedLogin;
import dev.countersign.sdk.LiveConnection;
import dev.countersign.sdk.Outcome;
import dev.countersign.sdk.PendingRequest;
import dev.countersign.sdk.RefusalReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A login that its user approves on his phone, whose app is open. */
@ExtendWith(ProductExtension.class)
class PushLoginIT {

    private static final int DECISIONS = 50;
    private static final Duration LIFE = Duration.ofMinutes(3);

    private final Product product;

    PushLoginIT(Product product) {
        this.product = product;
    }

    @Test
    void theApprovalOfThePhoneLetsTheWaitingLoginGoOn() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        try (LiveConnection open = enrolled.phone().open()) {
            Portal.Attempt attempt = product.portal().begin(enrolled.user());
            assertThat(kind(attempt.begun())).isEqualTo("PUSH");
            assertThat(started(attempt, "state")).isEqualTo("SENT");
            PendingRequest request = enrolled.phone().waiting().get(0);
            assertThat(request.shown().user()).isEqualTo(enrolled.user().userName());
            assertThat(request.shown().client()).isEqualTo("Portal 1.0");
            enrolled.phone().show(request);
            assertThat(started(attempt, "state")).isEqualTo("OPENED");

            assertThat(enrolled.phone().approve(request, number(attempt)).value())
                    .contains(DecidedLogin.AUTHENTICATED);

            assertThat(attempt.state().text("state")).isEqualTo("AUTHENTICATED");
            assertThat(attempt.token().status()).isEqualTo(200);
            assertThat(reason(enrolled.phone().approve(request, number(attempt))))
                    .isEqualTo(RefusalReason.ATTEMPT_CLOSED);
            assertThat(open.isOpen()).isTrue();
        }
    }

    @Test
    void whoSaysThatItWasNotHimEndsTheLogin() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        try (LiveConnection open = enrolled.phone().open()) {
            Portal.Attempt attempt = product.portal().begin(enrolled.user());
            PendingRequest request = enrolled.phone().waiting().get(0);

            assertThat(enrolled.phone().deny(request).value()).contains(DecidedLogin.DENIED);

            assertThat(attempt.state().text("state")).isEqualTo("DENIED");
            Answer token = attempt.token();
            assertThat(token.status()).isEqualTo(403);
            assertThat(token.text("code")).isEqualTo("LOGIN_DENIED");
            assertThat(reason(enrolled.phone().approve(request, number(attempt))))
                    .isEqualTo(RefusalReason.LOGIN_DENIED);
            assertThat(open.isOpen()).isTrue();
        }
    }

    @Test
    void aPhoneWhoseAppIsClosedIsAskedAChallenge() {
        EnrolledUser enrolled = EnrolledUser.in(product);

        Portal.Attempt attempt = product.portal().begin(enrolled.user());

        assertThat(kind(attempt.begun())).isEqualTo("CHALLENGE");
        Answer pushed = attempt.push();
        assertThat(pushed.status()).isEqualTo(409);
        assertThat(pushed.text("code")).isEqualTo("PUSH_NOT_SENT");
        assertThat(pushed.text("reason")).isEqualTo("PUSH_UNREACHABLE");
    }

    @Test
    void whyNoNotificationComesIsToldToWhoHasShownThePasswordOrMoreAndToNobodyElse() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        Portal.Attempt attempt = product.portal().begin(enrolled.user());
        String diagnosis = "/diagnosis/notifications";
        String body = "{\"enrolment\": \"" + enrolled.phone().enrolment() + "\"}";
        Handset other = EnrolledUser.in(product).phone();

        assertThat(attempt.diagnose("{\"online\": true}").text("verdict")).isEqualTo("N_TOKEN_DEAD");
        assertThat(attempt.diagnose("{\"online\": 1}").status()).isEqualTo(400);
        assertThat(attempt.withSecret("x".repeat(43)).diagnose("{}").status()).isEqualTo(404);
        assertThat(product.http()
                        .post("/api/v1/logins/" + attempt.id() + "/diagnosis", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(product.http().post("/api/v1/me" + diagnosis, "{}").status()).isEqualTo(401);
        assertThat(enrolled.phone()
                        .post(product, diagnosis, body)
                        .json()
                        .at("/phone")
                        .has("seenAt"))
                .isTrue();
        assertThat(other.post(product, diagnosis, body).status()).isEqualTo(404);
        String response = enrolled.phone().respond(attempt.challenge());
        assertThat(attempt.answer(response).status()).isEqualTo(200);
        assertThat(attempt.diagnose("{}").text("code")).isEqualTo("ATTEMPT_CLOSED");
        Http me = product.http().as(attempt.token().text("accessToken"));
        assertThat(me.post("/api/v1/me" + diagnosis, "{}").text("verdict")).isEqualTo("N_TOKEN_DEAD");
    }

    @Test
    void theNumberOfTheLoginScreenHasToBeTyped() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        try (LiveConnection open = enrolled.phone().open()) {
            Portal.Attempt attempt = product.portal().begin(enrolled.user());
            Portal.Attempt other = product.portal().begin(enrolled.user());
            List<PendingRequest> waiting = enrolled.phone().waiting();
            PendingRequest request = waiting.stream()
                    .filter(one -> one.shown().attempt().toString().equals(attempt.id()))
                    .findFirst()
                    .orElseThrow();
            String right = number(attempt).orElseThrow();
            String others = number(other).orElseThrow();
            String wrong = others.equals(right) ? "00" : others;

            for (Optional<String> typed :
                    List.of(Optional.<String>empty(), Optional.of(wrong), Optional.of(right + "0"))) {
                assertThat(reason(enrolled.phone().approve(request, typed)))
                        .isEqualTo(RefusalReason.LOGIN_FACTOR_FAILED);
            }

            assertThat(attempt.state().text("state")).isEqualTo("FAILED");
            assertThat(reason(enrolled.phone().approve(request, Optional.of(right))))
                    .isEqualTo(RefusalReason.ATTEMPT_CLOSED);
            assertThat(open.isOpen()).isTrue();
        }
    }

    @Test
    void aRequestIsWorthNothingAfterItsTimeAndTheClockOfThePhoneDecidesNothing() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        try (LiveConnection open = enrolled.phone().open()) {
            Portal.Attempt attempt = product.portal().begin(enrolled.user());
            PendingRequest request = enrolled.phone().waiting().get(0);
            product.time().advance(LIFE);

            assertThat(reason(enrolled.phone().approve(request, number(attempt))))
                    .isEqualTo(RefusalReason.LOGIN_EXPIRED);

            assertThat(started(attempt, "state")).isEqualTo("EXPIRED");
            assertThat(open.isOpen()).isTrue();
        }
    }

    @Test
    void whoIsLockedOutMeanwhileGetsNoSession() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        try (LiveConnection open = enrolled.phone().open()) {
            Portal.Attempt attempt = product.portal().begin(enrolled.user());
            PendingRequest request = enrolled.phone().waiting().get(0);
            product.operator().change(enrolled.user().userName(), "{\"locked\": true}");

            assertThat(reason(enrolled.phone().approve(request, number(attempt))))
                    .isEqualTo(RefusalReason.LOGIN_LOCKED);

            assertThat(attempt.token().status()).isEqualTo(403);
            assertThat(open.isOpen()).isTrue();
        }
    }

    @Test
    void aHundredLoginsThatNobodyAnswersAskThePhoneThreeTimes() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        try (LiveConnection open = enrolled.phone().open()) {
            Map<String, Long> kinds = IntStream.range(0, DECISIONS * 2)
                    .mapToObj(i -> kind(product.portal().begin(enrolled.user()).begun()))
                    .collect(groupingBy(kind -> kind, counting()));

            assertThat(kinds).isEqualTo(Map.of("PUSH", 3L, "CHALLENGE", 97L));
            assertThat(open.isOpen()).isTrue();
        }
    }

    @Test
    void oneLoginAtThePortalByChallengeBringsPausedPushesBack() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        try (LiveConnection open = enrolled.phone().open()) {
            for (int i = 0; i < 3; i++) {
                product.portal().begin(enrolled.user());
            }
            Portal.Attempt paused = product.portal().begin(enrolled.user());
            assertThat(paused.push().text("reason")).isEqualTo("PUSH_SUSPENDED");
            assertThat(new Audit(product.operator().http())
                            .list("?subject=" + enrolled.user().userName()))
                    .as("is to be told; this user has no other channel")
                    .anySatisfy(entry -> assertThat(entry.path("type").asText() + " "
                                    + entry.path("reason").asText())
                            .isEqualTo("NOTICE_IMPOSSIBLE PUSH_SUSPENDED"));
            String response = enrolled.phone()
                    .respond(paused.begun().json().at("/started/challenge").asText());
            assertThat(paused.answer(response).status()).isEqualTo(200);

            Portal.Attempt next = product.portal().begin(enrolled.user());

            assertThat(kind(next.begun())).isEqualTo("PUSH");
            assertThat(open.isOpen()).isTrue();
        }
    }

    @Test
    void eachOfTwoUsersOfAPhoneApprovesHisOwn() {
        EnrolledUser first = EnrolledUser.in(product);
        EnrolledUser second = EnrolledUser.on(first.phone(), product);
        try (LiveConnection open = first.phone().open()) {
            Portal.Attempt firsts = product.portal().begin(first.user());
            Portal.Attempt seconds = product.portal().begin(second.user());
            List<PendingRequest> waiting = first.phone().waiting();
            assertThat(waiting)
                    .extracting(request -> request.shown().user())
                    .containsExactly(second.user().userName(), first.user().userName());

            first.phone().approve(waiting.get(1), number(firsts));

            assertThat(firsts.state().text("state")).isEqualTo("AUTHENTICATED");
            assertThat(seconds.state().text("state")).isEqualTo("FACTOR_PENDING");
            assertThat(open.isOpen()).isTrue();
        }
    }

    @InRounds(usual = 20, full = 1_000)
    void ofFiftyApprovalsOneCounts() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        try (LiveConnection open = enrolled.phone().open()) {
            Portal.Attempt attempt = product.portal().begin(enrolled.user());
            PendingRequest request = enrolled.phone().waiting().get(0);
            Optional<String> number = number(attempt);

            Map<String, Long> counted = AtOnce.call(
                            DECISIONS, () -> enrolled.phone().approve(request, number))
                    .stream()
                    .collect(groupingBy(PushLoginIT::word, counting()));

            assertThat(counted).isEqualTo(Map.of("AUTHENTICATED", 1L, "ATTEMPT_CLOSED", DECISIONS - 1L));
            assertThat(attempt.token().status()).isEqualTo(200);
            assertThat(open.isOpen()).isTrue();
        }
    }

    @InRounds(usual = 20, full = 1_000)
    void ofApprovalsAndDenialsTheFirstOneCounts() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        try (LiveConnection open = enrolled.phone().open()) {
            Portal.Attempt attempt = product.portal().begin(enrolled.user());
            PendingRequest request = enrolled.phone().waiting().get(0);
            Optional<String> number = number(attempt);

            List<String> words = AtOnce.call(
                            DECISIONS,
                            i -> () -> i % 2 == 0
                                    ? enrolled.phone().approve(request, number)
                                    : enrolled.phone().deny(request))
                    .stream()
                    .map(PushLoginIT::word)
                    .toList();

            String state = attempt.state().text("state");
            assertThat(words)
                    .filteredOn(word -> word.equals("AUTHENTICATED") || word.equals("DENIED"))
                    .containsExactly(state);
            assertThat(attempt.token().status()).isEqualTo(state.equals("DENIED") ? 403 : 200);
            assertThat(open.isOpen()).isTrue();
        }
    }

    private static String word(Outcome<DecidedLogin> outcome) {
        return outcome.value()
                .map(DecidedLogin::name)
                .orElseGet(() -> outcome.refusal().orElseThrow().reason().name());
    }

    private static String kind(Answer attempt) {
        return attempt.json().at("/started/kind").asText();
    }

    private static String started(Portal.Attempt attempt, String field) {
        return attempt.state().json().at("/started/" + field).asText();
    }

    private static Optional<String> number(Portal.Attempt attempt) {
        return Optional.of(attempt.begun().json().at("/started/number").asText())
                .filter(number -> !number.isEmpty());
    }
}
