package dev.countersign.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.number.NumberChanged.Kind;
import dev.countersign.phone.Numbers;
import dev.countersign.phone.OutboxClaims;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the phone is told that a user had before. */
class NumberNoticesTest {

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);
    private final Wishes wishes = new Wishes(beans, user);
    private final String former = wishes.factor();
    private final String other = wishes.further();

    @Test
    void theNumberThatGotTheCodesIsToldThatOthersGetThem() {
        observe(new NumberChanged(user.userId(), other, Kind.DEFAULT, former));

        assertThat(told(former)).singleElement().asString().startsWith("The mobile number of ");
        assertThat(told(other)).isEmpty();
    }

    @Test
    void aRemovedNumberIsTold() {
        observe(new NumberChanged(user.userId(), other, Kind.REMOVED, other));

        assertThat(told(other)).singleElement().asString().startsWith("The mobile number of ");
        assertThat(told(former)).isEmpty();
    }

    @Test
    void theNumberThatGetsTheCodesIsToldOfOneBesideIt() {
        observe(new NumberChanged(user.userId(), other, Kind.VERIFIED, former));

        assertThat(told(former)).singleElement().asString().startsWith("A mobile number was added for ");
        assertThat(told(other)).isEmpty();
    }

    private void observe(NumberChanged event) {
        beans.run(NumberNotices.class, notices -> notices.onChange(event));
    }

    private List<String> told(String numberId) {
        String e164 = beans.query(entities -> Numbers.get(entities, numberId).e164());
        List<SmsOrder> orders = beans.call(OutboxClaims.class, OutboxClaims::claim);
        List<String> texts = orders.stream()
                .filter(order -> order.to().equals(e164))
                .map(SmsOrder::text)
                .toList();
        beans.clock().pass(java.time.Duration.ofMinutes(1));
        return texts;
    }
}
