package dev.countersign.number;

import static dev.countersign.number.Wishes.NO_PROOF;
import static dev.countersign.number.Wishes.granted;
import static dev.countersign.number.Wishes.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import dev.countersign.budget.HeldBy;
import dev.countersign.budget.SmsHeld;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How often a number vouches for its country. The database is this test's own: what others send would count with it. */
class ProvenNumbersTest {

    private final Beans beans = new Beans(Databases.empty("proven-numbers"));

    @Test
    void aNumberThatIsProvenOverAndOverCountsOnceADay() {
        String phone = Numbers.next();
        for (int i = 0; i < 5; i++) {
            prove(phone);
            beans.clock().pass(Duration.ofMinutes(30));
        }
        for (int i = 0; i < 45; i++) {
            granted(send(newcomer(), Numbers.next()));
        }

        assertThat(reason(send(newcomer(), Numbers.next()))).isEqualTo(NumberRefusal.Reason.DAILY_LIMIT);

        assertThat(beans.fired(SmsHeld.class)).containsExactly(new SmsHeld(HeldBy.CONVERSION));
        beans.clock().pass(Duration.ofDays(1));
        prove(phone);
        assertThat(proven()).as("one on each day").isEqualTo(2);
    }

    private Wishes newcomer() {
        return new Wishes(beans, SignedIn.add(beans));
    }

    private static NumberOutcome<Verification> send(Wishes user, String e164) {
        return user.sendCode(granted(user.add(e164, NO_PROOF)).number().id(), NO_PROOF);
    }

    /** In an account of its own. */
    private void prove(String e164) {
        Wishes user = newcomer();
        String id = granted(user.add(e164, NO_PROOF)).number().id();
        granted(user.sendCode(id, NO_PROOF));
        granted(user.answer(id, user.code(id), NO_PROOF));
    }

    private long proven() {
        Object sum = beans.query(entities -> entities.createNativeQuery("select sum(proven) from sms_country_day")
                .getSingleResult());
        return ((Number) sum).longValue();
    }
}
