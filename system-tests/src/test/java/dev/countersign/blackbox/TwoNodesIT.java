package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one database: whichever is asked, the answer is the same, and what must happen once happens once. */
@ExtendWith(Cluster.Extension.class)
@Timeout(300)
class TwoNodesIT {

    private static final int ANSWERS = 50;
    private static final int WRITERS = 100;
    private static final int SUCCESSES = 400;
    private static final String CARRIERS = "/api/v1/admin/carriers";
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final Product a;
    private final Node b;

    TwoNodesIT(Cluster cluster) {
        this.cluster = cluster;
        a = cluster.a();
        b = cluster.b();
    }

    @Test
    void whatABeganBFinishes() {
        TestUser user = a.operator().newUser();
        Portal.Attempt begun = a.portal().begin(user);

        Portal.Attempt onB = onB(begun);

        assertThat(onB.state().text("state")).isEqualTo("FACTOR_PENDING");
        assertThat(onB.answer(a.inbox().code(user)).status()).isEqualTo(200);
        assertThat(begun.token().status()).isEqualTo(200);
        assertThat(onB.token().status()).isEqualTo(409);
        assertThat(b.http().get("/.well-known/jwks.json").json())
                .isEqualTo(a.http().get("/.well-known/jwks.json").json());
    }

    /** No node remembers for a while that a token was good. */
    @Test
    void aLogOutEverywhereOnAIsKnownToBAtOnce() {
        TestUser user = a.operator().newUser();
        String first = a.portal().logIn(user, a.inbox());
        cluster.advance(Duration.ofMinutes(2));
        String second = a.portal().logIn(user, a.inbox());
        Sessions onA = new Sessions(a.http(), a.operator().http());
        Sessions onB = new Sessions(b.http(), b.http().as(a.operatorToken()));
        for (String token : List.of(first, second)) {
            onB.assertAlive(token);
            assertThat(onB.introspect("token=" + token).json().path("active").asBoolean())
                    .isTrue();
        }

        assertThat(onA.delete(first, "/api/v1/me/sessions").status()).isEqualTo(204);

        onB.assertDead(second);
        onB.assertDead(first);
        onA.assertDead(second);
    }

    @Test
    void noMoreWrongAnswersAreCountedThanTriesWereLeft() {
        TestUser user = a.operator().newUser();
        Portal.Attempt attempt = a.portal().begin(user);
        Portal.Attempt onB = onB(attempt);
        String code = a.inbox().code(user);

        List<Integer> statuses = AtOnce.call(
                ANSWERS,
                n -> () ->
                        (n % 2 == 0 ? attempt : onB).answer(Inbox.wrong(code)).status());

        assertThat(statuses.stream().filter(s -> s == 422)).hasSize(5);
        assertThat(onB.answer(code).status()).isEqualTo(409);
    }

    @Test
    void ofManyGuessesAtOnceOnBothNodesTenGetAVerdict() {
        TestUser user = a.operator().newUser();
        IntFunction<Answer> guess = n -> (n % 2 == 0 ? a.portal() : b.portal()).begin(user.userName(), "Wrong word 1");

        List<Answer> answers = new ArrayList<>(AtOnce.call(ANSWERS, n -> () -> guess.apply(n)));
        // What found no place to hash in time (503) got no verdict; others take its place now.
        while (answers.get(answers.size() - 1).status() != 403) {
            assertThat(answers).hasSizeLessThan(2 * ANSWERS);
            answers.add(guess.apply(answers.size()));
        }

        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(10);
        for (Portal portal : List.of(a.portal(), b.portal())) {
            assertThat(portal.begin(user.userName(), user.password()).text("code"))
                    .isEqualTo("LOGIN_LOCKED");
        }
    }

    @Test
    @Tag("full")
    void aTokenThatIsEndedByCommandOpensNothingMoreOnEitherNode() {
        String name = "former-" + UUID.randomUUID().toString().substring(0, 8);
        String first = operatorCommand("create", name).get(0);
        assertThat(statuses(first)).containsOnly(200);

        String second = operatorCommand("renew", "--days", "1", name).get(0);

        assertThat(statuses(first)).containsOnly(401);
        assertThat(statuses(second)).containsOnly(200);
        assertThat(operatorCommand("list")).anyMatch(line -> line.matches(name + "  created \\S+  ends \\S+"));
        operatorCommand("remove", name);
        assertThat(statuses(second)).containsOnly(401);
        String entries = "/api/v1/admin/audit?subject=operator:" + name;
        Eventually.get(
                "three entries, once each",
                PATIENCE,
                () -> Optional.of(a.operator().http().get(entries).json().findValuesAsText("type"))
                        .filter(types -> types.size() == 3)
                        .filter(types -> types.containsAll(
                                List.of("OPERATOR_CREATED", "OPERATOR_RENEWED", "OPERATOR_REMOVED"))));
    }

    @Test
    void aTokenForOneThingOpensNothingElse() {
        String name = UUID.randomUUID().toString().substring(0, 8);
        String party = operatorCommand("create", "--for", "introspect", "party-" + name)
                .get(0);
        String figures =
                operatorCommand("create", "--for", "metrics", "figures-" + name).get(0);

        assertThat(statuses(party)).containsOnly(403);
        assertThat(statuses(figures)).containsOnly(403);
        Answer refused = a.http().as(party).get("/api/v1/admin/carriers");
        assertThat(refused.text("code")).isEqualTo("OPERATOR_NOT_PERMITTED");
        assertThat(introspection(party)).isEqualTo(200);
        assertThat(introspection(figures)).isEqualTo(403);
        assertThat(a.http().as(figures).get("/metrics").status()).isEqualTo(200);
        assertThat(a.http().as(party).get("/metrics").status()).isEqualTo(403);
    }

    private int introspection(String token) {
        return a.http()
                .as(token)
                .send("POST", "/api/v1/introspect", "application/x-www-form-urlencoded", "token=none")
                .status();
    }

    private List<String> operatorCommand(String... words) {
        String url = "jdbc:postgresql://127.0.0.1:" + cluster.postgres().getPort() + "/postgres";
        return ProductCommand.run(
                Map.of(
                        "COUNTERSIGN_DB_URL",
                        url,
                        "COUNTERSIGN_DB_USER",
                        "postgres",
                        "COUNTERSIGN_DB_PASSWORD",
                        "postgres"),
                Stream.concat(Stream.of("operator"), Stream.of(words)).toArray(String[]::new));
    }

    /** What an operator's call is answered by each node. */
    private List<Integer> statuses(String token) {
        return Stream.of(a.http(), b.http())
                .map(node -> node.as(token).get("/api/v1/admin/keys").status())
                .toList();
    }

    /** What is changed on A while B works is taken by the gateways of both, and a pause and its end as well. */
    @Test
    @Tag("full")
    void theGatewaysOfBothNodesTakeAChangeOfTheCarriers() {
        Http operator = a.operator().http();
        long version = operator.get(CARRIERS).json().path("version").asLong();
        String body = "{\"version\": " + version + ", \"book\": {\"carriers\": [" + a.carrierJson()
                + "], \"routes\": [{\"carrier\": \"default\"}]}, \"secrets\": {\"default.password\": \""
                + a.carrierPassword() + "\"}}";
        assertThat(operator.send("PUT", CARRIERS, "application/json", body).status())
                .isEqualTo(200);
        try {
            awaitGateways(operator, version + 1, 1);
            Answer paused = operator.send(
                    "PUT", CARRIERS + "/default/pause", "application/json", "{\"version\": " + (version + 1) + "}");
            assertThat(paused.status()).as(paused.toString()).isEqualTo(200);
            awaitGateways(operator, version + 2, 0);
            assertThat(operator.send(operator.request(CARRIERS + "/default/pause?version=" + (version + 2))
                                    .DELETE())
                            .status())
                    .isEqualTo(200);
            awaitGateways(operator, version + 3, 1);
        } finally {
            long now = operator.get(CARRIERS).json().path("version").asLong();
            operator.send(operator.request(CARRIERS + "?version=" + now).DELETE());
        }
        TestUser user = a.operator().newUser();
        Portal.Attempt onB = onB(a.portal().begin(user));
        assertThat(onB.answer(a.inbox().code(user)).status()).isEqualTo(200);
    }

    private static void awaitGateways(Http operator, long version, int carriers) {
        Eventually.get(
                "both gateways with version " + version,
                PATIENCE,
                () -> Optional.of(operator.get(CARRIERS).json().path("gateways"))
                        .filter(gateways -> gateways.size() == 2)
                        .filter(gateways -> gateways.findValuesAsText("version")
                                .equals(List.of(Long.toString(version), Long.toString(version))))
                        .filter(gateways ->
                                gateways.findValues("carriers").stream().allMatch(list -> list.size() == carriers)));
    }

    @Test
    void expiryIsAuditedOnceThoughBothNodesLookForIt() {
        List<Portal.Attempt> attempts = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            attempts.add(a.portal().begin(a.operator().newUser()));
        }
        Instant begun = Instant.parse(attempts.get(0).begun().text("expiresAt")).minusSeconds(600);
        // What an hour of outage leaves: more than one batch, copied from an attempt that exists.
        String copied = "user_id, secret_hash, state, client_kind, client_version, language, device, client_address,"
                + " factor_kind, factor_id, tries_left, reference, created_at, expires_at, version";
        cluster.execute("insert into login_attempt (id, " + copied + ") select gen_random_uuid()::varchar, " + copied
                + " from login_attempt, generate_series(1, " + Rounds.of(500, 10_000) + ") where id = '"
                + attempts.get(0).id() + "'");
        cluster.advance(Duration.ofSeconds(601));

        Eventually.get(
                "expiry",
                Duration.ofMinutes(2),
                () -> Optional.of(cluster.number(
                                "select count(*) from login_attempt where state = 'FACTOR_PENDING' and expires_at <= ?",
                                java.sql.Timestamp.from(a.time().now())))
                        .filter(left -> left == 0));

        assertThat(cluster.number("select count(*) from (select correlation_id from audit_entry"
                        + " where type = 'LOGIN_EXPIRED' group by correlation_id having count(*) > 1) twice"))
                .isZero();
        assertThat(cluster.number(
                        "select count(*) from login_attempt t where state = 'EXPIRED' and created_at >= ?"
                                + " and not exists (select 1 from audit_entry where correlation_id = t.id and type ="
                                + " 'LOGIN_EXPIRED')",
                        java.sql.Timestamp.from(begun.minusSeconds(1))))
                .isZero();
        assertThat(attempts)
                .allSatisfy(attempt ->
                        assertThat(onB(attempt).state().text("state")).isEqualTo("EXPIRED"));
    }

    /** Both were away for an hour and come back at once, to everything that is overdue. */
    @Test
    @Tag("full")
    @Timeout(600)
    void whatIsOverdueAtTheStartEndsOnceAndNothingOfItIsAccepted() {
        TestUser user = a.operator().newUser();
        Portal.Attempt attempt = a.portal().begin(user);
        String code = a.inbox().code(user);
        TestUser answered = a.operator().newUser();
        Portal.Attempt authenticated = a.portal().begin(answered);
        assertThat(authenticated.answer(a.inbox().code(answered)).status()).isEqualTo(200);
        List<String> others = Stream.generate(() -> a.operator().newUser().userName())
                .limit(20)
                .toList();
        a.killServer();
        b.kill();
        cluster.execute("update login_attempt set created_at = created_at - interval '1 hour',"
                + " expires_at = expires_at - interval '1 hour' where id in ('" + attempt.id() + "', '"
                + authenticated.id() + "')");
        String copied = "secret_hash, state, client_kind, client_version, language, device, client_address,"
                + " factor_kind, factor_id, tries_left, reference, version";
        cluster.execute("insert into login_attempt (id, user_id, created_at, expires_at, " + copied
                + ") select gen_random_uuid()::varchar, owner, created_at, expires_at + n * interval '1 millisecond', "
                + copied + " from login_attempt, (select id as owner from login_user where user_name in ('"
                + String.join("', '", others) + "')) owners, generate_series(1, 500) n where id = '" + attempt.id()
                + "'");

        a.startServer();
        b.restart();
        LoginStream logins = new LoginStream(a, 2);
        try (logins) {
            assertThat(attempt.answer(code).status()).isEqualTo(410);
            assertThat(onB(authenticated).token().status()).isEqualTo(410);
            Eventually.get(
                    "the ends of all that is overdue",
                    Duration.ofMinutes(3),
                    () -> Optional.of(cluster.number(
                                    "select count(*) from login_attempt where expires_at < now() and state in"
                                            + " ('FACTOR_PENDING', 'AUTHENTICATED')"))
                            .filter(left -> left == 0));
            logins.awaitLogins(2);
        }

        assertThat(logins.failures()).isEmpty();
        String ends =
                " from audit_entry e join login_attempt t on t.id = e.correlation_id join login_user u on u.id = t.user_id"
                        + " where e.type = 'LOGIN_EXPIRED' and u.user_name = any (string_to_array(?, ','))";
        String names = String.join(",", others);
        assertThat(cluster.number("select count(*)" + ends, names)).isEqualTo(10_000);
        assertThat(cluster.number("select count(distinct e.correlation_id)" + ends, names))
                .isEqualTo(10_000);
    }

    /** The nodes' brokers do not know each other: the row is the truth, and B looks at it without any hint, every three seconds. */
    @Test
    void theStreamOnBTellsWhatHappenedOnA() throws Exception {
        TestUser user = a.operator().newUser();
        Portal.Attempt attempt = a.portal().begin(user);
        String code = a.inbox().code(user);
        var lines = onB(attempt).events().body().iterator();
        CompletableFuture<String> told = CompletableFuture.supplyAsync(() -> {
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.contains("\"AUTHENTICATED\"")) {
                    return line;
                }
            }
            return "the stream ended";
        });

        assertThat(attempt.answer(code).status()).isEqualTo(200);

        assertThat(told.get(5, TimeUnit.SECONDS)).contains("AUTHENTICATED");
    }

    /** A node that dies between claim and queue leaves its orders to the others, when its lease is over. */
    @Test
    @Tag("full")
    void whatADyingNodeHadClaimedTheOtherSends() {
        TestUser orphan = a.operator().newUser();
        TestUser user = a.operator().newUser();
        Portal.Attempt begun = a.portal().begin(user);
        String code = a.inbox().code(user);
        // The row of this number is born claimed, as if a relay of A had taken it at once and died.
        cluster.execute("create function claim() returns trigger language plpgsql as $$ begin"
                + " new.claimed_until := new.created_at + interval '20 seconds'; return new; end $$");
        cluster.execute("create trigger claim before insert on sms_outbox for each row when (new.e164 = '"
                + orphan.number() + "') execute function claim()");
        Portal.Attempt orphaned = a.portal().begin(orphan);

        a.killServer();
        try {
            assertThat(onB(begun).answer(code).status()).isEqualTo(200);
            assertThat(a.inbox().texts(orphan.number())).isEmpty();
            b.time().advance(Duration.ofSeconds(21));

            String orphanCode = a.inbox().code(orphan);

            assertThat(onB(orphaned).answer(orphanCode).status()).isEqualTo(200);
            assertThat(onB(begun).token().status()).isEqualTo(200);
        } finally {
            cluster.execute("drop trigger claim on sms_outbox");
            a.time().advanceAfterKill(Duration.ofSeconds(21));
            a.startServer();
        }
        assertThat(a.inbox().texts(orphan.number())).hasSize(1);
        assertThat(orphaned.token().status()).isEqualTo(200);
    }

    /**
     * Cut off from the database, A lets nobody in, and B does not mind. Of the long series: A works off its dead connections one
     * by one afterwards, and refuses meanwhile.
     */
    @Test
    @Tag("full")
    void aNodeThatIsCutOffIssuesNothing() {
        TestUser user = a.operator().newUser();
        Portal.Attempt attempt = a.portal().begin(user);
        String code = a.inbox().code(user);
        cluster.wire().fallSilent();
        try {
            assertThat(attempt.answer(code).status()).isEqualTo(503);
            assertThat(attempt.token().status()).isEqualTo(503);
            assertThat(onB(attempt).answer(code).status()).isEqualTo(200);
        } finally {
            cluster.wire().repair();
        }
        Eventually.get(
                "A again",
                PATIENCE,
                () -> Optional.of(a.http().get("/health/ready")).filter(answer -> answer.status() == 200));
        assertThat(attempt.answer(code).status()).isEqualTo(409);
        assertThat(attempt.token().status()).isEqualTo(200);
    }

    /** Many write on both nodes, and one of them is killed meanwhile: the chain is one, and has an entry of every success that was answered. */
    @Test
    @Tag("full")
    void aKillLeavesOneUnbrokenChainOfWhatBothNodesAnswered(@TempDir Path folder) {
        List<TestUser> users =
                Stream.generate(a.operator()::newUser).limit(WRITERS).toList();
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        try {
            AtOnce.call(
                    WRITERS + 1, n -> n < WRITERS ? () -> begin(users.get(n), answered) : () -> killAmong(answered));
        } finally {
            b.restart();
        }

        List<String> export = new Audit(a.operator().http()).awaitWhole(PATIENCE, folder);
        assertThat(Audit.lines(export, "entry")
                        .map(entry -> entry.path("correlationId").asText()))
                .containsAll(answered);
    }

    /** Begins logins on one node and the other by turns, as long as more are to be answered. */
    private boolean begin(TestUser user, Queue<String> answered) {
        for (int i = 0; answered.size() < SUCCESSES; i++) {
            Portal portal = i % 2 == 0 ? a.portal() : b.portal();
            try {
                Answer begun = portal.begin(user.userName(), user.password());
                if (begun.status() == 201) {
                    answered.add(begun.text("id"));
                }
            } catch (UncheckedIOException e) {
                // B is away; what it did not answer needs no entry.
                assertThat(i % 2).isEqualTo(1);
            }
        }
        return true;
    }

    private boolean killAmong(Queue<String> answered) {
        Eventually.get(
                "half of all",
                Duration.ofMinutes(2),
                () -> Optional.of(answered).filter(ids -> ids.size() >= SUCCESSES / 2));
        b.kill();
        return true;
    }

    private Portal.Attempt onB(Portal.Attempt attempt) {
        return attempt.at(b.http());
    }
}
