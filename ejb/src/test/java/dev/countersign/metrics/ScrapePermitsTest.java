package dev.countersign.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Databases;
import dev.countersign.crypto.Secrets;
import dev.countersign.health.DatabaseWatch;
import dev.countersign.operator.KnownOperator;
import dev.countersign.operator.OperatorKind;
import dev.countersign.operator.Operators;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who reads the meters while the database is away. */
class ScrapePermitsTest {

    private final Beans beans = new Beans(Databases.empty("scrape-permits"));
    private final Watch watch = new Watch();
    private final String token = add(OperatorKind.METRICS);
    private final ScrapePermits permits;

    private boolean answers = true;

    ScrapePermitsTest() {
        permits = new ScrapePermits(new OfThisDatabase(), watch, beans.clock());
    }

    /** Says what the test says, and nothing of a real database. */
    private static final class Watch extends DatabaseWatch {

        private boolean up = true;

        @Override
        public boolean isUp() {
            return up;
        }
    }

    /** The operators of the database, each time in a transaction of its own; none answers while it is away. */
    private final class OfThisDatabase extends Operators {

        @Override
        public Optional<KnownOperator> findByToken(String asked) {
            if (!answers) {
                throw new IllegalStateException("the database is away");
            }
            return beans.call(Operators.class, operators -> operators.findByToken(asked));
        }
    }

    @Test
    void aTokenThatWasAcceptedOpensTheMetersForAnHourMore() {
        assertThat(permits.find(token)).contains(OperatorKind.METRICS);
        goAway();

        beans.clock().pass(Duration.ofHours(1).minusMillis(1));
        assertThat(permits.find(token)).contains(OperatorKind.METRICS);
        beans.clock().pass(Duration.ofMillis(1));
        assertThatThrownBy(() -> permits.find(token)).hasMessage("the database is away");
    }

    /** The watch has not noticed yet. */
    @Test
    void aTokenThatWasAcceptedOpensTheMetersWhereTheQuestionFails() {
        permits.find(token);
        answers = false;

        assertThat(permits.find(token)).contains(OperatorKind.METRICS);
    }

    /** A full token opens the meters too, and is not remembered as one for everything. */
    @Test
    void whatIsRememberedOpensTheMetersAlone() {
        String full = add(OperatorKind.ALL);
        assertThat(permits.find(full)).contains(OperatorKind.ALL);
        goAway();

        assertThat(permits.find(full)).contains(OperatorKind.METRICS);
    }

    @Test
    void whoWasNotAcceptedIsNotLetInNow() {
        String other = add(OperatorKind.INTROSPECT);
        assertThat(permits.find(other)).contains(OperatorKind.INTROSPECT);
        assertThat(permits.find("of nobody")).isEmpty();
        goAway();

        assertThatThrownBy(() -> permits.find(other)).hasMessage("the database is away");
        assertThatThrownBy(() -> permits.find("of nobody")).hasMessage("the database is away");
    }

    @Test
    void aTokenThatWasEndedAndRefusedIsNotRemembered() {
        permits.find(token);
        beans.query(entities -> entities.createNativeQuery("delete from operator where token_hash = ?1")
                .setParameter(1, Secrets.digestOf(token))
                .executeUpdate());
        assertThat(permits.find(token)).isEmpty();
        goAway();

        assertThatThrownBy(() -> permits.find(token)).hasMessage("the database is away");
    }

    @Test
    void twentyTokensAreRememberedAndThoseOfAnHourAgoMakeRoom() {
        for (int i = 0; i < ScrapePermits.MOST; i++) {
            permits.find(add(OperatorKind.METRICS));
        }
        permits.find(token);
        goAway();
        assertThatThrownBy(() -> permits.find(token)).hasMessage("the database is away");
        watch.up = true;
        answers = true;
        beans.clock().pass(Duration.ofHours(1));
        permits.find(token);
        goAway();

        assertThat(permits.find(token)).contains(OperatorKind.METRICS);
    }

    @Test
    void theNextTokenToEndIsKnown() {
        beans.query(
                entities -> entities.createNativeQuery("delete from operator").executeUpdate());
        add(OperatorKind.ALL);
        Optional<Instant> none = beans.call(Operators.class, Operators::findNextEnd);
        assertThat(none).isEmpty();
        for (int hours : new int[] {-1, 3, 2}) {
            String made = add(OperatorKind.ALL);
            beans.query(entities -> entities.createNativeQuery(
                            "update operator set token_ends_at = ?1 where token_hash = ?2")
                    .setParameter(1, Timestamp.from(beans.clock().instant().plus(Duration.ofHours(hours))))
                    .setParameter(2, Secrets.digestOf(made))
                    .executeUpdate());
        }

        Optional<Instant> next = beans.call(Operators.class, Operators::findNextEnd);
        assertThat(next).contains(beans.clock().instant().plus(Duration.ofHours(2)));
    }

    private void goAway() {
        watch.up = false;
        answers = false;
    }

    private String add(OperatorKind kind) {
        String made = UUID.randomUUID().toString();
        beans.query(entities -> entities.createNativeQuery(
                        "insert into operator (name, token_hash, created_at, kind) values (?1, ?2, ?3, ?4)")
                .setParameter(1, "o" + made.substring(0, 8))
                .setParameter(2, Secrets.digestOf(made))
                .setParameter(3, Timestamp.from(beans.clock().instant()))
                .setParameter(4, kind.name())
                .executeUpdate());
        return made;
    }
}
