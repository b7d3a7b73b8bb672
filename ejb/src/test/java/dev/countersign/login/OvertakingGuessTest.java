package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import dev.countersign.lockout.Caller;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The right one of many guesses at once does not overtake the wrong ones that wait to be counted. */
@Timeout(60)
class OvertakingGuessTest {

    private static final int LIMIT = 10;

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);

    @Test
    void theRightGuessIsBehindTheTenthWrongOneThatIsBeingCounted() throws Exception {
        for (int wrong = 1; wrong < LIMIT; wrong++) {
            assertThat(reason(begin("secret2", wrong))).isEqualTo(Reason.BAD_CREDENTIALS);
        }
        Approach tenth = approach("secret2", LIMIT);
        ExecutorService thread = Executors.newSingleThreadExecutor();

        Future<LoginOutcome<OpenedAttempt>> right = beans.call(LoginAttempts.class, attempts -> {
            attempts.refusePassword(tenth);
            Future<LoginOutcome<OpenedAttempt>> behind = thread.submit(() -> begin(PASSWORD, LIMIT + 1));
            while (!Databases.isAnybodyWaiting(Databases.embedded()) && !behind.isDone()) {
                Thread.onSpinWait();
            }
            return behind;
        });
        thread.shutdown();

        assertThat(reason(right.get())).isEqualTo(Reason.LOCKED);
    }

    private LoginOutcome<OpenedAttempt> begin(String password, int address) {
        return door.begin(user.userName(), password, ClientKind.PORTAL, caller(address));
    }

    private Approach approach(String password, int address) {
        LoginRequest request = request(user.userName(), password, ClientKind.PORTAL);
        return beans.call(LoginAttempts.class, attempts -> attempts.approach(request, caller(address)));
    }

    /** Each from an address of its own, so that none is throttled. */
    private Caller caller(int number) {
        return new Caller("guess-" + user.id() + "-" + number, "");
    }
}
