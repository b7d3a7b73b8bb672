package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import dev.countersign.budget.AskedFrom;
import dev.countersign.policy.JurisdictionDesk;
import dev.countersign.policy.Rule;
import dev.countersign.policy.RuleChange;
import dev.countersign.sms.Numbers;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

    /** Whatever the attempt is looked at by: a number that got nothing a moment ago has no pause that could be over. */
    @Test
    void whatALimitKeepsBackIsToldWithTheEndOfThatLimit() {
        beans.run(
                JurisdictionDesk.class,
                desk -> desk.set("DE", new RuleChange(Rule.SMS_CLIENT_PER_DAY, "1", "", Instant.EPOCH), "ann"));
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        beans.query(entities -> Numbers.add(entities, other.id(), beans.clock().instant()));
        door.open(user.userName());

        OpenedAttempt opened = door.open(other.userName());

        AttemptView.Started started = opened.attempt().started().orElseThrow();
        Instant endOfDay = LocalDate.ofInstant(beans.clock().instant(), ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        assertThat(started.state()).isEqualTo("COOLDOWN");
        assertThat(started.reason()).contains(Reason.SMS_LIMIT);
        assertThat(started.resendAt()).contains(endOfDay);
        assertThat(started.retryAfter()).contains(Duration.between(beans.clock().instant(), endOfDay));
        assertThat(granted(door.find(opened))).isEqualTo(opened.attempt());
        beans.run(JurisdictionDesk.class, desk -> desk.remove("DE", Rule.SMS_CLIENT_PER_DAY, "ann"));
        assertThat(granted(door.find(opened)).started().orElseThrow().retryAfter())
                .as("the limit is lifted")
                .contains(Duration.ZERO);
    }

    private long sent(String client) {
        Object sum = beans.query(entities -> entities.createNativeQuery(
                        "select coalesce(sum(sent), 0) from sms_client_share where client = ?1")
                .setParameter(1, client)
                .getSingleResult());
        return ((Number) sum).longValue();
    }
}
