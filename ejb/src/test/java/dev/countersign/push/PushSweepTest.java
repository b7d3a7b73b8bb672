package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How long requests and notices are kept. */
class PushSweepTest {

    private static final Duration LIFE = Duration.ofMinutes(3);

    private final Beans beans = new Beans();
    private final User user = Users.add(beans, "secret1", Account.OPEN);
    private final Phone phone = new Phone(beans);
    private final UUID enrolment = Activations.activate(beans, user, phone);

    @Test
    void aRequestIsForgottenThirtyDaysAfterItsEnd() {
        AskedPhone.ask(beans, user, enrolment, false, LIFE);

        isKeptFor(LIFE.plusDays(30), "PushRequest");
    }

    @Test
    void aNoticeIsForgottenADayAfterItWasMade() {
        PushServices.register(beans, phone);
        beans.run(
                PushNotices.class,
                notices -> notices.tell(SecurityEvent.of(user.id(), SecurityEvent.Kind.LOGIN), "Title", "Body"));
        beans.query(entities -> entities.createQuery(
                        "update PushNotice n set n.sending.delivery = :sent where n.installationId = :phone")
                .setParameter("sent", PushDelivery.SENT)
                .setParameter("phone", phone.installation().toString())
                .executeUpdate());

        isKeptFor(Duration.ofDays(1), "PushNotice");
    }

    /** It would be lost without a word. */
    @Test
    void aNoticeThatWaitsStillIsGivenUpBeforeItIsForgotten() {
        PushServices.register(beans, phone);
        beans.run(
                PushNotices.class,
                notices -> notices.tell(SecurityEvent.of(user.id(), SecurityEvent.Kind.LOGIN), "Title", "Body"));
        beans.clock().pass(Duration.ofDays(2));

        beans.run(PushSweep.class, PushSweep::remove);

        assertThat(count("PushNotice")).isEqualTo(1);
    }

    private void isKeptFor(Duration time, String entity) {
        beans.clock().pass(time);
        beans.run(PushSweep.class, PushSweep::remove);
        assertThat(count(entity)).isEqualTo(1);
        beans.clock().pass(Duration.ofMillis(1));

        beans.run(PushSweep.class, PushSweep::remove);

        assertThat(count(entity)).isZero();
    }

    private long count(String entity) {
        return beans.query(entities -> entities.createQuery(
                        "select count(x) from " + entity + " x where x.installationId = :phone", Long.class)
                .setParameter("phone", phone.installation().toString())
                .getSingleResult());
    }
}
