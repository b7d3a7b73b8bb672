package dev.countersign.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.Statements;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Users;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A reset code that opens nothing is refused by the same steps whoever's name was typed. */
class UnknownNamesTest {

    private static final String CODE = "0000-0000-0000";
    private static final Statements STATEMENTS = new Statements();
    private static final Database DATABASE = Databases.watched("names", STATEMENTS);

    private final Beans beans = new Beans(DATABASE);
    private final SignedInUser known = SignedIn.add(beans);

    @Test
    void theDatabaseIsAskedTheSameForANameThatNobodyHas() {
        List<String> asked = asked(known.userName());

        assertThat(asked).hasSizeGreaterThan(5);
        assertThat(asked("nobody123")).containsExactlyElementsOf(asked);
    }

    @Test
    void theDatabaseIsAskedTheSameForALockedUser() {
        SignedInUser locked = SignedIn.add(beans);
        Users.lock(beans, locked.userId());

        assertThat(asked(locked.userName())).containsExactlyElementsOf(asked(known.userName()));
    }

    /** Of refusals that the audit counts already. */
    private List<String> asked(String userName) {
        claim(userName);
        return STATEMENTS.by(() -> claim(userName));
    }

    /** From an address of its own, which has failed never before. */
    private void claim(String userName) {
        String address = "a-" + UUID.randomUUID();
        assertThat(beans.<PasswordResets, ResetOutcome<ClaimedReset>>call(
                        PasswordResets.class, resets -> resets.claim(userName, CODE, address)))
                .isInstanceOf(ResetOutcome.Refused.class);
    }
}
