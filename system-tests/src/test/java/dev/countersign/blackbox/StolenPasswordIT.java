package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.Portal.Attempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who has a password and nothing else opens logins by the hundred on two servers, and guesses the code in all of them. */
@ExtendWith(Cluster.Extension.class)
@Timeout(300)
class StolenPasswordIT {

    private static final int OPENINGS = Rounds.of(200, 500);
    private static final int OPEN = 3;
    private static final int TRIES = 5;

    private final Cluster cluster;
    private final Product a;
    private final Node b;

    StolenPasswordIT(Cluster cluster) {
        this.cluster = cluster;
        a = cluster.a();
        b = cluster.b();
    }

    @Test
    void hundredsOfLoginsAtOnceHaveTheTenGuessesOfTheirUser() {
        guessInAll(a.operator().newUser(), 10);
    }

    /** Regulation (EU) 2018/389, Article 4(3)(b): five failures at most where it binds. */
    @Test
    @Tag("full")
    void hundredsOfLoginsAtOnceHaveTheFewerGuessesThatAJurisdictionAllows() {
        TestUser user = a.operator().newUser();
        assertThat(a.operator().setRule("LU", "LOCK_FAILURES", "5").status()).isEqualTo(200);
        assertThat(a.operator()
                        .change(user.userName(), "{\"jurisdiction\": \"LU\"}")
                        .status())
                .isEqualTo(200);

        guessInAll(user, 5);
    }

    private void guessInAll(TestUser user, int limit) {
        List<Attempt> opened = open(user);
        String code = a.inbox().code(user);
        List<Answer> answers = guess(user, opened, Inbox.wrong(code));

        assertThat(answers)
                .filteredOn(answer -> answer.status() == 422)
                .as("guesses with a verdict")
                .hasSize(limit);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 422 && answer.status() != 503)
                .extracting(answer -> answer.text("code"))
                .isSubsetOf("LOGIN_LOCKED", "ATTEMPT_CLOSED");
        assertNothingOpens(user, opened, code);
        assertTold(user, limit);
    }

    /** Waits for nobody: all at once, and of all that were opened the last ones stay open. */
    private List<Attempt> open(TestUser user) {
        List<Answer> begun = AtOnce.call(OPENINGS, number -> () -> begin(user, number));

        // What found no place to hash in time (503) is no login.
        assertThat(begun).extracting(Answer::status).isSubsetOf(201, 503);
        List<Attempt> opened = begun.stream()
                .filter(answer -> answer.status() == 201)
                .map(answer -> Attempt.of(answer, a.http()))
                .toList();
        assertThat(opened).hasSizeGreaterThan(OPEN);
        Map<String, Long> states =
                AtOnce.call(
                                opened.size(),
                                number -> () -> opened.get(number).state().text("state"))
                        .stream()
                        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(states).isEqualTo(Map.of("FACTOR_PENDING", (long) OPEN, "SUPERSEDED", (long) opened.size() - OPEN));
        return opened;
    }

    /** In all that were opened and meanwhile in as many more, and then in new ones until none is opened any more. */
    private List<Answer> guess(TestUser user, List<Attempt> opened, String wrong) {
        List<Answer> answers = new ArrayList<>();
        AtOnce.call(opened.size(), number -> () -> {
                    Optional<Attempt> another = findOpened(begin(user, number));
                    return Stream.concat(Stream.of(opened.get(number)), another.stream())
                            .map(attempt -> number % 2 == 0 ? attempt : attempt.at(b.http()))
                            .flatMap(attempt ->
                                    Stream.generate(() -> attempt.answer(wrong)).limit(TRIES))
                            .toList();
                })
                .forEach(answers::addAll);
        Optional<Attempt> more = findOpened(begin(user, 0));
        while (more.isPresent()) {
            answers.add(more.get().answer(wrong));
            more = findOpened(begin(user, answers.size()));
        }
        return answers;
    }

    private Optional<Attempt> findOpened(Answer begun) {
        assertThat(begun.status()).as(begun.toString()).isIn(201, 403, 503);
        return Optional.of(begun).filter(answer -> answer.status() == 201).map(answer -> Attempt.of(answer, a.http()));
    }

    private void assertNothingOpens(TestUser user, List<Attempt> opened, String code) {
        for (int node = 0; node < 2; node++) {
            Answer locked = begin(user, node);
            assertThat(locked.status()).as(locked.toString()).isEqualTo(403);
            assertThat(locked.text("code")).isEqualTo("LOGIN_LOCKED");
        }
        List<Answer> right =
                AtOnce.call(opened.size(), number -> () -> opened.get(number).answer(code));
        assertThat(right)
                .extracting(answer -> answer.text("code"))
                .isSubsetOf("LOGIN_LOCKED", "ATTEMPT_CLOSED", Cluster.UNSEEN);
    }

    /** One code, one notice of the lock, and one of each login that came to its end by wrong answers. */
    private void assertTold(TestUser user, int limit) {
        a.inbox().await(user, "The access of ");
        List<String> texts = cluster.settledTexts(user);
        assertThat(texts).filteredOn(text -> text.startsWith("The access of ")).hasSize(1);
        assertThat(texts).filteredOn(text -> text.startsWith("A login to ")).hasSizeLessThanOrEqualTo(limit / TRIES);
        assertThat(a.inbox().codes(user)).hasSize(1);
        assertThat(texts).hasSizeLessThanOrEqualTo(2 + limit / TRIES);
    }

    private Answer begin(TestUser user, int number) {
        return (number % 2 == 0 ? a.portal() : b.portal()).begin(user.userName(), user.password());
    }
}
