package dev.countersign.activation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Overtaken;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.util.UUID;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decided about a phone while its user uses it. */
@Timeout(60)
class OvertakenPhonesTest {

    /** The app has lost its keys by then, and cannot ask again. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aResetCountsThoughTheAuthenticatorWasUsedMeanwhile(Database database) throws Exception {
        Beans beans = new Beans(database);
        User user = Users.add(beans, Moving.PASSWORD, Account.OPEN);
        Phone phone = new Phone(beans);
        UUID enrolment = Activations.activate(beans, user, phone);

        boolean known = Overtaken.call(
                database,
                user.id(),
                () -> beans.call(InstallationDesk.class, desk -> desk.reset(phone.installation(), phone.token())),
                entities -> entities.createQuery("update Enrolment e set e.version = e.version + 1 where e.id = :id")
                        .setParameter("id", enrolment.toString())
                        .executeUpdate());

        assertThat(known).isTrue();
        assertThat(state(beans, enrolment)).isEqualTo(EnrolmentState.RECOVERABLE);
    }

    private static EnrolmentState state(Beans beans, UUID enrolment) {
        return beans.call(Authenticators.class, all -> all.get(enrolment)).state();
    }
}
