package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Of facts that strangers cause the first of an hour stands in the audit, also where a transaction came to nothing. */
class RepeatedFactsTest {

    private final Beans beans = new Beans();
    private final String subject = "name:" + UUID.randomUUID();

    @Test
    void theNextOneIsWrittenWhereTheFirstOneWasRolledBack() {
        assertThatThrownBy(() -> beans.run(RepeatedFacts.class, facts -> {
                    facts.record(fact());
                    throw new IllegalStateException("the database is away");
                }))
                .hasMessage("the database is away");
        beans.fired(RunBegun.class).forEach(run -> beans.run(RepeatedFacts.class, facts -> facts.onFailure(run)));

        beans.run(RepeatedFacts.class, facts -> facts.record(fact()));
        beans.run(RepeatedFacts.class, facts -> facts.record(fact()));

        assertThat(AuditTrail.about(beans, subject)).containsExactly("LOGIN_PASSWORD LOCKED");
    }

    private AuditFact fact() {
        return new AuditFact("anonymous", subject, "LOGIN_PASSWORD", "LOCKED", Reference.next(), "");
    }
}
