package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Gateways;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever has another way takes it at once instead of waiting for what cannot come. Gateways count for all, so the database is this test's own. */
class CarrierAwayTest {

    private static final Database DATABASE = Databases.empty("carrier-away");

    private final Beans beans = new Beans(DATABASE);
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);

    @BeforeEach
    void forget() {
        Gateways.forget(DATABASE);
    }

    @Test
    void theUserIsToldAtOnceThatNoCarrierTakesMessages() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        assertThat(started(door.open(user.userName()).attempt()))
                .as("nothing is known")
                .isEqualTo("QUEUED");
        Gateways.report(beans, "north", false);
        beans.clock().pass(Duration.ofMinutes(2));

        OpenedAttempt opened = door.open(user.userName());

        assertThat(started(opened.attempt())).isEqualTo("NO_CARRIER");
        assertThat(now(opened)).isEqualTo("NO_CARRIER");
        Gateways.report(beans, "south", true);
        assertThat(now(opened)).isEqualTo("QUEUED");
        beans.clock().pass(Duration.ofSeconds(16));
        assertThat(now(opened)).as("the gateway is gone").isEqualTo("NO_CARRIER");
    }

    /** Else all that was asked for in an outage would arrive at its end. */
    @Test
    void whatWaitsForACarrierIsNotOrderedOnceMore() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        Gateways.report(beans, "north", false);
        OpenedAttempt opened = door.open(user.userName());
        beans.clock().pass(Duration.ofMinutes(2));
        Gateways.report(beans, "north", false);

        Refusal refusal = refusal(door.sendSms(opened));

        assertThat(refusal.reason()).isEqualTo(Reason.SMS_COOLDOWN);
        assertThat(refusal.retryAfter()).contains(Duration.ofMinutes(2));
        assertThat(SentCodes.count(beans, CodePurpose.LOGIN, opened.attempt().id()))
                .isEqualTo(1);
        beans.clock().pass(Duration.ofSeconds(30));
        Gateways.report(beans, "north", true);
        granted(door.sendSms(opened));
        assertThat(SentCodes.count(beans, CodePurpose.LOGIN, opened.attempt().id()))
                .isEqualTo(2);
    }

    /** Where others are well: it is his number that none of them leads to. */
    @Test
    void theUserIsToldThatNoCarrierTakesHis() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        Gateways.report(beans, 0, "south");
        OpenedAttempt opened = door.open(user.userName());
        assertThat(now(opened)).isEqualTo("QUEUED");

        SentCodes.stall(beans, CodePurpose.LOGIN, opened.attempt().id());

        assertThat(now(opened)).isEqualTo("NO_CARRIER");
        SentCodes.submit(beans, CodePurpose.LOGIN, opened.attempt().id());
        assertThat(now(opened)).isEqualTo("SENT");
    }

    private String now(OpenedAttempt opened) {
        return started(granted(door.find(opened)));
    }

    private static String started(AttemptView view) {
        return view.started().orElseThrow().state();
    }
}
