package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.passcode.Passcodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Nothing that had ended since the backup works again, as far as a program can know. */
class RestoredBackupTest {

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    @Test
    void sessionsAndPasscodesOfTheBackupAreOver() {
        Passcodes.issue(beans, user.userName());
        assertThat(open()).isEqualTo(2);

        RestoredBackup.Ended ended = beans.query(this::declare);

        assertThat(ended.sessions()).isPositive();
        assertThat(ended.passcodes()).isPositive();
        assertThat(open()).isZero();
        assertThat(beans.query(this::declare)).isEqualTo(new RestoredBackup.Ended(0, 0));
    }

    @Test
    void aDatabaseWithoutAChainIsNotOne() {
        assertThatThrownBy(() -> beans.query(entities -> {
                    entities.createNativeQuery("delete from audit_chain").executeUpdate();
                    return declare(entities);
                }))
                .hasRootCauseMessage("there is no audit chain in this database");
    }

    private RestoredBackup.Ended declare(EntityManager entities) {
        try {
            return new RestoredBackup(entities.unwrap(Connection.class), beans.clock()).declare();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many of the user's sessions and passcodes are not ended. */
    private long open() {
        return beans.query(entities -> (Long) entities.createNativeQuery(
                        "select (select count(*) from login_session where user_id = ?1 and ended_at is null)"
                                + " + (select count(*) from temporary_passcode where user_id = ?1 and ended_at is null)")
                .setParameter(1, user.userId())
                .getSingleResult());
    }
}
