package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.contracts.sms.v1.SmsStalled;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import dev.countersign.token.SignedIn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of an SMS that waits for a carrier while others take messages. Claims take all that there is, so the database is this test's own. */
class StalledSmsTest {

    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final Database DATABASE = Databases.empty("stalled-sms");

    private static final Secrets SECRETS = new Secrets(new KeysInMemory());

    private final Beans beans = new Beans(DATABASE);
    private final String subject = UUID.randomUUID().toString();
    private final UUID key = order(subject);

    /** Some carrier of some gateway is well all the time. */
    @BeforeEach
    void report() {
        Gateways.forget(DATABASE);
        Gateways.report(beans, 0, "south");
    }

    @Test
    void itsUserIsToldThatNoCarrierTakesItAndNobodyElse() {
        String other = UUID.randomUUID().toString();
        order(other);

        stall();

        assertThat(told(subject)).contains(CodeDelivery.State.NO_CARRIER);
        assertThat(told(other)).contains(CodeDelivery.State.QUEUED);
        assertThat(beans.fired(SmsMoved.class)).containsExactly(new SmsMoved(subject));
    }

    /** It leaves in a moment; and another gateway may have it all the time. */
    @Test
    void whenTheCarrierIsWellAtSomeGatewayItIsQueuedAgain() {
        stall();
        assertThat(told(subject)).contains(CodeDelivery.State.NO_CARRIER);

        Gateways.report(beans, 0, "west");
        assertThat(told(subject)).contains(CodeDelivery.State.QUEUED);

        beans.clock().pass(Duration.ofMinutes(1));
        report();
        assertThat(told(subject)).contains(CodeDelivery.State.NO_CARRIER);
    }

    @Test
    void oneOfAGatewayThatHasNoCarriersWaitsForWhicheverThereIs() {
        beans.run(SmsProgress.class, progress -> progress.stall(List.of(word(key, List.of()))));
        assertThat(told(subject)).contains(CodeDelivery.State.QUEUED);

        beans.clock().pass(Duration.ofMinutes(1));

        assertThat(told(subject)).contains(CodeDelivery.State.NO_CARRIER);
    }

    @Test
    void thoseThatWaitAreCountedWhileTheyMayLeave() {
        long before = stalled();
        stall();
        assertThat(stalled()).isEqualTo(before + 1);

        beans.clock().pass(CODE_LIFE.multipliedBy(3));

        assertThat(stalled()).isZero();
    }

    private long stalled() {
        return beans.call(SmsBacklog.class, SmsBacklog::stalled);
    }

    @Test
    void theSecondWordChangesNothing() {
        stall();
        beans.clock().pass(Duration.ofMinutes(1));
        report();

        stall();

        assertThat(beans.fired(SmsMoved.class)).hasSize(1);
        assertThat(told(subject)).contains(CodeDelivery.State.NO_CARRIER);
    }

    @ParameterizedTest
    @EnumSource(SmsResult.State.class)
    void whateverComesOfItCountsMore(SmsResult.State end) {
        stall();

        take(end);

        assertThat(told(subject)).isPresent().get().isNotIn(CodeDelivery.State.NO_CARRIER, CodeDelivery.State.QUEUED);
    }

    @ParameterizedTest
    @EnumSource(SmsResult.State.class)
    void aWordThatComesBehindTheResultIsNone(SmsResult.State end) {
        take(end);
        Optional<CodeDelivery.State> before = told(subject);

        stall();

        assertThat(told(subject)).isEqualTo(before);
        assertThat(rowsWithAWord()).isZero();
        assertThat(beans.fired(SmsMoved.class)).as("of the result").hasSize(1);
    }

    @Test
    void anSmsThatNobodyKnowsIsPassedOver() {
        beans.run(SmsProgress.class, progress -> progress.stall(List.of(word(UUID.randomUUID()), word(key))));

        assertThat(told(subject)).contains(CodeDelivery.State.NO_CARRIER);
    }

    /** The one that is asked for again is an order of its own. */
    @Test
    void theNextSmsWithTheSameCodeBeginsAnew() {
        stall();
        beans.clock().pass(Duration.ofMinutes(2));
        report();

        beans.query(entities -> {
            SmsOutbox outbox = new SmsOutbox(entities);
            OutboundSms first = outbox.lockOrder(key).orElseThrow();
            OneTimeCode code = outbox.findCode(CodePurpose.NUMBER, subject).orElseThrow();
            outbox.add(new OutboundSms(code, first.e164(), "once more", SECRETS, now()));
            return true;
        });

        assertThat(told(subject)).contains(CodeDelivery.State.QUEUED);
    }

    private Instant now() {
        return beans.clock().instant();
    }

    private UUID order(String of) {
        long user = SignedIn.add(beans).userId();
        String number = beans.query(entities ->
                Numbers.get(entities, Numbers.add(entities, user, now())).e164());
        beans.run(
                SmsCodes.class,
                codes -> codes.send(new CodeOrder(CodePurpose.NUMBER, of, number, "en", "GB", now().plus(CODE_LIFE))));
        List<SmsOrder> claimed =
                beans.call(OutboxClaims.class, OutboxClaims::claim).rows();
        beans.run(OutboxClaims.class, claims -> claims.queued(claimed));
        return claimed.stream()
                .filter(order -> order.to().equals(number))
                .findFirst()
                .orElseThrow()
                .messageKey();
    }

    private void stall() {
        beans.run(SmsProgress.class, progress -> progress.stall(List.of(word(key))));
    }

    private SmsStalled word(UUID of) {
        return word(of, List.of("north", "west"));
    }

    private SmsStalled word(UUID of, List<String> carriers) {
        return new SmsStalled(of, carriers, now(), "gateway1");
    }

    private void take(SmsResult.State end) {
        SmsResult result = new SmsResult(
                key, end, end == SmsResult.State.SUBMITTED ? key.toString() : null, 0, 0, now(), "gateway2");
        beans.run(SmsProgress.class, progress -> progress.take(List.of(result), List.of()));
    }

    private Optional<CodeDelivery.State> told(String of) {
        return beans.call(
                CodeDeliveries.class,
                deliveries -> deliveries.find(CodePurpose.NUMBER, of).map(CodeDelivery::state));
    }

    private int rowsWithAWord() {
        return beans.query(entities -> ((Number) entities.createNativeQuery(
                                "select count(*) from sms_outbox where stalled_at is not null and message_key = ?1")
                        .setParameter(1, key.toString())
                        .getSingleResult())
                .intValue());
    }
}
