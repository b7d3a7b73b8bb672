package dev.countersign.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is forgotten of what was sent, so many at a time. */
class BudgetDeskTest {

    private final Beans beans = new Beans(Databases.empty("budget-desk"));
    private final Instant now = beans.clock().instant();

    @Test
    void prefixesAndAddressesAreForgottenSoManyAtATime() {
        for (int i = 0; i < 5; i++) {
            add("insert into sms_prefix (prefix, sent_at, keep_until) values (?1, '', ?2)", "44770" + i);
        }
        add("insert into sms_address (network, sent, alerted, window_end) values (?1, 1, false, ?2)", "192.0.2.1/32");

        assertThat(remove()).isEqualTo(2);
        assertThat(remove()).isEqualTo(2);
        assertThat(remove()).as("the last").isEqualTo(1);
        assertThat(remove()).isZero();
    }

    private int remove() {
        return beans.call(BudgetDesk.class, desk -> desk.removeOld(2));
    }

    private void add(String insert, String key) {
        beans.query(entities -> entities.createNativeQuery(insert)
                .setParameter(1, key)
                .setParameter(2, Timestamp.from(now.minusSeconds(1)))
                .executeUpdate());
    }
}
