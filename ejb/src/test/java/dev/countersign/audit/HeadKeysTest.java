package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Databases;
import dev.countersign.schema.StartRefusal;
import dev.countersign.schema.ToldRefusal;
import org.junit.jupiter.api.Test;

/** A start without a key that signs heads of the audit chain. */
class HeadKeysTest {

    private final ToldRefusal refusal = new ToldRefusal();
    private final Beans beans = new Beans(Databases.empty("head-keys")).give(StartRefusal.class, refusal);

    /** Another key would have all heads that were kept elsewhere look forged, which is for people to decide. */
    @Test
    void endsAndIsToldWhereNoRowOpens() {
        beans.run(HeadKeys.class, HeadKeys::signer);
        beans.query(entities -> entities.createNativeQuery("update audit_signing_key set private_sealed = 'spoiled'")
                .executeUpdate());

        assertThatThrownBy(() -> beans.run(HeadKeys.class, HeadKeys::signer)).isInstanceOf(IllegalStateException.class);

        assertThat(refusal.told()).singleElement().asString().contains("no row of audit_signing_key opens");
    }
}
