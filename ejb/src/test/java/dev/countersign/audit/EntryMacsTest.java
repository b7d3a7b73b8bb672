package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import dev.countersign.crypto.DataKeys;
import dev.countersign.crypto.RotatingKeysInMemory;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which data keys the entries of the audit need. */
class EntryMacsTest {

    private final RotatingKeysInMemory keys = new RotatingKeysInMemory("audit");
    private final Beans beans =
            new Beans(Databases.empty("entry-macs-" + UUID.randomUUID())).give(DataKeys.class, keys);

    /** Without its key an old entry would look changed. */
    @Test
    void aKeyIsNeededAsLongAsAnEntryOrItsPlaceIsUnderIt() {
        String first = keys.id();
        assertThat(count(first)).isZero();
        record();
        record();
        assertThat(count(first)).as("they are not counted").isEqualTo(1);
        String old = keys.rotate();
        assertThat(old).isEqualTo(first);
        assertThat(count(keys.id())).isZero();

        beans.call(ChainDesk.class, desk -> desk.seal(EntryPosition.FIRST));
        assertThat(count(keys.id())).as("their places").isEqualTo(1);

        beans.query(entities -> entities.createNativeQuery("update audit_entry set content_mac = ''")
                .executeUpdate());
        assertThat(count(old)).isZero();
        assertThat(count(keys.id())).isEqualTo(1);
    }

    @Test
    void aKeyBetweenOthersIsNeededToo() {
        record();
        keys.rotate();
        String second = keys.id();
        record();
        keys.rotate();
        record();

        assertThat(count(second)).isEqualTo(1);
        assertThat(count("none")).isZero();
    }

    private void record() {
        beans.run(
                AuditLog.class,
                audit -> audit.record(AuditFact.byUser(1, "LOGIN_TOKEN", "OK", Reference.next(), "attempt")));
    }

    private long count(String keyId) {
        return beans.call(EntryMacs.class, macs -> macs.countUnder(keyId));
    }
}
