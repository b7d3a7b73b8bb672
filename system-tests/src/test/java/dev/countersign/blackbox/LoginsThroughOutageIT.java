package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The database goes away under running logins, in each way that it can, and comes back under them. */
@Tag("full")
@ExtendWith(Cluster.Extension.class)
class LoginsThroughOutageIT {

    private static final System.Logger LOG = System.getLogger(LoginsThroughOutageIT.class.getName());
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    /** As {@link DatabaseAwayIT} allows: three seconds of the longest time-out, and two for a busy machine. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private static final int PARALLEL = 8;
    private static final int REFUSALS = 100;

    private static final Pattern LIVE_THREADS =
            Pattern.compile("(?m)^jvm_threads_live_threads(?:\\{[^}]*\\})? ([0-9.]+)");

    private final Cluster cluster;

    LoginsThroughOutageIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @AfterEach
    void repair() {
        cluster.wire().repair();
        awaitReady(200);
    }

    @ParameterizedTest
    @EnumSource
    void noLoginIsLostOrTakenTwiceAndAllGoOnWhenItIsBack(DatabaseAwayIT.Outage outage) throws Exception {
        Product product = cluster.a();
        PatientLogins logins = new PatientLogins(product, PARALLEL);
        long recovery;
        try (logins) {
            logins.awaitLogins(2 * PARALLEL);
            int threads = threads(product);
            AutoCloseable lasting = outage.begin(cluster);
            try {
                awaitReady(503);
                logins.databaseIsAway();
                logins.awaitRepliesMeanwhile(REFUSALS);
            } finally {
                logins.nothingIsAwayAnyMore();
                lasting.close();
            }
            long back = System.nanoTime();
            logins.awaitLogins(1);
            recovery = (System.nanoTime() - back) / 1_000_000;
            logins.awaitLogins(2 * PARALLEL);
            Eventually.get(
                    "no more threads than " + threads,
                    RECOVERY,
                    () -> Optional.of(threads(product)).filter(now -> now <= threads + PARALLEL));
        }

        LOG.log(
                System.Logger.Level.INFO,
                "database {0}: {1} logins, {2} answers meanwhile, the longest after {3} ms, the first login {4} ms after it was back",
                outage,
                logins.completed().size(),
                logins.meanwhile().size(),
                logins.longest().toMillis(),
                recovery);
        assertThat(logins.meanwhile())
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer.toString()).isEqualTo(503));
        assertThat(logins.longest()).isLessThan(BOUND);
        assertThat(recovery).isLessThan(RECOVERY.toMillis());
        assertThat(logins.completed()).allSatisfy(this::isWrittenOnce);
    }

    /** One right code, one wrong code before it, and one session of it. */
    private void isWrittenOnce(String attempt) {
        assertThat(cluster.number("select count(*) from login_session where attempt_id = ?", attempt))
                .isEqualTo(1);
        String answers =
                "select count(*) from audit_entry where correlation_id = ? and type = 'LOGIN_FACTOR' and reason ";
        assertThat(cluster.number(answers + "= 'OK'", attempt)).isEqualTo(1);
        assertThat(cluster.number(answers + "<> 'OK'", attempt)).isEqualTo(1);
    }

    private void awaitReady(int status) {
        Eventually.get(
                "ready is " + status,
                RECOVERY,
                () -> Optional.of(cluster.a().http().get("/health/ready").status())
                        .filter(found -> found == status));
    }

    private static int threads(Product product) {
        return Eventually.get("a scrape", RECOVERY, () -> {
            Matcher found = LIVE_THREADS.matcher(product.metrics().body());
            return found.find() ? Optional.of((int) Double.parseDouble(found.group(1))) : Optional.empty();
        });
    }
}
