package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.backoffice.BackOfficeClients;
import dev.countersign.backoffice.ClientName;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that do not open among those that are to be brought to another key; back offices stand for any column. */
class SealedColumnTest {

    private static final Purpose PURPOSE = Purpose.BACK_OFFICE_SECRET;
    private static final int ALL = 100;

    private final String name = "s" + UUID.randomUUID().toString().substring(0, 8);
    private final RotatingKeysInMemory keys = new RotatingKeysInMemory("k" + name);
    private final Secrets secrets = new Secrets(keys);
    private final Beans beans = new Beans().give(Secrets.class, secrets);

    /** One bean for all sweeps, as in the server. */
    private final Column column = new Column();

    private String old = "";
    private String right = "";

    /** Gives the real column the entity manager of each transaction. */
    private final class Column {

        private final EntityManager[] present = new EntityManager[1];
        private final SealedColumn real =
                new SealedColumn(
                        (EntityManager) Proxy.newProxyInstance(
                                EntityManager.class.getClassLoader(),
                                new Class<?>[] {EntityManager.class},
                                (self, method, arguments) -> method.invoke(present[0], arguments)),
                        secrets,
                        PURPOSE,
                        "BackOfficeClient",
                        "name",
                        "secretSealed") {
                    @Override
                    int mostSeen() {
                        return 2;
                    }
                };

        <T> T call(Function<SealedColumn, T> work) {
            return call(beans, work);
        }

        <T> T call(Beans there, Function<SealedColumn, T> work) {
            return there.query(entities -> {
                present[0] = entities;
                return work.apply(real);
            });
        }
    }

    /** The first has the cipher text of the second. */
    @BeforeEach
    void makeRows() {
        for (int row = 1; row <= 3; row++) {
            ClientName client = new ClientName(name + "-" + row);
            beans.call(BackOfficeClients.class, clients -> clients.create(client, "op"));
        }
        right = sealed(1);
        set(1, sealed(2));
        old = keys.rotate();
    }

    @AfterEach
    void removeRows() {
        beans.query(entities -> entities.createQuery("delete from BackOfficeClient c where c.name like :mine")
                .setParameter("mine", name + "%")
                .executeUpdate());
    }

    @Test
    void theOthersMoveToTheNewKey() {
        assertThat(resealAll()).isEqualTo(2);

        assertThat(sealed(1)).startsWith(old + ".");
        assertThat(sealed(2)).startsWith(keys.id() + ".");
        assertThat(sealed(3)).startsWith(keys.id() + ".");
        assertThat(resealAll()).isZero();
        assertThat(unreadable()).isEqualTo(1);
    }

    @Test
    void aBatchOfNothingElseIsNotTheEnd() {
        assertThat(reseal(1)).isEqualTo(1);
        assertThat(reseal(1)).isEqualTo(1);
        assertThat(reseal(1)).isZero();

        assertThat(sealed(3)).startsWith(keys.id() + ".");
        assertThat(unreadable()).isEqualTo(1);
    }

    @Test
    void aRowRaisesOneAlarm() {
        resealAll();
        resealAll();
        resealAll();

        assertThat(secrets.countUnreadable(PURPOSE)).isEqualTo(1);
    }

    @Test
    void aRowThatIsPutRightMovesToo() {
        resealAll();
        set(1, right);

        assertThat(resealAll()).isEqualTo(1);
        assertThat(resealAll()).isZero();

        assertThat(sealed(1)).startsWith(keys.id() + ".");
        assertThat(unreadable()).isZero();
    }

    /** A table may have a row for each user: who always began with the first would pass all that moved before. */
    @Test
    void aBatchBeginsBehindTheOneBeforeAndTheFirstRowsComeOnceMoreAtTheEnd() {
        assertThat(reseal(1)).isEqualTo(1);
        set(1, right);

        assertThat(reseal(1)).isEqualTo(1);
        assertThat(sealed(1)).startsWith(old + ".");
        assertThat(sealed(3)).startsWith(keys.id() + ".");

        assertThat(reseal(1)).isEqualTo(1);
        assertThat(sealed(1)).startsWith(keys.id() + ".");
        assertThat(reseal(1)).isZero();
    }

    @Test
    void aRowThatIsGoneCountsNoMore() {
        resealAll();
        removeRows();

        assertThat(resealAll()).isZero();

        assertThat(unreadable()).isZero();
    }

    /** On each database; the embedded one would wait for ten seconds. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    @Timeout(5)
    void aRowThatSomebodyHoldsIsPassedOverAndHeldUpByNobody(Database database) {
        Beans there = new Beans(database).give(Secrets.class, secrets);
        String first = name + "-held-1";
        String second = name + "-held-2";
        for (String client : List.of(first, second)) {
            there.call(BackOfficeClients.class, clients -> clients.create(new ClientName(client), "op"));
        }
        String under = keys.rotate();

        database.run(holder -> {
            hold(holder, first);
            assertThat(reseal(there, under)).isEqualTo(1);
            assertThat(countUnder(there, under)).isEqualTo(1);
            hold(holder, second);
        });

        assertThat(reseal(there, under)).isEqualTo(1);
        assertThat(countUnder(there, under)).isZero();
        there.query(entities -> entities.createQuery("delete from BackOfficeClient c where c.name like :mine")
                .setParameter("mine", name + "-held%")
                .executeUpdate());
    }

    private int reseal(Beans there, String under) {
        return column.call(there, one -> one.reseal(under, ALL));
    }

    private long countUnder(Beans there, String under) {
        return column.call(there, one -> one.countUnder(under));
    }

    private static void hold(EntityManager entities, String client) {
        entities.createNativeQuery("select name from back_office_client where name = ?1 for update")
                .setParameter(1, client)
                .getSingleResult();
    }

    /** Until none moves: one call ends with the first rows that moved, and rows of others may lie between these. */
    private int resealAll() {
        int all = 0;
        for (int moved = reseal(ALL); moved > 0; moved = reseal(ALL)) {
            all += moved;
        }
        return all;
    }

    private int reseal(int most) {
        return column.call(one -> one.reseal(old, most));
    }

    private long unreadable() {
        return column.call(one -> one.countUnreadable(old));
    }

    private String sealed(int row) {
        return beans.query(entities -> entities.createQuery(
                        "select c.secretSealed from BackOfficeClient c where c.name = :name", String.class)
                .setParameter("name", name + "-" + row)
                .getSingleResult());
    }

    private void set(int row, String sealed) {
        beans.query(entities -> entities.createQuery(
                        "update BackOfficeClient c set c.secretSealed = :sealed where c.name = :name")
                .setParameter("sealed", sealed)
                .setParameter("name", name + "-" + row)
                .executeUpdate());
    }
}
