package dev.countersign.blackbox;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.sdk.Enrolled;
import dev.countersign.sdk.LiveConnection;
import dev.countersign.sdk.Offer;
import dev.countersign.sdk.Outcome;
import dev.countersign.sdk.PendingRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What phones send to two servers at once counts once. */
@ExtendWith(Cluster.Extension.class)
@Timeout(300)
class PhoneOnTwoNodesIT {

    private static final int CALLS = 50;

    private final Product a;
    private final URI b;

    PhoneOnTwoNodesIT(Cluster cluster) {
        a = cluster.a();
        b = cluster.b().http().base();
    }

    @InRounds(usual = 2, full = 1_000)
    void ofFiftyClaimsOneMakesAnEnrolment() {
        Account me = Account.withoutFactor(a, a.operator().newUserWithoutNumber());
        Answer begun = me.http().post("/api/v1/me/activations", Account.body());
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        List<Handset> phones = IntStream.range(0, CALLS)
                .mapToObj(number -> number % 2 == 0 ? Handset.near(a) : Handset.near(b))
                .toList();
        List<Offer> offers = phones.stream()
                .map(phone -> phone.ask(begun.text("link")).value().orElseThrow())
                .toList();

        List<Outcome<Enrolled>> claims =
                AtOnce.call(CALLS, number -> () -> phones.get(number).redeem(offers.get(number)));

        assertThat(words(claims, done -> "DONE")).isEqualTo(Map.of("DONE", 1L, "ACT_SESSION_USED", CALLS - 1L));
    }

    @InRounds(usual = 2, full = 1_000)
    void ofApprovalsAndDenialsTheFirstOneCounts() {
        EnrolledUser enrolled = EnrolledUser.in(a);
        Handset phone = enrolled.phone();
        Handset atTheOther = phone.copied(b);
        try (LiveConnection open = phone.open()) {
            Portal.Attempt attempt = a.portal().begin(enrolled.user());
            PendingRequest request = phone.waiting().get(0);
            Optional<String> number = Optional.of(
                            attempt.begun().json().at("/started/number").asText())
                    .filter(shown -> !shown.isEmpty());

            Map<String, Long> decided = words(
                    AtOnce.call(CALLS, i -> () -> {
                        Handset handset = i % 4 < 2 ? phone : atTheOther;
                        return i % 2 == 0 ? handset.approve(request, number) : handset.deny(request);
                    }),
                    Enum::name);

            String state = attempt.state().text("state");
            assertThat(state).isIn("AUTHENTICATED", "DENIED");
            String over = state.equals("DENIED") ? "LOGIN_DENIED" : "ATTEMPT_CLOSED";
            assertThat(decided).isEqualTo(Map.of(state, 1L, over, CALLS - 1L));
            assertThat(attempt.at(Http.to(b)).token().status()).isEqualTo(state.equals("DENIED") ? 403 : 200);
            assertThat(open.isOpen()).isTrue();
        }
    }

    private static <T> Map<String, Long> words(List<Outcome<T>> outcomes, Function<T, String> done) {
        return outcomes.stream()
                .map(outcome -> outcome.value()
                        .map(done)
                        .orElseGet(
                                () -> outcome.refusal().orElseThrow().reason().name()))
                .collect(groupingBy(Function.identity(), counting()));
    }
}
