package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.RotatingKeysInMemory;
import dev.countersign.crypto.Secrets;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The keys that sign heads of the audit chain, while their data key is rotated. */
class SealedHeadKeysTest {

    private final String name = "h" + UUID.randomUUID().toString().substring(0, 8);
    private final RotatingKeysInMemory keys = new RotatingKeysInMemory(name);
    private final Secrets secrets = new Secrets(keys);
    private final Beans beans = new Beans();

    @Test
    void moveToTheNewDataKeyAndStayWhatTheyAre() {
        beans.query(entities -> {
            entities.persist(new HeadKey(
                    name,
                    "{}",
                    secrets.seal(Purpose.AUDIT_SIGNING, name, "private"),
                    beans.clock().instant()));
            return true;
        });
        String old = keys.rotate();
        assertThat(count(old)).isEqualTo(1);

        int moved = beans.query(entities -> new SealedHeadKeys(entities, secrets).reseal(old, 100));

        assertThat(moved).isEqualTo(1);
        assertThat(count(old)).isZero();
        assertThat(count(keys.id())).isEqualTo(1);
        String stored =
                beans.query(entities -> entities.find(HeadKey.class, name).privateSealed());
        assertThat(secrets.open(Purpose.AUDIT_SIGNING, name, stored)).isEqualTo("private");
        Purpose purpose = beans.query(entities -> new SealedHeadKeys(entities, secrets).purpose());
        assertThat(purpose).isEqualTo(Purpose.AUDIT_SIGNING);
        beans.query(entities -> {
            entities.remove(entities.find(HeadKey.class, name));
            return true;
        });
    }

    private long count(String keyId) {
        return beans.query(entities -> new SealedHeadKeys(entities, secrets).countUnder(keyId));
    }
}
