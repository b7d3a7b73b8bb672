package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import dev.countersign.budget.AskedFrom;
import dev.countersign.phone.Numbers;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** For whom the SMS of a login counts. The database is this test's own. */
class SmsClientTest {

    private final AskedFrom asked = new AskedFrom();
    private final Beans beans = new Beans(Databases.empty("sms-client")).give(AskedFrom.class, asked);
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);

    @Test
    void itCountsForTheBackOfficeThatAsksAndElseForTheKindOfProgram() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        asked.setClient("clearing");

        OpenedAttempt opened = granted(door.begin(user.userName(), PASSWORD, ClientKind.WORKSTATION));

        assertThat(sent("clearing")).isEqualTo(1);
        asked.setClient("");
        beans.clock().pass(Duration.ofMinutes(2));
        granted(door.sendSms(opened));
        assertThat(sent("WORKSTATION")).isEqualTo(1);
        assertThat(sent("clearing")).isEqualTo(1);
    }

    private long sent(String client) {
        Object sum = beans.query(entities -> entities.createNativeQuery(
                        "select coalesce(sum(sent), 0) from sms_client_share where client = ?1")
                .setParameter(1, client)
                .getSingleResult());
        return ((Number) sum).longValue();
    }
}
