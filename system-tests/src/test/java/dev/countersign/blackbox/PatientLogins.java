package dev.countersign.blackbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Users that log in all the time, in parallel threads, and ask each step again while they are told to try later. Steps are marked, so
 * that one whose answer was lost is none the second time. Every answer is kept, with its time.
 */
final class PatientLogins implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Product product;
    private final ExecutorService threads;
    private final List<Future<?>> streams;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final Queue<String> completed = new ConcurrentLinkedQueue<>();
    private volatile boolean open = true;
    private volatile long awayFrom = Long.MAX_VALUE;
    private volatile long awayUntil = Long.MAX_VALUE;

    /** What somebody was told. */
    record Reply(Answer answer, long began, long ended) {

        Duration time() {
            return Duration.ofNanos(ended - began);
        }
    }

    PatientLogins(Product product, int parallel) {
        this.product = product;
        this.threads = Executors.newFixedThreadPool(parallel);
        this.streams = Stream.<Future<?>>generate(() -> threads.submit(this::logInAgainAndAgain))
                .limit(parallel)
                .toList();
    }

    /** From now on nothing can succeed, until {@link #nothingIsAwayAnyMore}. */
    void databaseIsAway() {
        awayFrom = System.nanoTime();
    }

    void nothingIsAwayAnyMore() {
        awayUntil = System.nanoTime();
    }

    /** Waits until so many more logins have come to their token. */
    void awaitLogins(int more) {
        int goal = completed.size() + more;
        Eventually.get(
                more + " more logins",
                PATIENCE,
                () -> Optional.of(completed.size()).filter(size -> size >= goal));
    }

    void awaitRepliesMeanwhile(int count) {
        Eventually.get(
                count + " answers",
                PATIENCE,
                () -> Optional.of(meanwhile().size()).filter(size -> size >= count));
    }

    /** Answers to what was both asked and answered while the database was away. */
    List<Answer> meanwhile() {
        return replies.stream()
                .filter(reply -> reply.began() > awayFrom && reply.ended() < awayUntil)
                .map(Reply::answer)
                .toList();
    }

    Duration longest() {
        return replies.stream().map(Reply::time).max(Duration::compareTo).orElseThrow();
    }

    /** Ids of the attempts that came to their token. */
    List<String> completed() {
        return List.copyOf(completed);
    }

    /** Waits for the logins that are under way; fails as the first of them did. */
    @Override
    public void close() {
        open = false;
        threads.shutdown();
        for (Future<?> stream : streams) {
            try {
                stream.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void logInAgainAndAgain() {
        while (open) {
            logIn();
        }
    }

    private void logIn() {
        TestUser user = Operator.invent();
        // Who was made, and was not told so, is there already.
        ask(() -> product.operator().post(Operator.json(user, true)), 201, 409);
        Http caller = product.http();
        Portal marked = new Portal(caller.with("Idempotency-Key", newKey()));
        Answer begun = ask(() -> marked.begin(user.userName(), user.password()), 201);
        Portal.Attempt attempt = Portal.Attempt.of(begun, caller);
        String code = Eventually.get(
                "SMS", PATIENCE, () -> product.inbox().codes(user).stream().findFirst());
        Portal.Attempt wrong = attempt.marked(newKey());
        ask(() -> wrong.answer(Inbox.wrong(code)), 422);
        Portal.Attempt right = attempt.marked(newKey());
        ask(() -> right.answer(code), 200);
        ask(right::token, 200);
        completed.add(attempt.id());
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private Answer ask(Supplier<Answer> call, Integer... expected) {
        Answer answer = Eventually.get(
                "an answer", PATIENCE, () -> Optional.of(timed(call)).filter(found -> found.status() != 503));
        if (!List.of(expected).contains(answer.status())) {
            throw new AssertionError(answer.toString());
        }
        return answer;
    }

    private Answer timed(Supplier<Answer> call) {
        long began = System.nanoTime();
        Answer answer = call.get();
        replies.add(new Reply(answer, began, System.nanoTime()));
        return answer;
    }
}
