package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.announce.Claimed;
import dev.countersign.push.PushClaims.Dispatch;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a sender takes: never more than it has places for, and never only the dead. */
class PushClaimsTest {

    private final Beans beans = new Beans(Databases.empty("push-claims"));
    private final User user = Users.add(beans, "secret1", Account.OPEN);
    private final Phone phone = new Phone(beans);

    private final UUID enrolment = Activations.activate(beans, user, phone);

    @BeforeEach
    void register() {
        PushServices.register(beans, phone);
    }

    @Test
    void saysThatMoreMayWaitBehindABatchInWhichEverythingIsDead() {
        tell("dead");
        tell("dead");
        beans.clock().pass(Duration.ofDays(2));
        tell("alive");

        Claimed<Dispatch> dead = claim(2);
        assertThat(dead.rows()).isEmpty();
        assertThat(dead.more()).isTrue();

        Claimed<Dispatch> alive = claim(2);
        assertThat(alive.rows())
                .singleElement()
                .extracting(row -> row.notification().title())
                .isEqualTo("alive");
        assertThat(alive.more()).isFalse();
    }

    /** One that nobody can be told any more would else keep all others from going out, for as long as it is the oldest. */
    @Test
    void leavesOutWhatEndsWithinASecond() {
        AskedPhone.ask(beans, user, enrolment, true, Duration.ofMillis(3999));
        beans.clock().pass(Duration.ofSeconds(3));

        assertThat(claim(3).rows()).isEmpty();
    }

    @Test
    void takesNoMoreThanItIsTold() {
        tell("one");
        tell("two");
        tell("three");

        assertThat(claim(2).rows()).hasSize(2);
        Claimed<Dispatch> last = claim(2);
        assertThat(last.rows()).hasSize(1);
        assertThat(last.more()).isFalse();
    }

    private void tell(String title) {
        beans.<PushNotices, Boolean>call(PushNotices.class, notices -> notices.tell(user.id(), title, "Body"));
    }

    private Claimed<Dispatch> claim(int most) {
        return beans.call(PushClaims.class, (PushClaims claims) -> claims.claim(most));
    }
}
