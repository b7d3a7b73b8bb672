package dev.countersign.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.audit.AuditTrail;
import dev.countersign.schema.StartRefusal;
import dev.countersign.schema.ToldRefusal;
import jakarta.ejb.EJBException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key pairs of a node: the first one, and the next ones that an operator asks for. */
class SigningKeysTest {

    private static final Database DATABASE = Databases.empty("signing-keys");

    private final Beans beans = new Beans(DATABASE);

    @BeforeEach
    void empty() {
        beans.query(entities -> entities.createQuery("delete from SigningKey k").executeUpdate());
    }

    @Test
    void theFirstNodeMakesAKeyAndTheNextOneUsesIt() {
        assertThat(signer()).isEqualTo("es256-1");
        assertThat(signer()).isEqualTo("es256-1");

        assertThat(published()).hasSize(1);
        String jwks = beans.call(Tokens.class, Tokens::jwks);
        assertThat(jwks).isEqualTo("{\"keys\":[" + published().get(0) + "]}").doesNotContain("\"d\"");
    }

    @Test
    void theNextKeyIsPublishedAtOnceAndSignsAfterItsLead() {
        signer();
        SigningKeyView next = beans.call(SigningKeys.class, keys -> {
            SigningKeyView made = keys.rotate("op");
            assertThat(keys.listPublic()).as("seen by the node that made it").hasSize(2);
            return made;
        });

        assertThat(next.signsFrom()).isEqualTo(beans.clock().instant().plus(Duration.ofMinutes(5)));
        assertThat(published()).hasSize(2);
        assertThat(isPublished(next.keyId())).isTrue();
        beans.clock().pass(Duration.ofMinutes(5).minusMillis(1));
        assertThat(signer()).isEqualTo("es256-1");
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(signer()).isEqualTo(next.keyId());
        assertThat(AuditTrail.about(beans, "key:" + next.keyId())).containsExactly("SIGNING_KEY_MADE OK");
    }

    @Test
    void theOldKeyIsPublishedAsLongAsItsTokensLive() {
        signer();
        beans.call(SigningKeys.class, keys -> keys.rotate("op"));
        // Five minutes of lead, a quarter of an hour of a token, five seconds of leeway, and five of an old reading.
        beans.clock().pass(Duration.ofMinutes(20).plusSeconds(10).minusMillis(1));
        assertThat(isPublished("es256-1")).isTrue();
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(isPublished("es256-1")).isFalse();
        assertThat(published()).hasSize(1);
    }

    @Test
    void aRetiredKeyIsRemovedADayLater() {
        signer();
        beans.call(SigningKeys.class, keys -> keys.rotate("op"));
        beans.clock().pass(Duration.ofDays(1).plusMinutes(20).plusSeconds(5).minusMillis(1));
        beans.run(SigningKeys.class, SigningKeys::removeRetired);
        assertThat(stored()).hasSize(2);
        beans.clock().pass(Duration.ofMillis(1));

        beans.run(SigningKeys.class, SigningKeys::removeRetired);

        assertThat(stored()).hasSize(1).doesNotContain("es256-1");
        assertThat(published()).hasSize(1);
    }

    /** Else each login would end in an error, on a server that says it is ready. */
    @Test
    void whereNoRowOpensAnotherKeyIsMadeAndStays() {
        signer();
        beans.call(SigningKeys.class, keys -> keys.rotate("op"));
        beans.query(entities -> entities.createNativeQuery("update signing_key set private_sealed = 'spoiled'")
                .executeUpdate());

        String made = signer();

        assertThat(made).startsWith("es256-").isNotEqualTo("es256-1");
        assertThat(isPublished(made)).isTrue();
        assertThat(published()).hasSize(1);
        beans.clock().pass(Duration.ofDays(2));
        beans.run(SigningKeys.class, SigningKeys::removeRetired);
        assertThat(signer())
                .as("the spoiled row of a later time does not end it")
                .isEqualTo(made);
    }

    @Test
    void aTableThatCannotBeReadEndsTheStartAndIsTold() {
        ToldRefusal refusal = new ToldRefusal();
        beans.give(StartRefusal.class, refusal).give(SigningKeyStore.class, new SigningKeyStore() {
            @Override
            public List<SigningKey> listKeys() {
                throw new EJBException("no connection");
            }
        });

        assertThatThrownBy(this::signer).hasMessage("no connection");

        assertThat(refusal.told()).containsExactly("The keys that sign tokens cannot be read: no connection");
    }

    private List<String> stored() {
        return beans.call(SigningKeyStore.class, SigningKeyStore::listKeys).stream()
                .map(SigningKey::keyId)
                .toList();
    }

    private String signer() {
        return beans.call(SigningKeys.class, keys -> keys.signer().getKeyID());
    }

    private List<String> published() {
        return beans.call(SigningKeys.class, SigningKeys::listPublic);
    }

    private boolean isPublished(String keyId) {
        return beans.call(SigningKeys.class, keys -> keys.findPublic(keyId)).isPresent();
    }
}
