package dev.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.audit.AuditTrail;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules of a jurisdiction on each database the product runs on. */
@Timeout(60)
class JurisdictionPersistenceTest {

    private static final String CODE = "QX";

    /** Two who set a rule that has no value yet, one behind the other: neither is refused, and the audit has what was there before. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theFirstTwoWhoSetARuleTakeTurns(Database database) throws Exception {
        Beans beans = new Beans(database);
        beans.run(JurisdictionDesk.class, desk -> desk.remove(CODE, Rule.LOCK_FAILURES, "op"));
        Instant now = beans.clock().instant();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Callable<Boolean> second = () -> {
            new Beans(database).run(JurisdictionDesk.class, desk -> desk.set(CODE, change("4", now), "op"));
            return true;
        };

        Future<Boolean> waiting = beans.call(JurisdictionDesk.class, desk -> {
            desk.set(CODE, change("5", now), "op");
            Future<Boolean> behind = thread.submit(second);
            while (!Databases.isAnybodyWaiting(database) && !behind.isDone()) {
                Thread.onSpinWait();
            }
            return behind;
        });

        assertThat(waiting.get()).isTrue();
        thread.shutdown();
        assertThat(AuditTrail.about(beans, "jurisdiction:" + CODE))
                .endsWith("RULE_SET LOCK_FAILURES_NONE_TO_5", "RULE_SET LOCK_FAILURES_5_TO_4");
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theOneInForceAndThoseToComeAreRowsOfTheirOwn(Database database) {
        Beans beans = new Beans(database);
        beans.run(JurisdictionDesk.class, desk -> desk.remove(CODE, Rule.LOCK_FAILURES, "op"));
        RuleChange own = change("5", beans.clock().instant());
        RuleChange later = change("4", own.validFrom().plus(Duration.ofDays(1)));
        RuleChange last = change("3", own.validFrom().plus(Duration.ofDays(2)));

        List.of(last, own, later)
                .forEach(rule -> beans.run(JurisdictionDesk.class, desk -> desk.set(CODE, rule, "op")));
        assertThat(rules(beans)).containsExactly(own, later, last);
        beans.run(JurisdictionDesk.class, desk -> desk.cancel(CODE, Rule.LOCK_FAILURES, later.validFrom(), "op"));

        assertThat(rules(beans)).containsExactly(own, last);
    }

    /** Servers are upgraded one after the other. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aRuleThatOnlyANewerServerKnowsIsPassedOver(Database database) {
        Beans beans = new Beans(database);
        beans.run(JurisdictionDesk.class, desk -> desk.remove(CODE, Rule.LOCK_FAILURES, "op"));
        RuleChange own = change("3", beans.clock().instant());
        beans.run(JurisdictionDesk.class, desk -> desk.set(CODE, own, "op"));
        beans.query(
                entities -> entities.createNativeQuery("insert into jurisdiction_rule (jurisdiction, rule, rule_value,"
                                + " legal_reference, valid_from) values (?1, 'FUTURE', '1', 'a law', ?2)")
                        .setParameter(1, CODE)
                        .setParameter(2, Timestamp.from(own.validFrom()))
                        .executeUpdate());

        try {
            assertThat(rules(beans)).containsExactly(own);
            int failures = beans.call(
                    Jurisdictions.class,
                    jurisdictions -> jurisdictions.limits(CODE).count(Rule.LOCK_FAILURES));
            assertThat(failures).isEqualTo(3);
        } finally {
            int left = beans.query(
                    entities -> entities.createNativeQuery("delete from jurisdiction_rule where rule = 'FUTURE'")
                            .executeUpdate());
            assertThat(left).as("it is still there").isEqualTo(1);
        }
    }

    /** It stops nobody's login, and can be removed here too. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aValueThatOnlyANewerServerTakesIsPassedOver(Database database) {
        Beans beans = new Beans(database);
        beans.run(JurisdictionDesk.class, desk -> desk.remove(CODE, Rule.LOCK_FAILURES, "op"));
        Instant now = beans.clock().instant();
        RuleChange own = change("3", now.minusSeconds(60));
        beans.run(JurisdictionDesk.class, desk -> desk.set(CODE, own, "op"));
        List.of(now, now.plusSeconds(60)).forEach(from -> insert(beans, "101", from));

        int failures = beans.call(
                Jurisdictions.class, jurisdictions -> jurisdictions.limits(CODE).count(Rule.LOCK_FAILURES));
        assertThat(failures).isEqualTo(3);
        assertThat(rules(beans)).containsExactly(own);
        beans.run(JurisdictionDesk.class, desk -> desk.remove(CODE, Rule.LOCK_FAILURES, "op"));

        assertThat(rules(beans)).isEmpty();
        assertThat(AuditTrail.about(beans, "jurisdiction:" + CODE))
                .endsWith(
                        "RULE_CANCELLED LOCK_FAILURES_UNKNOWN_TO_UNKNOWN",
                        "RULE_REMOVED LOCK_FAILURES_UNKNOWN_TO_NONE");
    }

    private static void insert(Beans beans, String value, Instant from) {
        beans.query(
                entities -> entities.createNativeQuery("insert into jurisdiction_rule (jurisdiction, rule, rule_value,"
                                + " legal_reference, valid_from) values (?1, 'LOCK_FAILURES', ?2, 'a law', ?3)")
                        .setParameter(1, CODE)
                        .setParameter(2, value)
                        .setParameter(3, Timestamp.from(from))
                        .executeUpdate());
    }

    private static List<RuleChange> rules(Beans beans) {
        return beans.call(JurisdictionDesk.class, desk -> desk.show(CODE)).rules();
    }

    private static RuleChange change(String value, Instant from) {
        return new RuleChange(Rule.LOCK_FAILURES, value, "a law", from);
    }
}
