package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundSmsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant END = START.plusSeconds(600);
    private static final String NUMBER = "+447700900123";
    private static final String TEXT = "042042 is your code";

    private final Secrets secrets = new Secrets(new KeysInMemory());
    private final OneTimeCode code = new OneTimeCode(CodePurpose.LOGIN, "attempt", "042042", secrets, START, END);
    private final OutboundSms sms = new OutboundSms(code, NUMBER, TEXT, secrets, START);

    @Test
    void waitsAndLivesAsLongAsItsCode() {
        assertThat(sms.state()).isEqualTo(SmsState.WAITING);
        assertThat(sms.codeId()).contains(code.id());
        assertThat(sms.e164()).isEqualTo(NUMBER);
        assertThat(sms.createdAt()).isEqualTo(START);
        assertThat(sms.expiresAt()).isEqualTo(END);
    }

    @Test
    void followsTheNewsToTheEnd() {
        sms.queued(START.plusSeconds(1));
        assertThat(sms.state()).isEqualTo(SmsState.QUEUED);

        sms.take(result(SmsResult.State.SUBMITTED, "m-1"), START.plusSeconds(2));
        assertThat(sms.state()).isEqualTo(SmsState.SUBMITTED);

        sms.take("north/m-1", SmsReceipt.State.DELIVERED, START.plusSeconds(3));
        assertThat(sms.state()).isEqualTo(SmsState.DELIVERED);
    }

    @Test
    void keepsItsPlaceWhenOldNewsComesLate() {
        sms.take("north/m-1", SmsReceipt.State.DELIVERED, START.plusSeconds(1));

        sms.queued(START.plusSeconds(2));
        sms.take(result(SmsResult.State.SUBMITTED, "m-1"), START.plusSeconds(3));

        assertThat(sms.state()).isEqualTo(SmsState.DELIVERED);
    }

    @Test
    void losesItsTextWhenItExpires() {
        sms.expire(END);

        assertThat(sms.state()).isEqualTo(SmsState.EXPIRED);
        assertThat(sms.text(secrets)).isEmpty();
    }

    @Test
    void keepsItsTextWhileItIsOnItsWay() {
        sms.queued(START);

        assertThat(sms.text(secrets)).contains(TEXT);
    }

    @Test
    void whatNoCarrierTakesCountsAsNotSentAndFailed() {
        List<SmsFate> fates = sms.take(result(SmsResult.State.REFUSED), START.plusSeconds(2));

        assertThat(fates).extracting(SmsFate::kind).containsExactly(SmsFate.Kind.UNSENT, SmsFate.Kind.FAILED);
        assertThat(fates).extracting(SmsFate::carrier).containsOnly(SmsFate.NONE);
        assertThat(fates).extracting(SmsFate::cost).containsOnly(BigDecimal.ZERO);
        assertThat(sms.take(result(SmsResult.State.REFUSED), START.plusSeconds(3)))
                .as("each word may come twice")
                .isEmpty();
    }

    @Test
    void whatMayHaveGoneOutHasNotFailedYet() {
        assertThat(kinds(sms.take(result(SmsResult.State.UNCERTAIN), START))).containsExactly(SmsFate.Kind.UNSENT);

        List<SmsFate> late = sms.take("north/m-1", SmsReceipt.State.DELIVERED, START.plusSeconds(9));

        assertThat(kinds(late)).containsExactly(SmsFate.Kind.DELIVERED);
        assertThat(late).extracting(SmsFate::carrier).containsExactly(SmsFate.NONE);
    }

    @Test
    void whatExpiresCountsOnceWhoeverSaysIt() {
        assertThat(kinds(sms.expire(END))).containsExactly(SmsFate.Kind.UNSENT, SmsFate.Kind.FAILED);

        assertThat(sms.take(result(SmsResult.State.EXPIRED), END.plusSeconds(1)))
                .isEmpty();
        assertThat(sms.take(result(SmsResult.State.UNCERTAIN), END.plusSeconds(2)))
                .isEmpty();
    }

    @Test
    void aCodeThatWasEndedBeforeItsTimeHasNotFailed() {
        assertThat(sms.expire(END.minusMillis(1))).isEmpty();
    }

    @Test
    void whatASecondCarrierRefusesHasFailedAtTheFirst() {
        sms.take(sent(), START.plusSeconds(1));

        List<SmsFate> fates = sms.take(result(SmsResult.State.REFUSED), START.plusSeconds(60));

        assertThat(kinds(fates)).containsExactly(SmsFate.Kind.FAILED);
        assertThat(fates).extracting(SmsFate::carrier).containsExactly("north");
    }

    @Test
    void aReceiptThatIsFasterThanItsResultCountsAtTheCarrierAlone() {
        assertThat(sms.take("north/m-1", SmsReceipt.State.DELIVERED, START.plusSeconds(1)))
                .isEmpty();

        List<SmsFate> fates = sms.take(sent(), START.plusSeconds(2));

        assertThat(kinds(fates)).containsExactly(SmsFate.Kind.SENT, SmsFate.Kind.DELIVERED);
        assertThat(fates).extracting(SmsFate::carrier).containsOnly("north");
    }

    /** The broker delivers it again where a node died between two commits; meanwhile the gateway had a second carrier take it. */
    @Test
    void theResultOfAnEarlierCarrierThatComesOnceMoreChangesNothing() {
        assertThat(kinds(sms.take(sent("north"), START.plusSeconds(1)))).containsExactly(SmsFate.Kind.SENT);
        sms.take(sent("south"), START.plusSeconds(60));

        assertThat(sms.take(sent("north"), START.plusSeconds(61))).isEmpty();
        assertThat(sms.take(sent("south"), START.plusSeconds(62))).isEmpty();

        List<SmsFate> fates = sms.take("south/m-1", SmsReceipt.State.DELIVERED, START.plusSeconds(63));
        assertThat(fates).extracting(SmsFate::carrier).containsExactly("south");
    }

    @ParameterizedTest
    @CsvSource({"north/m-1, north, +44", "south/m-1, south, NONE", "m-1, default, NONE"})
    void whatAnEarlierCarrierDeliversCountsForThatOne(String id, String carrier, String route) {
        sms.take(sent("default"), START.plusSeconds(1));
        sms.take(sent("south"), START.plusSeconds(2));
        sms.take(sent("north"), START.plusSeconds(60));

        assertThat(sms.take(id, SmsReceipt.State.DELIVERED, START.plusSeconds(61)))
                .singleElement()
                .satisfies(fate -> {
                    assertThat(fate.kind()).isEqualTo(SmsFate.Kind.DELIVERED);
                    assertThat(fate.carrier()).isEqualTo(carrier);
                    assertThat(fate.route()).isEqualTo(route);
                });
    }

    @Test
    void thoseOfTheLastTwelveCarriersAreKnown() {
        for (int carrier = 1; carrier <= 14; carrier++) {
            sms.take(sent("c" + carrier), START.plusSeconds(carrier));
        }

        assertThat(sms.take(sent("c2"), START.plusSeconds(60))).isEmpty();
        assertThat(sms.take(sent("c13"), START.plusSeconds(60))).isEmpty();
        assertThat(kinds(sms.take(sent("c1"), START.plusSeconds(60)))).contains(SmsFate.Kind.SENT);
    }

    @Test
    void whatGoesOnHasFailedAtTheCarrierThatItLeaves() {
        sms.take(sent("north"), START.plusSeconds(1));

        assertThat(places(sms.take(sent("south"), START.plusSeconds(60))))
                .containsExactly("FAILED north +44", "SENT south +44");
        assertThat(sms.take("north/m-1", SmsReceipt.State.UNDELIVERABLE, START.plusSeconds(61)))
                .as("that is known")
                .isEmpty();
        assertThat(sms.state()).isEqualTo(SmsState.SUBMITTED);
        assertThat(places(sms.take("south/m-1", SmsReceipt.State.DELIVERED, START.plusSeconds(62))))
                .containsExactly("DELIVERED south +44");
    }

    @Test
    void aReceiptThatIsFasterThanTheResultOfASecondCarrierCountsThere() {
        sms.take(sent("north"), START.plusSeconds(1));

        assertThat(sms.take("south/m-1", SmsReceipt.State.DELIVERED, START.plusSeconds(60)))
                .isEmpty();
        assertThat(sms.state()).isEqualTo(SmsState.DELIVERED);

        assertThat(places(sms.take(sent("south"), START.plusSeconds(61))))
                .containsExactly("FAILED north +44", "SENT south +44", "DELIVERED south +44");
    }

    @Test
    void aReceiptThatIsFasterThanTheResultsOfBothCarriersCountsWhereItIsOf() {
        assertThat(sms.take("south/m-1", SmsReceipt.State.DELIVERED, START.plusSeconds(60)))
                .isEmpty();

        assertThat(places(sms.take(sent("north"), START.plusSeconds(61)))).containsExactly("SENT north +44");
        assertThat(places(sms.take(sent("south"), START.plusSeconds(62))))
                .containsExactly("FAILED north +44", "SENT south +44", "DELIVERED south +44");
    }

    @Test
    void whatTheFirstCarrierDeliversBeforeTheSecondIsKnownToHaveItCountsAtTheFirstAlone() {
        sms.take(sent("north"), START.plusSeconds(1));

        assertThat(places(sms.take("north/m-1", SmsReceipt.State.DELIVERED, START.plusSeconds(60))))
                .containsExactly("DELIVERED north +44");
        assertThat(places(sms.take(sent("south"), START.plusSeconds(61)))).containsExactly("SENT south +44");
        assertThat(sms.take("south/m-1", SmsReceipt.State.DELIVERED, START.plusSeconds(62)))
                .isEmpty();
    }

    /** A gateway that did not send it tells it at once, and another one then has the second carrier take it. */
    @Test
    void eachCarrierThatSaysSoHasFailedOnce() {
        sms.take(sent("north"), START.plusSeconds(1));
        assertThat(places(sms.take("north/m-1", SmsReceipt.State.UNDELIVERABLE, START.plusSeconds(2))))
                .containsExactly("FAILED north +44");
        assertThat(places(sms.take(sent("south"), START.plusSeconds(3)))).containsExactly("SENT south +44");

        assertThat(places(sms.take("south/m-1", SmsReceipt.State.UNDELIVERABLE, START.plusSeconds(4))))
                .containsExactly("FAILED south +44");

        assertThat(sms.take("south/m-1", SmsReceipt.State.UNDELIVERABLE, START.plusSeconds(5)))
                .isEmpty();
        assertThat(sms.take("north/m-1", SmsReceipt.State.UNDELIVERABLE, START.plusSeconds(6)))
                .isEmpty();
    }

    @Test
    void aCarrierThatSaidThatItWasTryingHasFailedWhenTheMessageGoesOn() {
        sms.take(sent("north"), START.plusSeconds(1));
        sms.take("north/m-1", SmsReceipt.State.ENROUTE, START.plusSeconds(2));

        assertThat(places(sms.take(sent("south"), START.plusSeconds(60))))
                .containsExactly("FAILED north +44", "SENT south +44");
    }

    /** A text of several parts has several ids, and the result names the first. */
    @Test
    void theReceiptOfAnotherPartCountsAtItsCarrier() {
        sms.take(sent("north"), START.plusSeconds(1));
        sms.take(sent("south"), START.plusSeconds(60));

        assertThat(sms.take("north/m-2", SmsReceipt.State.UNDELIVERABLE, START.plusSeconds(61)))
                .isEmpty();
        assertThat(places(sms.take("south/m-2", SmsReceipt.State.DELIVERED, START.plusSeconds(62))))
                .containsExactly("DELIVERED south +44");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AbC/1", "sixteen-letters-/1", "/1"})
    void anIdMayHaveASlashWithNoCarrierBeforeIt(String id) {
        sms.take(id, SmsReceipt.State.DELIVERED, START.plusSeconds(1));

        assertThat(places(sms.take(sent("default"), START.plusSeconds(2))))
                .containsExactly("SENT default +44", "DELIVERED default +44");
    }

    private static List<String> places(List<SmsFate> fates) {
        return fates.stream()
                .map(fate -> fate.kind() + " " + fate.carrier() + " " + fate.route())
                .toList();
    }

    private static List<SmsFate.Kind> kinds(List<SmsFate> fates) {
        return fates.stream().map(SmsFate::kind).toList();
    }

    private SmsResult sent() {
        return sent("north");
    }

    private SmsResult sent(String carrier) {
        return new SmsResult(
                sms.messageKey(),
                SmsResult.State.SUBMITTED,
                carrier.equals("default") ? "m-1" : carrier + "/m-1",
                0,
                1,
                START,
                "gateway1",
                null,
                new SmsResult.Way(carrier, "+44", BigDecimal.ONE));
    }

    private SmsResult result(SmsResult.State state) {
        return result(state, null);
    }

    private SmsResult result(SmsResult.State state, @Nullable String smscMessageId) {
        return new SmsResult(sms.messageKey(), state, smscMessageId, 0, 1, START, "gateway1");
    }
}
