package dev.countersign.incontainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.countersign.crypto.DataKeys;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedPair;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorAnswer.Typed;
import dev.countersign.lockout.Caller;
import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginAttempts;
import dev.countersign.login.LoginDoor;
import dev.countersign.login.LoginOutcome;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.login.LoginRequest;
import dev.countersign.login.OpenedAttempt;
import dev.countersign.login.SecondFactor;
import dev.countersign.token.SigningKeys;
import dev.countersign.user.Account;
import dev.countersign.user.Identity;
import dev.countersign.user.NewUser;
import dev.countersign.user.NewUser.NewNumber;
import dev.countersign.user.Password;
import dev.countersign.user.Provisioning;
import dev.countersign.user.UserName;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.transaction.UserTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only the container shows: what a transaction undoes, and what a refusal does not. */
@ExtendWith(ArquillianExtension.class)
class TransactionsIT {

    private static final Caller CALLER = new Caller("192.0.2.1", "");
    private static final String PASSWORD = "Pass word 1";

    @Inject
    private Provisioning provisioning;

    @Inject
    private LoginDoor door;

    @Inject
    private LoginAttempts attempts;

    @Inject
    private SecondFactor secondFactor;

    @Resource
    private UserTransaction transaction;

    @Inject
    private SigningKeys signingKeys;

    @Inject
    private Secrets secrets;

    @Inject
    private DataKeys keys;

    @Resource(lookup = "java:/jdbc/countersign")
    private DataSource database;

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    private ConnectionFactory broker;

    @Deployment
    static EnterpriseArchive product() {
        return ProductInServer.with(TransactionsIT.class, Orders.class);
    }

    @Test
    void aRolledBackLoginLeavesNeitherRowNorMessage() throws Exception {
        create("rolledback", "+4915100000001");
        create("committed", "+4915100000002");
        Orders orders = new Orders(database, broker);

        transaction.begin();
        attempts.open(request("rolledback"), attempts.approach(request("rolledback"), CALLER));
        transaction.rollback();
        transaction.begin();
        attempts.open(request("committed"), attempts.approach(request("committed"), CALLER));
        transaction.commit();

        assertEquals(Set.of(), orders.rows("+4915100000001"));
        Set<String> committed = orders.rows("+4915100000002");
        assertEquals(1, committed.size());
        // The relay works in order: when the later order has come, an earlier one would have come too.
        Set<String> sent = orders.takeUntil(committed.iterator().next());
        assertTrue(orders.rows().containsAll(sent));
    }

    @Test
    void aRefusedAnswerIsCounted() throws Exception {
        create("refused", "+4915100000003");
        OpenedAttempt attempt = begin("refused");

        LoginOutcome<?> outcome = secondFactor.answer(attempt.key(), new Typed("no code"));

        Refused<?> refused = assertInstanceOf(Refused.class, outcome);
        assertEquals(Optional.of(4), refused.refusal().triesLeft());
        assertEquals(4, new Orders(database, broker).triesLeft(attempt.attempt().id()));
    }

    /** The count lives and dies with its transaction: a fault, unlike a refusal, undoes it. */
    @Test
    void aFaultUndoesTheCount() throws Exception {
        create("faulty", "+4915100000004");
        OpenedAttempt attempt = begin("faulty");

        transaction.begin();
        secondFactor.answer(attempt.key(), new Typed("no code"));
        transaction.rollback();

        assertEquals(5, new Orders(database, broker).triesLeft(attempt.attempt().id()));
    }

    /**
     * Where a key is missing that whoever is told would need, the last wrong answer counts all the same. A fault that leaves a bean with
     * transactions undoes the decision, however well it is caught.
     */
    @Test
    void aWrongAnswerCountsThoughItsNoticeCannotBeSealed() throws Exception {
        create("untold", "+4915100000006");
        OpenedAttempt attempt = begin("untold");
        Orders orders = new Orders(database, broker);

        orders.supersedeKey("SMS_TEXT");
        try {
            keys.refresh();
            assertEquals(Set.of(Purpose.SMS_TEXT), keys.missing());
            for (int left = 5; left > 0; left--) {
                assertInstanceOf(Refused.class, secondFactor.answer(attempt.key(), new Typed("no code")));
            }
        } finally {
            orders.reinstateKey("SMS_TEXT");
            keys.refresh();
        }

        assertEquals(0, orders.triesLeft(attempt.attempt().id()));
        assertEquals(Set.of(), keys.missing());
    }

    /** The embedded database tells with a lock time-out the row that was waited for, and the container logs what it is told. */
    @Test
    @Tag("full")
    void aRowThatWasWaitedForIsNotInTheLog() throws Exception {
        create("waited", "+4915100000005");
        OpenedAttempt attempt = begin("waited");
        Path log = Path.of(System.getProperty("jboss.server.log.dir"), "server.log");

        try (Connection holder = database.getConnection();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select id from login_user where user_name = 'waited' for update");
            assertThrows(RuntimeException.class, () -> secondFactor.answer(attempt.key(), new Typed("no code")));
            holder.rollback();
        }

        String text = Files.readString(log);
        assertTrue(text.contains("Timeout trying to lock table"));
        assertFalse(text.contains("$argon2id$"));
    }

    /**
     * Else fifty decisions about one user would wait for its row, and the one that holds it for a second connection. What is read
     * in a decision's own transaction shows what that transaction wrote and nobody else sees.
     */
    @Test
    void signingKeysAreReadInTheTransactionOfTheDecision() throws Exception {
        SealedPair pair = SealedPair.make(secrets, Purpose.TOKEN_SIGNING, "uncommitted");

        transaction.begin();
        try {
            new Orders(database, broker).addSigningKey("uncommitted", pair);

            assertTrue(signingKeys.findPublic("uncommitted").isPresent());
        } finally {
            transaction.rollback();
        }
    }

    private OpenedAttempt begin(String name) {
        Granted<?> granted = assertInstanceOf(Granted.class, door.begin(request(name), CALLER));
        return assertInstanceOf(OpenedAttempt.class, granted.value());
    }

    private void create(String name, String number) {
        NewUser user = new NewUser(
                new UserName(name),
                new Password(PASSWORD),
                "en",
                "DE",
                Account.OPEN,
                List.of(new NewNumber(number, true)),
                Identity.UNKNOWN);
        assertEquals(Provisioning.Outcome.CREATED, provisioning.create(user, "test"));
    }

    private static LoginRequest request(String name) {
        return new LoginRequest(name, PASSWORD, ClientKind.PORTAL, "", Optional.empty());
    }
}
