package dev.countersign.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.number.NumberHelpDesk.Lifted;
import dev.countersign.number.NumberHelpDesk.Lifting;
import dev.countersign.sms.CodeOrder;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SmsCodes;
import dev.countersign.sms.Turn;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.HelpDeskCase;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NumberHelpDeskTest {

    private static final HelpDeskCase CASE = new HelpDeskCase("C-1");

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    @Test
    void eachCaseLiftsTheLimitsOnce() {
        String number = addNumber();
        assertThat(send(number)).isEqualTo(Turn.Kind.TAKEN);
        assertThat(send(number)).isEqualTo(Turn.Kind.PAUSE);

        assertThat(lift(user.userName(), CASE)).contains(Lifted.LIFTED);

        assertThat(send(number)).isEqualTo(Turn.Kind.TAKEN);
        assertThat(lift(user.userName(), CASE)).contains(Lifted.NOT_AGAIN);
        assertThat(send(number)).isEqualTo(Turn.Kind.PAUSE);
        assertThat(lift(user.userName(), new HelpDeskCase("C-2"))).contains(Lifted.LIFTED);
        assertThat(send(number)).isEqualTo(Turn.Kind.TAKEN);
        assertThat(AuditTrail.of(beans, user.userId()))
                .containsExactly("SMS_LIMITS_LIFTED LIFTED", "SMS_LIMITS_LIFTED NOT_AGAIN", "SMS_LIMITS_LIFTED LIFTED");
    }

    @Test
    void theReferenceOfAWishFindsItsEntry() {
        Lifting refused = lifting(user.userName(), CASE).orElseThrow();

        assertThat(refused.what()).as("he has no number").isEqualTo(Lifted.NOT_AGAIN);
        assertThat(AuditTrail.at(beans, refused.reference())).containsExactly("SMS_LIMITS_LIFTED NOT_AGAIN");
    }

    /** Else two cases, in turns, would lift them as often as somebody likes. */
    @Test
    void aCaseThatCameBeforeAnotherLiftsNothingAfterIt() {
        String number = addNumber();
        assertThat(lift(user.userName(), CASE)).contains(Lifted.LIFTED);
        assertThat(lift(user.userName(), new HelpDeskCase("C-2"))).contains(Lifted.LIFTED);
        send(number);

        assertThat(lift(user.userName(), CASE)).contains(Lifted.NOT_AGAIN);

        assertThat(send(number)).isEqualTo(Turn.Kind.PAUSE);
    }

    /** One number of two may be new since. */
    @Test
    void aCaseLiftsThoseOfANumberThatCameSince() {
        addNumber();
        assertThat(lift(user.userName(), CASE)).contains(Lifted.LIFTED);
        String further = beans.query(entities -> Numbers.get(
                        entities,
                        Numbers.addFurther(
                                entities, user.userId(), beans.clock().instant()))
                .e164());
        send(further);

        assertThat(lift(user.userName(), CASE)).contains(Lifted.LIFTED);

        assertThat(send(further)).isEqualTo(Turn.Kind.TAKEN);
    }

    @Test
    void thereIsNothingToLiftWithoutAVerifiedNumber() {
        assertThat(lift(user.userName(), CASE)).contains(Lifted.NOT_AGAIN);
        assertThat(lift("nobody-" + UUID.randomUUID(), CASE)).isEmpty();
    }

    private Optional<Lifted> lift(String userName, HelpDeskCase reason) {
        return lifting(userName, reason).map(Lifting::what);
    }

    private Optional<Lifting> lifting(String userName, HelpDeskCase reason) {
        return beans.call(NumberHelpDesk.class, desk -> desk.liftSmsLimits(userName, reason, "ann"));
    }

    private Turn.Kind send(String number) {
        return beans.call(
                SmsCodes.class,
                codes -> codes.send(new CodeOrder(
                                CodePurpose.LOGIN,
                                UUID.randomUUID().toString(),
                                number,
                                "en",
                                "GB",
                                beans.clock().instant().plus(Duration.ofMinutes(10))))
                        .kind());
    }

    private String addNumber() {
        return beans.query(entities -> Numbers.get(
                        entities,
                        Numbers.add(entities, user.userId(), beans.clock().instant()))
                .e164());
    }
}
