package dev.countersign.migration;

import static dev.countersign.activation.Moving.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Moving;
import dev.countersign.activation.Phone;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.number.NumberChanged;
import dev.countersign.number.NumberVerification;
import dev.countersign.phone.CodePurpose;
import dev.countersign.phone.Numbers;
import dev.countersign.phone.SentCodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which number the authenticator moves by. */
class BoundNumbersTest {

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);

    @Test
    void whoActivatedWithoutANumberMovesByTheFirstOneThatHeVerifies() {
        UUID first = Activations.activate(beans, user, new Phone(beans));
        assertThat(enrolment(first).numberId()).isEmpty();

        String number = verify();

        assertThat(enrolment(first).numberId()).contains(number);
        UUID moved = moving.migrate(user, new Phone(beans));
        assertThat(enrolment(moved).isActive()).isTrue();
    }

    @Test
    void aFurtherOneIsBoundInItsPlaceAndNotByBecomingTheDefault() {
        String number = beans.query(
                entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        UUID enrolment = Activations.activate(beans, user, new Phone(beans));
        String added = beans.query(entities ->
                Numbers.addFurther(entities, user.id(), beans.clock().instant()));

        observe(new NumberChanged(user.id(), added, NumberChanged.Kind.DEFAULT, Optional.of(number)));
        assertThat(enrolment(enrolment).numberId()).contains(number);
        observe(new NumberChanged(user.id(), added, NumberChanged.Kind.VERIFIED, Optional.of(number)));
        assertThat(enrolment(enrolment).numberId()).contains(added);
    }

    /** Enters a number, for which he has proven his authenticator, and types the code that goes there. */
    private String verify() {
        SignedInUser caller = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
        Instant now = beans.clock().instant();
        String id = beans.query(entities -> Numbers.addUnverified(entities, user.id(), now));
        beans.query(entities -> {
            Numbers.get(entities, id).permit(now.plus(Duration.ofMinutes(10)));
            return true;
        });
        beans.call(NumberVerification.class, numbers -> numbers.sendCode(caller, id, Optional.empty()));
        String code = SentCodes.get(beans, CodePurpose.NUMBER, id);
        beans.call(NumberVerification.class, numbers -> numbers.answer(caller, id, code, Optional.empty()));
        beans.fired(NumberChanged.class).forEach(this::observe);
        return id;
    }

    private void observe(NumberChanged event) {
        beans.run(BoundNumbers.class, bound -> bound.onChange(event));
    }

    private Enrolment enrolment(UUID id) {
        return beans.call(Authenticators.class, all -> all.get(id));
    }
}
