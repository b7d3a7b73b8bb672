package dev.countersign.activation;

import static dev.countersign.activation.Phone.granted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.activation.ActivationOutcome.Granted;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes in the way of an activation, its user has one authenticator that answers. */
@Timeout(120)
class RivalActivationsTest {

    private static final int ROUNDS = 5;

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofAMigrationAndAnActivationOfThePortalAtOnceOneAnswersInTheEnd(Database database) throws Exception {
        Beans beans = new Beans(database);
        Moving moving = new Moving(beans);
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                User user = Users.add(beans, Moving.PASSWORD, Account.OPEN);
                beans.query(entities ->
                        Numbers.add(entities, user.id(), beans.clock().instant()));
                Activations.activate(beans, user, new Phone(beans));
                moving.later();
                Phone ofPortal = new Phone(beans);
                Phone moved = new Phone(beans);
                BegunActivation portal = beginInThePlaceOf(beans, user);
                String secrets = secrets(beans, portal.view().id());
                BegunByToken migration = moving.beginMigration(user, moved);
                // The second one has ended the first.
                reopen(beans, portal.view().id(), secrets);
                String token = moving.token(migration);
                CyclicBarrier start = new CyclicBarrier(2);
                List<Callable<ActivationOutcome<Activated>>> claims = List.of(
                        () -> {
                            start.await();
                            return ofPortal.activate(portal);
                        },
                        () -> {
                            start.await();
                            return moving.claim(migration, moved, token);
                        });

                int granted = 0;
                for (Future<ActivationOutcome<Activated>> claim : pool.invokeAll(claims)) {
                    granted += claim.get() instanceof Granted ? 1 : 0;
                }

                assertThat(granted).isPositive();
                assertThat(states(beans, user)).hasSize(granted + 1).containsOnlyOnce(EnrolmentState.ACTIVE);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aMoveThatIsNotCommittedLeavesTheAuthenticatorWhereItWas() {
        AtomicBoolean broken = new AtomicBoolean();
        Beans beans = new Beans(new Database(source("rolled-back-move", broken)));
        Moving moving = new Moving(beans);
        User user = Users.add(beans, Moving.PASSWORD, Account.OPEN);
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        UUID former = Activations.activate(beans, user, new Phone(beans));
        moving.later();
        Phone moved = new Phone(beans);
        BegunByToken begun = moving.beginMigration(user, moved);
        String token = moving.token(begun);
        granted(moving.offer(begun, moved));

        broken.set(true);
        assertThatThrownBy(() -> moving.claim(begun, moved, token)).isInstanceOf(RuntimeException.class);
        broken.set(false);

        assertThat(states(beans, user)).containsExactly(EnrolmentState.ACTIVE);
        assertThat(beans.call(Authenticators.class, all -> all.get(former)).isActive())
                .isTrue();
        granted(moving.claim(begun, moved, token));
        assertThat(states(beans, user)).containsExactlyInAnyOrder(EnrolmentState.MIGRATED_AWAY, EnrolmentState.ACTIVE);
    }

    /** By who logged in with what stands in for his lost phone. */
    private static BegunActivation beginInThePlaceOf(Beans beans, User user) {
        SignedInUser caller = SignedIn.openedBy(
                "TEMPORARY_PASSCODE",
                beans.query(
                        entities -> SignedIn.add(entities, user, beans.clock().instant())));
        return granted(beans.call(
                ActivationDesk.class, desk -> desk.begin(caller, new ActivationWish(Optional.empty(), true))));
    }

    private static String secrets(Beans beans, UUID activation) {
        return beans.query(entities -> entities.createQuery(
                        "select a.secretsSealed from Activation a where a.id = :id", String.class)
                .setParameter("id", activation.toString())
                .getSingleResult());
    }

    private static void reopen(Beans beans, UUID activation, String secrets) {
        beans.query(entities -> entities.createQuery(
                        "update Activation a set a.state = :created, a.secretsSealed = :secrets where a.id = :id")
                .setParameter("created", ActivationState.CREATED)
                .setParameter("secrets", secrets)
                .setParameter("id", activation.toString())
                .executeUpdate());
    }

    private static List<EnrolmentState> states(Beans beans, User user) {
        return beans.query(entities -> entities.createQuery(
                        "select e.state from Enrolment e where e.userId = :user", EnrolmentState.class)
                .setParameter("user", user.id())
                .getResultList());
    }

    /** A database whose commits fail while it is broken, like one that goes away in that moment. */
    private static DataSource source(String name, AtomicBoolean broken) {
        JdbcDataSource real = new JdbcDataSource();
        real.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;OPTIMIZE_REUSE_RESULTS=FALSE");
        return behind(DataSource.class, (self, method, arguments) -> {
            Object result = method.invoke(real, arguments);
            return result instanceof Connection connection ? breaking(connection, broken) : result;
        });
    }

    private static Connection breaking(Connection real, AtomicBoolean broken) {
        return behind(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("commit") && broken.get()) {
                real.rollback();
                throw new SQLException("the database has gone away");
            }
            return method.invoke(real, arguments);
        });
    }

    private static <T> T behind(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return handler.invoke(self, method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
