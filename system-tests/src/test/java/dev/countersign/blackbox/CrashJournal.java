package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Programs that log users in while the server is killed, and what each of them was answered. */
final class CrashJournal {

    private static final int PROGRAMS = 4;
    private static final int USERS = 40;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Product product;
    private final Random random = new Random();
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();
    private final TreeMap<String, Integer> histogram = new TreeMap<>();

    private int due = Integer.MAX_VALUE;
    private CompletableFuture<Void> reached = new CompletableFuture<>();
    private Map<String, Guesser> guessers = Map.of();

    CrashJournal(Product product) {
        this.product = product;
    }

    /** How far one login got by the answers that arrived. */
    private static final class Entry {

        private final TestUser user;
        private Optional<Portal.Attempt> attempt = Optional.empty();
        private Optional<String> code = Optional.empty();
        private boolean wrongAnswered;
        private boolean rightAsked;
        private boolean rightAnswered;
        private boolean tokenAsked;
        private boolean tokenAnswered;

        Entry(TestUser user) {
            this.user = user;
        }

        String reached() {
            if (tokenAnswered) {
                return "token";
            }
            if (rightAnswered) {
                return tokenAsked ? "right answer, token unknown" : "right answer";
            }
            if (rightAsked) {
                return "right answer unknown";
            }
            if (wrongAnswered) {
                return "wrong answer";
            }
            return attempt.isPresent() ? "begun" : "begin unknown";
        }
    }

    /** Lets programs work on fresh users and kills the server at a random moment of the first three seconds. */
    void runUntilKilled() {
        Executor moment = CompletableFuture.delayedExecutor(300 + random.nextInt(2_500), TimeUnit.MILLISECONDS);
        run(USERS, CompletableFuture.runAsync(() -> {}, moment));
    }

    /** The same, but kills it at a random moment of one of that many logins. */
    void runUntilKilledAmong(int logins) {
        due = logins / 2 + random.nextInt(Math.max(1, logins / 2));
        reached = new CompletableFuture<>();
        Executor moment = CompletableFuture.delayedExecutor(random.nextInt(500), TimeUnit.MILLISECONDS);
        run(logins, reached.thenRunAsync(() -> {}, moment));
    }

    private void run(int logins, CompletableFuture<Void> kill) {
        entries.clear();
        Queue<TestUser> users = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < logins; i++) {
            users.add(product.operator().newUser());
        }
        guessers = Map.of(
                "wrong passwords", new Guesser(() -> new PasswordGuesses(product)),
                "wrong codes", new Guesser(() -> new CodeGuesses(product)));
        AtomicBoolean killed = new AtomicBoolean();
        List<CompletableFuture<Void>> programs = new ArrayList<>();
        for (int i = 0; i < PROGRAMS; i++) {
            programs.add(CompletableFuture.runAsync(() -> {
                for (TestUser user = users.poll(); user != null && !killed.get(); user = users.poll()) {
                    run(user, killed);
                }
            }));
        }
        guessers.values()
                .forEach(guesser -> programs.add(CompletableFuture.runAsync(() -> guesser.guessUntil(killed::get))));
        kill.thenRun(() -> {
                    killed.set(true);
                    product.killServer();
                })
                .join();
        programs.forEach(CompletableFuture::join);
    }

    /** Holds what the server knows after the restart against what was answered before, entry by entry. */
    void compare() {
        for (Entry entry : entries) {
            histogram.merge(entry.reached(), 1, Integer::sum);
            entry.attempt.ifPresent(attempt -> compare(entry, attempt));
            List<String> texts = product.inbox().texts(entry.user.number());
            assertThat(texts).as(entry.reached()).hasSizeBetween(entry.attempt.isPresent() ? 1 : 0, 2);
            assertThat(texts.stream().distinct().count()).as(entry.reached()).isLessThanOrEqualTo(1);
            histogram.merge("SMS sent " + texts.size() + " times", 1, Integer::sum);
            assertThat(product.portal()
                            .begin(entry.user.userName(), entry.user.password())
                            .status())
                    .as("nobody is locked: " + entry.reached())
                    .isEqualTo(201);
        }
        guessers.forEach(
                (what, guesser) -> histogram.merge(what + " before the kill", guesser.compare(what), Integer::sum));
    }

    String summary() {
        return "entries of the journal by the last answer: " + histogram;
    }

    private void compare(Entry entry, Portal.Attempt attempt) {
        Answer state = attempt.state();
        assertThat(state.status()).as(entry.reached()).isEqualTo(200);
        if (entry.wrongAnswered) {
            assertThat(state.json().at("/started/triesLeft").asInt(0)).isLessThanOrEqualTo(4);
        }
        String code = entry.code.orElseGet(() -> product.inbox().code(entry.user));
        int again = attempt.answer(code).status();
        if (entry.rightAnswered) {
            assertThat(again).as("a code is taken once").isEqualTo(409);
        } else if (entry.rightAsked) {
            assertThat(again).isIn(200, 409);
        } else {
            assertThat(again).as("no attempt is stuck: " + entry.reached()).isEqualTo(200);
        }
        int token = attempt.token().status();
        if (entry.tokenAnswered) {
            assertThat(token).as("a token is given once").isEqualTo(409);
        } else if (entry.tokenAsked) {
            assertThat(token).isIn(200, 409);
        } else {
            assertThat(token).isEqualTo(200);
        }
        assertThat(attempt.answer(code).status()).isEqualTo(409);
    }

    private void run(TestUser user, AtomicBoolean killed) {
        Entry entry = new Entry(user);
        entries.add(entry);
        if (entries.size() >= due) {
            reached.complete(null);
        }
        try {
            entry.attempt = Optional.of(product.portal().begin(user));
            Portal.Attempt attempt = entry.attempt.get();
            String code = Eventually.get("SMS or kill", PATIENCE, () -> codeUnless(killed, user));
            if (code.isEmpty()) {
                return;
            }
            entry.code = Optional.of(code);
            if (random.nextBoolean()) {
                assertThat(attempt.answer(Inbox.wrong(code)).status()).isEqualTo(422);
                entry.wrongAnswered = true;
            }
            entry.rightAsked = true;
            assertThat(attempt.answer(code).status()).isEqualTo(200);
            entry.rightAnswered = true;
            entry.tokenAsked = true;
            assertThat(attempt.token().status()).isEqualTo(200);
            entry.tokenAnswered = true;
        } catch (UncheckedIOException e) {
            assertThat(killed).as("only a kill may cut an answer off: " + e).isTrue();
        }
    }

    private Optional<String> codeUnless(AtomicBoolean killed, TestUser user) {
        if (!product.inbox().texts(user.number()).isEmpty()) {
            return Optional.of(product.inbox().code(user));
        }
        return killed.get() ? Optional.of("") : Optional.empty();
    }
}
