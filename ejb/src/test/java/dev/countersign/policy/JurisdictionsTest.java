package dev.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules that one jurisdiction has of its own. */
class JurisdictionsTest {

    /** Nobody else's: the rows of one database are seen by all tests. */
    private static final String CODE = "QZ";

    private final Beans beans = new Beans();

    @AfterEach
    void removeRules() {
        for (Rule rule : Rule.values()) {
            new Beans().run(JurisdictionDesk.class, desk -> desk.remove(CODE, rule, "op"));
        }
    }

    @Test
    void theConfigurationHoldsWhereAJurisdictionSaysNothing() {
        beans.set("countersign.login.lock-failures", "7");

        assertThat(limits(CODE).count(Rule.LOCK_FAILURES)).isEqualTo(7);
        assertThat(limits(CODE).duration(Rule.LOCK_TIME)).isEqualTo(Duration.ofHours(24));
        assertThat(limits(CODE).count(Rule.ATTEMPT_TRIES)).isEqualTo(5);
        assertThat(limits(CODE).duration(Rule.ATTEMPT_LIFE)).isEqualTo(Duration.ofMinutes(10));
        assertThat(limits(CODE).count(Rule.OPEN_ATTEMPTS)).isEqualTo(3);
        assertThat(limits(CODE).duration(Rule.SMS_PAUSE)).isEqualTo(Duration.ofMinutes(2));
        assertThat(limits(CODE).count(Rule.SMS_PER_HOUR)).isEqualTo(5);
        assertThat(limits(CODE).count(Rule.SMS_PER_DAY)).isEqualTo(10);
        Limits everywhere = beans.call(Jurisdictions.class, all -> all.limits());
        assertThat(everywhere.values()).isEqualTo(limits(CODE).values());
    }

    /** As the start takes it. */
    @Test
    void blanksAroundAConfiguredValueAreNoPartOfIt() {
        beans.set("countersign.login.lock-failures", " 7 ").set("countersign.login.lock-time", "PT1H ");

        assertThat(limits(CODE).count(Rule.LOCK_FAILURES)).isEqualTo(7);
        assertThat(limits(CODE).duration(Rule.LOCK_TIME)).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void aConfiguredValueThatIsNoneIsRefusedByName() {
        beans.set("countersign.login.lock-failures", "none");

        assertThatThrownBy(() -> limits(CODE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LOCK_FAILURES");
    }

    @Test
    void aRuleOfItsOwnGoesBeforeTheConfigurationInThatJurisdictionAlone() {
        set(change(Rule.LOCK_FAILURES, "5", beans.clock().instant()));

        assertThat(limits(CODE).count(Rule.LOCK_FAILURES)).isEqualTo(5);
        assertThat(limits(CODE).count(Rule.ATTEMPT_TRIES)).isEqualTo(5);
        assertThat(limits("QY").count(Rule.LOCK_FAILURES)).isEqualTo(10);
        assertThat(AuditTrail.about(beans, "jurisdiction:" + CODE)).endsWith("RULE_SET LOCK_FAILURES_NONE_TO_5");
    }

    @Test
    void aRuleHoldsFromItsDayOn() {
        Instant from = beans.clock().instant().plus(Duration.ofDays(1));
        set(change(Rule.LOCK_FAILURES, "5", from));

        beans.clock().set(from.minusMillis(1));
        assertThat(limits(CODE).count(Rule.LOCK_FAILURES)).isEqualTo(10);
        beans.clock().set(from);

        assertThat(limits(CODE).count(Rule.LOCK_FAILURES)).isEqualTo(5);
    }

    @Test
    void aRuleCanBeChangedAndRemoved() {
        set(change(Rule.LOCK_FAILURES, "5", beans.clock().instant()));
        set(change(Rule.LOCK_FAILURES, "4", beans.clock().instant()));
        assertThat(limits(CODE).count(Rule.LOCK_FAILURES)).isEqualTo(4);

        beans.run(JurisdictionDesk.class, desk -> desk.remove(CODE, Rule.LOCK_FAILURES, "op"));

        assertThat(limits(CODE).count(Rule.LOCK_FAILURES)).isEqualTo(10);
        assertThat(AuditTrail.about(beans, "jurisdiction:" + CODE))
                .endsWith(
                        "RULE_SET LOCK_FAILURES_NONE_TO_5",
                        "RULE_SET LOCK_FAILURES_5_TO_4",
                        "RULE_REMOVED LOCK_FAILURES_4_TO_NONE");
    }

    /** What is set for a later day leaves alone what holds until then. */
    @Test
    void aRuleThatIsToComeTakesNothingFromTheOneInForce() {
        Instant now = beans.clock().instant();
        Instant next = now.plus(Duration.ofDays(30));
        set(change(Rule.LOCK_FAILURES, "5", now));

        set(change(Rule.LOCK_FAILURES, "4", next));

        assertThat(limits(CODE).count(Rule.LOCK_FAILURES)).isEqualTo(5);
        assertThat(shown()).containsExactly("5 true", "4 false");
        assertThat(AuditTrail.about(beans, "jurisdiction:" + CODE)).endsWith("RULE_SCHEDULED LOCK_FAILURES_5_TO_4");
        beans.clock().set(next);
        assertThat(limits(CODE).count(Rule.LOCK_FAILURES)).isEqualTo(4);
        assertThat(shown()).containsExactly("4 true");
    }

    @Test
    void severalAreToComeAndOneOfThemIsCancelled() {
        Instant now = beans.clock().instant();
        Instant next = now.plus(Duration.ofDays(30));
        Instant last = now.plus(Duration.ofDays(60));
        set(change(Rule.LOCK_FAILURES, "5", now));
        set(change(Rule.LOCK_FAILURES, "3", last));
        set(change(Rule.LOCK_FAILURES, "7", next));
        set(change(Rule.LOCK_FAILURES, "4", next));

        cancel(next);
        cancel(next);

        assertThat(shown()).containsExactly("5 true", "3 false");
        assertThat(AuditTrail.about(beans, "jurisdiction:" + CODE))
                .endsWith(
                        "RULE_SET LOCK_FAILURES_NONE_TO_5",
                        "RULE_SCHEDULED LOCK_FAILURES_5_TO_3",
                        "RULE_SCHEDULED LOCK_FAILURES_5_TO_7",
                        "RULE_SCHEDULED LOCK_FAILURES_7_TO_4",
                        "RULE_CANCELLED LOCK_FAILURES_4_TO_5");
    }

    /** Those before it do not come back. */
    @Test
    void theOneInForceIsRemovedByItsDayAndWhatIsToComeStays() {
        Instant first = beans.clock().instant();
        Instant second = first.plus(Duration.ofDays(30));
        set(change(Rule.LOCK_FAILURES, "5", first));
        set(change(Rule.LOCK_FAILURES, "4", second));
        set(change(Rule.LOCK_FAILURES, "3", second.plus(Duration.ofDays(30))));
        beans.clock().set(second);

        cancel(second);

        assertThat(limits(CODE).count(Rule.LOCK_FAILURES)).isEqualTo(10);
        assertThat(shown()).containsExactly("3 false");
        assertThat(AuditTrail.about(beans, "jurisdiction:" + CODE)).endsWith("RULE_REMOVED LOCK_FAILURES_4_TO_NONE");
    }

    @Test
    void removingARuleCancelsWhatIsToCome() {
        Instant now = beans.clock().instant();
        set(change(Rule.LOCK_FAILURES, "5", now));
        set(change(Rule.LOCK_FAILURES, "4", now.plusSeconds(60)));

        beans.run(JurisdictionDesk.class, desk -> desk.remove(CODE, Rule.LOCK_FAILURES, "op"));
        beans.clock().pass(Duration.ofDays(1));

        assertThat(limits(CODE).count(Rule.LOCK_FAILURES)).isEqualTo(10);
        assertThat(AuditTrail.about(beans, "jurisdiction:" + CODE))
                .endsWith("RULE_CANCELLED LOCK_FAILURES_4_TO_5", "RULE_REMOVED LOCK_FAILURES_5_TO_NONE");
    }

    /** Whichever day it names: what an operator says now is what holds now. */
    @Test
    void aRuleOfAnEarlierDayTakesThePlaceOfTheOneInForce() {
        Instant now = beans.clock().instant();
        set(change(Rule.LOCK_FAILURES, "5", now));

        set(change(Rule.LOCK_FAILURES, "4", now.minus(Duration.ofDays(30))));

        assertThat(limits(CODE).count(Rule.LOCK_FAILURES)).isEqualTo(4);
        assertThat(shown()).containsExactly("4 true");
        assertThat(AuditTrail.about(beans, "jurisdiction:" + CODE)).endsWith("RULE_SET LOCK_FAILURES_5_TO_4");
    }

    /** As the table has it, or the same moment would be two rows. */
    @Test
    void theDayOfARuleHasMicroseconds() {
        Instant day = Instant.parse("2027-01-01T00:00:00.123456Z");

        assertThat(change(Rule.SMS_PER_DAY, "1", day.plusNanos(789)).validFrom())
                .isEqualTo(day);
    }

    /** The same value has one spelling, and the longest fits. */
    @Test
    void theAuditHasDurationsToo() {
        set(change(
                Rule.SMS_PREFIX_WINDOW, "PT23H59M59.999999999S", beans.clock().instant()));
        set(change(Rule.SMS_PREFIX_WINDOW, "pt15m0.5s", beans.clock().instant()));
        set(change(Rule.LOCK_FAILURES, "05", beans.clock().instant()));
        assertThat(shown()).containsExactlyInAnyOrder("PT15M0.5S true", "5 true");

        assertThat(AuditTrail.about(beans, "jurisdiction:" + CODE))
                .endsWith(
                        "RULE_SET SMS_PREFIX_WINDOW_NONE_TO_PT23H59M59_999999999S",
                        "RULE_SET SMS_PREFIX_WINDOW_PT23H59M59_999999999S_TO_PT15M0_5S",
                        "RULE_SET LOCK_FAILURES_NONE_TO_5");
    }

    /** The row has room for that. */
    @Test
    void aValueHasOneSpellingHoweverManyZerosItIsWrittenWith() {
        String zeros = "0".repeat(100);

        set(change(Rule.SMS_PREFIX_WINDOW, "PT" + zeros + "15M", beans.clock().instant()));

        assertThat(shown()).containsExactly("PT15M true");
    }

    @Test
    void removingWhatIsNotThereIsNoFact() {
        int before = AuditTrail.about(beans, "jurisdiction:" + CODE).size();

        beans.run(JurisdictionDesk.class, desk -> desk.remove(CODE, Rule.SMS_PAUSE, "op"));

        assertThat(AuditTrail.about(beans, "jurisdiction:" + CODE)).hasSize(before);
    }

    @Test
    void operatorsSeeWhatHoldsAndWhatIsToCome() {
        RuleChange pause = change(Rule.SMS_PAUSE, "PT3M", beans.clock().instant());
        RuleChange later =
                change(Rule.LOCK_FAILURES, "5", beans.clock().instant().plusSeconds(60));
        set(later);
        set(pause);

        JurisdictionView view = beans.call(JurisdictionDesk.class, desk -> desk.show(CODE));

        assertThat(view.code()).isEqualTo(CODE);
        assertThat(view.limits().duration(Rule.SMS_PAUSE)).isEqualTo(Duration.ofMinutes(3));
        assertThat(view.limits().count(Rule.LOCK_FAILURES)).isEqualTo(10);
        assertThat(view.rules()).containsExactlyInAnyOrderElementsOf(List.of(pause, later));
    }

    @Test
    void aChangeElsewhereHoldsFiveSecondsLaterAtMost() {
        int[] seen = beans.call(Jurisdictions.class, one -> {
            int before = one.limits(CODE).count(Rule.LOCK_FAILURES);
            set(change(Rule.LOCK_FAILURES, "5", beans.clock().instant()));
            beans.clock().pass(Duration.ofSeconds(5).minusMillis(1));
            int soon = one.limits(CODE).count(Rule.LOCK_FAILURES);
            beans.clock().pass(Duration.ofMillis(1));
            return new int[] {before, soon, one.limits(CODE).count(Rule.LOCK_FAILURES)};
        });

        assertThat(seen).containsExactly(10, 10, 5);
    }

    /** Before the commit everybody else still reads the old rows, and would keep them. */
    @Test
    void aChangeHoldsOnItsNodeAsSoonAsItIsCommitted() {
        int[] seen = beans.call(Jurisdictions.class, one -> {
            int before = one.limits(CODE).count(Rule.LOCK_FAILURES);
            set(change(Rule.LOCK_FAILURES, "5", beans.clock().instant()));
            beans.fired(RulesChanged.class).forEach(one::forget);
            return new int[] {before, one.limits(CODE).count(Rule.LOCK_FAILURES)};
        });

        assertThat(seen).containsExactly(10, 5);
        beans.run(JurisdictionDesk.class, desk -> desk.remove(CODE, Rule.LOCK_FAILURES, "op"));
        assertThat(beans.fired(RulesChanged.class)).hasSize(2);
    }

    @Test
    void whatWasReadBeforeTheClockWasSetBackIsReadAnew() {
        int seen = beans.call(Jurisdictions.class, one -> {
            one.limits(CODE);
            set(change(Rule.LOCK_FAILURES, "5", Instant.EPOCH));
            beans.clock().pass(Duration.ofSeconds(-1));
            return one.limits(CODE).count(Rule.LOCK_FAILURES);
        });

        assertThat(seen).isEqualTo(5);
    }

    @Test
    void limitsNameTheRuleThatHasNoValue() {
        assertThatThrownBy(() -> new Limits(java.util.Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has no value");
    }

    @Test
    void aChangeIsWithinTheBoundsOfItsRule() {
        assertThatThrownBy(() -> change(Rule.LOCK_FAILURES, "101", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rulesAreFoundByTheirName() {
        assertThat(Rule.find("SMS_PAUSE")).contains(Rule.SMS_PAUSE);
        assertThat(Rule.find("sms_pause")).isEmpty();
    }

    @Test
    void aKeyIsAJurisdictionARuleAndADay() {
        JurisdictionRule.Key key = new JurisdictionRule.Key("QZ", Rule.SMS_PAUSE, Instant.EPOCH);

        assertThat(key)
                .isEqualTo(new JurisdictionRule.Key("QZ", Rule.SMS_PAUSE, Instant.EPOCH))
                .hasSameHashCodeAs(new JurisdictionRule.Key("QZ", Rule.SMS_PAUSE, Instant.EPOCH))
                .isNotEqualTo(new JurisdictionRule.Key("QY", Rule.SMS_PAUSE, Instant.EPOCH))
                .isNotEqualTo(new JurisdictionRule.Key("QZ", Rule.SMS_PER_DAY, Instant.EPOCH))
                .isNotEqualTo(new JurisdictionRule.Key("QZ", Rule.SMS_PAUSE, Instant.EPOCH.plusSeconds(1)))
                .isNotEqualTo("QZ");
        assertThat(key.hashCode()).isNotZero();
    }

    @Test
    void aLegalReferenceHasAnEnd() {
        String most = "x".repeat(400);
        assertThat(new RuleChange(Rule.SMS_PER_DAY, "1", most, Instant.EPOCH).legalReference())
                .isEqualTo(most);

        assertThatThrownBy(() -> new RuleChange(Rule.SMS_PER_DAY, "1", most + "x", Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Limits limits(String code) {
        return beans.call(Jurisdictions.class, all -> all.limits(code));
    }

    private void set(RuleChange change) {
        beans.run(JurisdictionDesk.class, desk -> desk.set(CODE, change, "op"));
    }

    private void cancel(Instant from) {
        beans.run(JurisdictionDesk.class, desk -> desk.cancel(CODE, Rule.LOCK_FAILURES, from, "op"));
    }

    /** The values of the jurisdiction's own and whether each holds. */
    private List<String> shown() {
        JurisdictionView view = beans.call(JurisdictionDesk.class, desk -> desk.show(CODE));
        return view.rules().stream()
                .map(rule -> rule.value() + " " + view.isInForce(rule))
                .toList();
    }

    private static RuleChange change(Rule rule, String value, Instant from) {
        return new RuleChange(rule, value, "a law", from);
    }
}
