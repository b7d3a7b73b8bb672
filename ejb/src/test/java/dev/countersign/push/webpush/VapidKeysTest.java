package dev.countersign.push.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.RotatingKeysInMemory;
import dev.countersign.crypto.Secrets;
import dev.countersign.schema.StartRefusal;
import dev.countersign.schema.ToldRefusal;
import jakarta.ejb.EJBException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The key pair of VAPID: one for all nodes and for ever, sealed. */
class VapidKeysTest {

    private static final Database DATABASE = Databases.empty("vapid-keys");

    private final ToldRefusal refusal = new ToldRefusal();
    private final Beans beans = new Beans(DATABASE).give(StartRefusal.class, refusal);

    @BeforeEach
    void empty() {
        beans.query(entities -> entities.createQuery("delete from VapidKey k").executeUpdate());
    }

    @Test
    void theFirstNodeMakesItAndTheNextOneUsesIt() {
        ECKey first = beans.call(VapidKeys.class, VapidKeys::pair);

        ECKey second = beans.call(VapidKeys.class, VapidKeys::pair);

        assertThat(first.isPrivate()).isTrue();
        assertThat(second).isEqualTo(first);
        assertThat(sealed()).doesNotContain(first.getD().toString());
    }

    @Test
    void isTheKeyThatBrowsersGet() {
        ECKey pair = beans.call(VapidKeys.class, VapidKeys::pair);

        String key = beans.<WebPush, String>call(
                WebPush.class, push -> push.applicationServerKey().orElseThrow());

        byte[] point = WebPushKeys.octets(key);
        assertThat(point).hasSize(65).startsWith(4);
        assertThat(point).endsWith(pair.getY().decode());
    }

    /** Web Push is one way of many: a login needs none of it. */
    @Test
    void aRowThatDoesNotOpenTurnsWebPushOffAndNothingElse() {
        beans.run(VapidKeys.class, keys -> {});
        beans.query(entities -> entities.createNativeQuery("update vapid_key set private_sealed = 'spoiled'")
                .executeUpdate());

        assertThat(beans.call(VapidKeys.class, VapidKeys::isOpen)).isFalse();

        assertThat(beans.<WebPush, Boolean>call(WebPush.class, WebPush::isConfigured))
                .isFalse();
        assertThat(beans.<WebPush, Boolean>call(
                        WebPush.class, push -> push.applicationServerKey().isEmpty()))
                .isTrue();
        assertThat(refusal.told()).isEmpty();
    }

    @Test
    void aTableThatCannotBeReadEndsTheStartAndIsTold() {
        beans.give(VapidKeyStore.class, new VapidKeyStore() {
            @Override
            public Optional<VapidKey> find(String keyId) {
                throw new EJBException("no connection");
            }
        });

        assertThatThrownBy(() -> beans.run(VapidKeys.class, keys -> {})).hasMessage("no connection");

        assertThat(refusal.told()).singleElement().asString().endsWith("cannot be read: no connection");
    }

    @Test
    void movesToTheNewDataKeyAndStaysWhatItIs() {
        RotatingKeysInMemory keys = new RotatingKeysInMemory("vapid");
        Secrets secrets = new Secrets(keys);
        beans.query(entities -> {
            entities.persist(new VapidKey(
                    VapidKeys.KEY_ID,
                    "{}",
                    secrets.seal(Purpose.PUSH_SIGNING, VapidKeys.KEY_ID, "private"),
                    beans.clock().instant()));
            return true;
        });
        String old = keys.rotate();

        int moved = beans.query(entities -> new SealedVapidKey(entities, secrets).reseal(old, 100));

        assertThat(moved).isEqualTo(1);
        long left = beans.query(entities -> new SealedVapidKey(entities, secrets).countUnder(old));
        assertThat(left).isZero();
        assertThat(secrets.open(Purpose.PUSH_SIGNING, VapidKeys.KEY_ID, sealed()))
                .isEqualTo("private");
    }

    private String sealed() {
        return beans.query(
                entities -> entities.find(VapidKey.class, VapidKeys.KEY_ID).privateSealed());
    }
}
