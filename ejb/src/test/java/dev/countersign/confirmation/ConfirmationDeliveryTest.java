package dev.countersign.confirmation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.sms.CodeDelivery;
import dev.countersign.sms.CodeDelivery.State;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.sms.SmsMoved;
import dev.countersign.sms.SmsReport.Standing;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What became of the SMS of a confirmation, and whom that is told. */
class ConfirmationDeliveryTest {

    private static final ConfirmationPurpose PURPOSE = ConfirmationPurpose.PASSWORD_CHANGE;
    private static final CodePurpose CODE = CodePurpose.PASSWORD_CHANGE;

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    @ParameterizedTest
    @EnumSource(ConfirmationPurpose.class)
    void itsWayIsToldFromTheOrderToThePhone(ConfirmationPurpose purpose) {
        addNumber();
        String id = Confirming.begin(beans, user, purpose);
        CodePurpose code = CodePurpose.valueOf(purpose.name());

        CodeDelivery ordered = delivery(user, id).orElseThrow();
        SentCodes.submit(beans, code, id);
        State taken = state(id);
        SentCodes.receive(beans, code, id, SmsReceipt.State.DELIVERED);

        assertThat(ordered.state()).isEqualTo(State.QUEUED);
        assertThat(ordered.report().sentAt()).isEqualTo(beans.clock().instant());
        assertThat(ordered.expiresAt()).isEqualTo(beans.clock().instant().plus(Duration.ofMinutes(10)));
        assertThat(taken).isEqualTo(State.SENT);
        assertThat(state(id)).isEqualTo(State.DELIVERED);
    }

    @Test
    void aFailureIsToldWithItsCauseUntilItIsSentAgain() {
        addNumber();
        String id = Confirming.begin(beans, user, PURPOSE);
        SentCodes.receive(beans, CODE, id, SmsReceipt.State.UNDELIVERABLE);
        CodeDelivery failed = delivery(user, id).orElseThrow();
        assertThat(beans.fired(SmsMoved.class)).isEmpty();

        assertThat(Confirming.begin(beans, user, PURPOSE)).isEqualTo(id);

        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.report().standing()).isEqualTo(Standing.UNREACHABLE);
        assertThat(state(id)).isEqualTo(State.QUEUED);
        assertThat(beans.fired(SmsMoved.class))
                .as("who waits hears of it at once")
                .containsExactly(new SmsMoved(id));
    }

    @Test
    void whatCouldNotBeSentInTimeIsTold() {
        addNumber();
        String id = Confirming.begin(beans, user, PURPOSE);

        SentCodes.expire(beans, CODE, id);

        assertThat(state(id)).isEqualTo(State.EXPIRED);
    }

    @Test
    void anotherSessionAndAnotherUserAreToldNothing() {
        addNumber();
        String id = Confirming.begin(beans, user, PURPOSE);
        SignedInUser elsewhere = SignedIn.again(beans, "SMS", user);

        assertThat(delivery(user, id)).isPresent();
        assertThat(delivery(elsewhere, id)).isEmpty();
        assertThat(delivery(SignedIn.add(beans), id)).isEmpty();
        assertThat(delivery(user, "nothing")).isEmpty();
    }

    @Test
    void nothingIsToldOnceNoCodeIsWaitedFor() {
        addNumber();
        String used = Confirming.begin(beans, user, PURPOSE);
        Proof proof = new Proof(used, Confirming.code(beans, PURPOSE, used));
        beans.call(Confirmations.class, confirmations -> confirmations.consume(user, PURPOSE, proof));
        assertThat(delivery(user, used)).isEmpty();
        String old = Confirming.begin(beans, user, PURPOSE);

        beans.clock().pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(delivery(user, old)).isPresent();
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(delivery(user, old)).isEmpty();
    }

    private Optional<CodeDelivery> delivery(SignedInUser caller, String id) {
        return beans.call(ConfirmationDesk.class, desk -> desk.findDelivery(caller, id));
    }

    private State state(String id) {
        return delivery(user, id).orElseThrow().state();
    }

    private void addNumber() {
        beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));
    }
}
