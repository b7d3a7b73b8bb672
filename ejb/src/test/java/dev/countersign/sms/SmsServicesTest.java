package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.announce.Claimed;
import dev.countersign.budget.AskedFrom;
import dev.countersign.budget.Asker;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.GatewayReport.CarrierReport;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.network.NetworkDesk;
import dev.countersign.network.ToldNetworks;
import dev.countersign.sweep.RowPlace;
import dev.countersign.sweep.Walked;
import dev.countersign.time.ClockSkew;
import dev.countersign.token.SignedIn;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The way of an SMS through the tables: claimed, queued, told of, ended, blanked. Claims take all that there is, so the
 * database is this test's own.
 */
class SmsServicesTest {

    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Database DATABASE = Databases.empty("sms-services");

    private final Beans beans = new Beans(DATABASE).give(UserTransaction.class, noTransaction());
    private final String number = addNumber();
    private final String subject = UUID.randomUUID().toString();

    @BeforeEach
    void empty() {
        beans.query(entities -> {
            List.of("sms_receipt", "sms_outbox", "one_time_code", "gateway_presence")
                    .forEach(table ->
                            entities.createNativeQuery("delete from " + table).executeUpdate());
            return true;
        });
    }

    @Test
    void aClaimedOrderIsAnothersOnceItsLeaseIsOver() {
        send();

        List<SmsOrder> claimed = claim();

        assertThat(claimed).hasSize(1);
        SmsOrder order = claimed.get(0);
        assertThat(order.to()).isEqualTo(number);
        assertThat(order.text()).contains(SentCodes.get(beans, CodePurpose.NUMBER, subject));
        assertThat(order.expiresAt()).isEqualTo(beans.clock().instant().plus(CODE_LIFE));
        assertThat(claim()).isEmpty();
        beans.clock().pass(LEASE.plusMillis(1));
        assertThat(claim()).hasSize(1);
    }

    /** Longer than clocks of nodes differ: within that, another node may be sending. */
    @Test
    void aLeaseOfAClockThatWasSetBackSinceHoldsNobodyUp() {
        send();
        Instant now = beans.clock().instant();
        beans.clock().pass(ClockSkew.MOST);
        assertThat(claim()).hasSize(1);
        beans.clock().set(now);
        assertThat(claim()).isEmpty();
        beans.clock().set(now.plus(LEASE).plus(ClockSkew.MOST).plusMillis(1));
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(claim()).hasSize(1);

        beans.clock().set(now);

        assertThat(claim()).hasSize(1);
    }

    /** After an outage whole batches are; the ones that are alive lie behind them. */
    @Test
    void aBatchOfDeadOrdersSaysThatMoreMayWait() {
        beans.set("countersign.sms.relay-batch", "1");
        send();
        beans.clock().pass(CODE_LIFE);

        Claimed<SmsOrder> dead = beans.call(OutboxClaims.class, OutboxClaims::claim);
        assertThat(dead.rows()).isEmpty();
        assertThat(dead.more()).isTrue();
        assertThat(state()).contains(SmsState.EXPIRED);

        Claimed<SmsOrder> none = beans.call(OutboxClaims.class, OutboxClaims::claim);
        assertThat(none.more()).isFalse();
    }

    @Test
    void anOrderNamesTheNetworkOfItsNumberWhereThatIsKnown() {
        send();
        assertThat(claim().get(0).network()).isNull();
        beans.run(NetworkDesk.class, desk -> desk.keep(new ToldNetworks(Map.of(number, "26203")), "ann"));
        beans.clock().pass(LEASE.plusMillis(1));

        assertThat(claim().get(0).network()).isEqualTo("26203");
    }

    @Test
    void whateverIsAskedForCountsWhereTheRequestComesFrom() {
        AskedFrom here = new AskedFrom();
        here.setNetwork("192.0.2." + Math.floorMod(subject.hashCode(), 250));
        beans.give(AskedFrom.class, here).set("countersign.sms.address-per-hour", "1");

        assertThat(trySend(addNumber()).kind()).isEqualTo(Turn.Kind.TAKEN);
        assertThat(trySend(addNumber()).kind()).isEqualTo(Turn.Kind.LIMIT);
        here.setNetwork("");
        assertThat(trySend(addNumber()).kind()).as("asked for by nobody").isEqualTo(Turn.Kind.TAKEN);
    }

    @Test
    void anAttemptThatABackOfficeHasBegunCountsWhereTheRequestOfNowComesFrom() {
        AskedFrom here = new AskedFrom();
        here.setNetwork("198.51.100." + Math.floorMod(subject.hashCode(), 250));
        beans.give(AskedFrom.class, here).set("countersign.sms.address-per-hour", "1");

        assertThat(trySend(addNumber(), new Asker("named-1", "WORKSTATION")).kind())
                .isEqualTo(Turn.Kind.TAKEN);
        assertThat(trySend(addNumber(), new Asker("named-2", "WORKSTATION")).kind())
                .isEqualTo(Turn.Kind.LIMIT);
    }

    private Turn trySend(String to) {
        return trySend(to, Asker.NOBODY);
    }

    private Turn trySend(String to, Asker asker) {
        return beans.call(
                SmsCodes.class,
                codes -> codes.send(new CodeOrder(
                                CodePurpose.ACTIVATION,
                                UUID.randomUUID().toString(),
                                to,
                                "en",
                                "GB",
                                beans.clock().instant().plus(CODE_LIFE))
                        .from(asker)));
    }

    @Test
    void anOrderWhoseCodeIsDeadIsNotSent() {
        send();
        beans.clock().pass(CODE_LIFE);

        assertThat(claim()).isEmpty();

        assertThat(state()).contains(SmsState.EXPIRED);
        assertThat(SentCodes.find(beans, CodePurpose.NUMBER, subject)).isEmpty();
        assertThat(beans.fired(SmsMoved.class)).containsExactly(new SmsMoved(subject));
        assertThat(beans.fired(SmsReached.class)).endsWith(new SmsReached(SmsState.EXPIRED));
        assertThat(fates()).containsExactly(SmsFate.Kind.UNSENT, SmsFate.Kind.FAILED);
    }

    @Test
    void anOrderWhoseTextIsBlankIsNotSent() {
        send();
        end();

        assertThat(claim()).isEmpty();

        assertThat(state()).contains(SmsState.EXPIRED);
        assertThat(fates()).as("its user wants it no more").isEmpty();
    }

    /** A stranger who types the number and asks for codes that prove it keeps its owner from no login. */
    @Test
    void codesThatProveANumberLeaveSomeOfItsTurnsToItsOwner() {
        for (int i = 0; i < 3; i++) {
            send();
            beans.clock().pass(Duration.ofMinutes(2));
        }
        assertThat(countTurns(number)).isEqualTo(3);

        send();

        assertThat(countTurns(number)).isEqualTo(3);
        assertThat(trySend(number).kind()).isEqualTo(Turn.Kind.TAKEN);
    }

    /** An outage costs the user none of his messages. */
    @Test
    void whatNobodyCouldSendGivesItsTurnBack() {
        send();
        queued(claim());
        beans.clock().pass(CODE_LIFE.plusSeconds(11));
        String other = addNumber();
        assertThat(trySend(other).kind()).isEqualTo(Turn.Kind.TAKEN);

        assertThat(tidy(SmsTidying::endUnsent)).isEqualTo(1);

        assertThat(countTurns(number)).isZero();
        assertThat(countTurns(other)).isEqualTo(1);
    }

    @Test
    void aGatewayThatCouldNotSendInTimeGivesTheTurnBackAndOneThatMayHaveDoesNot() {
        send();
        UUID key = claim().get(0).messageKey();
        take(unsubmitted(key, SmsResult.State.UNCERTAIN));
        assertThat(countTurns(number)).isEqualTo(1);

        String other = addNumber();
        trySend(other);
        SmsOrder dead =
                beans.call(OutboxClaims.class, OutboxClaims::claim).rows().get(0);
        take(unsubmitted(dead.messageKey(), SmsResult.State.EXPIRED));

        assertThat(countTurns(other)).isZero();
    }

    private SmsResult unsubmitted(UUID key, SmsResult.State state) {
        return new SmsResult(key, state, null, 0, 0, beans.clock().instant(), "gateway");
    }

    private int countTurns(String e164) {
        return beans.query(entities -> {
            String times = (String) entities.createNativeQuery("select sent_at from number_throttle where e164 = ?1")
                    .setParameter(1, e164)
                    .getSingleResult();
            return times.isEmpty() ? 0 : times.split(",").length;
        });
    }

    @Test
    void aQueuedOrderIsClaimedNoMore() {
        send();
        List<SmsOrder> orders = claim();

        queued(orders);
        queued(orders);
        beans.clock().pass(LEASE.plusMillis(1));

        assertThat(claim()).isEmpty();
        assertThat(state()).contains(SmsState.QUEUED);
        assertThat(beans.fired(SmsReached.class))
                .containsExactly(new SmsReached(SmsState.WAITING), new SmsReached(SmsState.QUEUED));
    }

    @Test
    void aResultAndAReceiptMoveTheOrderForward() {
        send();
        SmsOrder order = claim().get(0);
        queued(List.of(order));

        take(submitted(order, "id-1"));
        assertThat(state()).contains(SmsState.SUBMITTED);
        take(receipt(order.messageKey(), "id-1", SmsReceipt.State.DELIVERED));
        take(receipt(order.messageKey(), "id-1", SmsReceipt.State.ENROUTE));

        assertThat(state()).contains(SmsState.DELIVERED);
        assertThat(beans.fired(SmsReached.class))
                .endsWith(new SmsReached(SmsState.SUBMITTED), new SmsReached(SmsState.DELIVERED));
        assertThat(beans.fired(SmsMoved.class)).hasSize(3).containsOnly(new SmsMoved(subject));
    }

    @Test
    void aReceiptWithoutAKeyFindsItsOrderByTheIdOfTheMessageCenter() {
        send();
        SmsOrder order = claim().get(0);
        String id = UUID.randomUUID().toString();
        take(submitted(order, id));

        take(receipt(null, id, SmsReceipt.State.DELIVERED));

        assertThat(state()).contains(SmsState.DELIVERED);
    }

    @Test
    void theReceiptOfASecondCarrierFindsItsOrderToo() {
        String first = "north/" + UUID.randomUUID();
        String second = "south/" + UUID.randomUUID();
        takenBy(first, second);

        take(receipt(null, second, SmsReceipt.State.DELIVERED));

        assertThat(state()).contains(SmsState.DELIVERED);
    }

    @Test
    void theResultOfTheFirstCarrierThatComesOnceMoreDoesNotHideTheSecond() {
        send();
        SmsOrder order = claim().get(0);
        SmsResult first = submitted(order, "north/" + UUID.randomUUID());
        String second = "south/" + UUID.randomUUID();
        take(first);
        take(submitted(order, second));
        take(first);

        take(receipt(null, second, SmsReceipt.State.DELIVERED));

        assertThat(state()).contains(SmsState.DELIVERED);
    }

    /** It comes over the session of another gateway, or after a restart of its own: nobody there knows its key. */
    @Test
    void aDeliveryOfTheCarrierThatWasLeftFindsItsOrderAndNothingElseOfItDoes() {
        String first = "north/" + UUID.randomUUID();
        String second = "south/" + UUID.randomUUID();
        takenBy(first, second);
        take(receipt(null, first, SmsReceipt.State.EXPIRED));
        assertThat(state()).contains(SmsState.SUBMITTED);
        take(receipt(null, second, SmsReceipt.State.UNDELIVERABLE));
        assertThat(state()).contains(SmsState.FAILED);

        take(receipt(null, first, SmsReceipt.State.DELIVERED));

        assertThat(state()).contains(SmsState.DELIVERED);
        beans.clock().pass(CODE_LIFE.plusDays(2));
        assertThat(removeOrders()).isEqualTo(1);
        assertThat(rows("sms_former_id")).isZero();
    }

    @Test
    void aReceiptThatComesBeforeItsResultIsKeptForIt() {
        send();
        SmsOrder order = claim().get(0);
        String id = UUID.randomUUID().toString();
        take(receipt(null, id, SmsReceipt.State.DELIVERED));
        assertThat(state()).contains(SmsState.WAITING);
        assertThat(earlyReceipts(id)).isEqualTo(1);

        take(submitted(order, id));

        assertThat(state()).contains(SmsState.DELIVERED);
        assertThat(earlyReceipts(id)).isZero();
    }

    @Test
    void aReceiptThatMissedItsResultIsSettledLater() {
        send();
        SmsOrder order = claim().get(0);
        String id = "north/" + UUID.randomUUID();
        take(submitted(order, id, new SmsResult.Way("north", "+", BigDecimal.ZERO)));
        beans.query(entities -> {
            new EarlyReceipts(entities)
                    .add(new EarlyReceipt(
                            receipt(null, id, SmsReceipt.State.DELIVERED),
                            beans.clock().instant()));
            return true;
        });

        assertThat(settle()).isEqualTo(1);

        assertThat(state()).contains(SmsState.DELIVERED);
        assertThat(earlyReceipts(id)).isZero();
        assertThat(fates()).containsExactly(SmsFate.Kind.SENT, SmsFate.Kind.DELIVERED);
    }

    @Test
    void aReceiptThatNobodyClaimsIsKeptForTwoDays() {
        String id = UUID.randomUUID().toString();
        take(receipt(null, id, SmsReceipt.State.DELIVERED));
        beans.clock().pass(Duration.ofDays(2));
        tidy(SmsTidying::removeReceipts);
        assertThat(earlyReceipts(id)).isEqualTo(1);
        beans.clock().pass(Duration.ofMillis(1));

        tidy(SmsTidying::removeReceipts);

        assertThat(earlyReceipts(id)).isZero();
    }

    /** Two days late: the order was told last, and then went, long ago. */
    @Test
    void aReceiptForAnOrderThatIsGoneIsTakenAndForgotten() {
        send();
        SmsOrder order = claim().get(0);
        String id = UUID.randomUUID().toString();
        take(submitted(order, id));
        beans.clock().pass(Duration.ofDays(2));
        take(receipt(null, id, SmsReceipt.State.DELIVERED));
        assertThat(state()).as("a late word is news as well").contains(SmsState.DELIVERED);
        removeOrders();
        assertThat(rows("sms_outbox")).isZero();

        take(receipt(order.messageKey(), id, SmsReceipt.State.DELIVERED));
        take(receipt(null, id, SmsReceipt.State.UNDELIVERABLE));
        take(receipt(null, id, SmsReceipt.State.DELIVERED));

        beans.clock().pass(Duration.ofDays(2).plusMillis(1));
        tidy(SmsTidying::removeReceipts);
        assertThat(earlyReceipts(id)).isZero();
        assertThat(rows("sms_outbox")).isZero();
    }

    @Test
    void anOrderThatTheQueueDroppedIsEnded() {
        send();
        queued(claim());
        beans.clock().pass(CODE_LIFE.minusMillis(1));
        assertThat(tidy(SmsTidying::endUnsent)).isZero();
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(tidy(SmsTidying::endUnsent)).isEqualTo(1);

        assertThat(state()).contains(SmsState.EXPIRED);
        assertThat(beans.fired(SmsMoved.class)).containsExactly(new SmsMoved(subject));
        assertThat(fates()).containsExactly(SmsFate.Kind.UNSENT, SmsFate.Kind.FAILED);
        assertThat(beans.fired(SmsReached.class)).as("the meter counts it").endsWith(new SmsReached(SmsState.EXPIRED));
    }

    /** Else an outage would look as if nobody entered the codes of a country, and close it for the day. */
    @Test
    void aCodeThatNeverLeftCountsInItsCountryNoMore() {
        long before = countedInCountries();
        send();
        assertThat(countedInCountries()).isEqualTo(before + 1);
        queued(claim());
        beans.clock().pass(CODE_LIFE);

        assertThat(tidy(SmsTidying::endUnsent)).isEqualTo(1);

        assertThat(countedInCountries()).isEqualTo(before);
    }

    private long countedInCountries() {
        return beans.query(
                entities -> ((Number) entities.createNativeQuery("select coalesce(sum(sent), 0) from sms_country_day")
                                .getSingleResult())
                        .longValue());
    }

    @Test
    void textsOfDeadCodesAreBlanked() {
        send();
        take(submitted(claim().get(0), "id-2"));
        beans.clock().pass(CODE_LIFE.minusMillis(1));
        assertThat(tidy(SmsTidying::blankDead)).isZero();
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(tidy(SmsTidying::blankDead)).isEqualTo(1);
        assertThat(tidy(SmsTidying::blankLate)).isZero();

        assertThat(SentCodes.find(beans, CodePurpose.NUMBER, subject)).isEmpty();
        assertThat(state()).contains(SmsState.SUBMITTED);
    }

    /** Every ten seconds the last hour alone is searched, not all orders of a day. */
    @Test
    void textsOfCodesThatDiedLongAgoAreBlankedByTheHour() {
        send();
        take(submitted(claim().get(0), "id-2"));
        beans.clock().pass(CODE_LIFE.plusHours(1));

        assertThat(tidy(SmsTidying::blankDead)).isZero();
        assertThat(tidy(SmsTidying::blankLate)).isEqualTo(1);

        assertThat(SentCodes.find(beans, CodePurpose.NUMBER, subject)).isEmpty();
    }

    @Test
    void anOrderMayGoWhileItsCodeLives() {
        send();
        UUID key = claim().get(0).messageKey();

        assertThat(findEnd(key)).contains(beans.clock().instant().plus(CODE_LIFE));
        assertThat(findEnd(UUID.randomUUID())).isEmpty();
        end();
        assertThat(findEnd(key)).isEmpty();
    }

    @Test
    void aCodeThatIsRetiredLeavesWithAnSmsThatIsAboutToGo() {
        send();
        retire();
        assertThat(claim()).hasSize(1);
        assertThat(SentCodes.find(beans, CodePurpose.NUMBER, subject)).isPresent();
    }

    @Test
    void aCodeThatIsRetiredIsBlankWhereItsSmsHasGone() {
        send();
        queued(claim());

        retire();

        assertThat(SentCodes.find(beans, CodePurpose.NUMBER, subject)).isEmpty();
    }

    @Test
    void aCodeNeverOutlivesWhatItIsFor() {
        beans.run(
                SmsCodes.class,
                codes -> codes.send(new CodeOrder(
                        CodePurpose.NUMBER,
                        subject,
                        number,
                        "en",
                        "GB",
                        beans.clock().instant().plusSeconds(100))));

        assertThat(claim().get(0).expiresAt()).isEqualTo(beans.clock().instant().plusSeconds(100));
    }

    @Test
    void aNoticeGoesTheSameWayWithoutACodeAndWithoutATurn() {
        send();
        claim();

        notify("Something changed");

        SmsOrder notice = claim().get(0);
        assertThat(notice.text()).isEqualTo("Something changed");
        assertThat(notice.expiresAt()).isEqualTo(beans.clock().instant().plus(Duration.ofHours(24)));
        queued(List.of(notice));
        take(submitted(notice, "id-3"));
        take(receipt(notice.messageKey(), "id-3", SmsReceipt.State.DELIVERED));
        assertThat(beans.fired(SmsReached.class)).endsWith(new SmsReached(SmsState.DELIVERED));
        assertThat(beans.fired(SmsMoved.class)).isEmpty();
        assertThat(beans.fired(SmsOrdered.class)).hasSize(2);
    }

    @Test
    void aNoticeMayGoForADay() {
        notify("Something changed");
        UUID key = claim().get(0).messageKey();
        beans.clock().pass(Duration.ofHours(24).minusMillis(1));
        assertThat(findEnd(key)).isPresent();
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(findEnd(key)).isEmpty();
        assertThat(tidy(SmsTidying::endUnsent)).isEqualTo(1);
        assertThat(claim()).isEmpty();
    }

    @Test
    void aGatewayIsBoundForFifteenSecondsAfterItsWord() {
        String gateway = "g" + UUID.randomUUID().toString().substring(0, 8);
        beans.clock().pass(Duration.ofDays(1));
        report(gateway, true);
        beans.clock().pass(Duration.ofSeconds(15));
        assertThat(isBound()).isTrue();
        beans.clock().pass(Duration.ofMillis(1));
        assertThat(isBound()).isFalse();
        report(gateway, true);
        assertThat(isBound()).isTrue();

        report(gateway, false);

        assertThat(isBound()).isFalse();
    }

    @Test
    void theLastReportOfAGatewayIsKeptForFifteenSeconds() {
        beans.clock().pass(Duration.ofDays(1));
        GatewayReport report = new GatewayReport(
                "g" + UUID.randomUUID().toString().substring(0, 8),
                true,
                beans.clock().instant(),
                List.of(new CarrierReport("north", CarrierReport.State.DEGRADED, 1, 10, 2, "no answer", List.of())),
                "");
        report("earlier", true);
        beans.clock().pass(Duration.ofSeconds(10));
        beans.run(GatewayRegister.class, register -> register.take(report));
        assertThat(beans.call(GatewayRegister.class, GatewayRegister::listReports))
                .hasSize(2)
                .contains(report);

        beans.clock().pass(Duration.ofSeconds(10));

        assertThat(beans.call(GatewayRegister.class, GatewayRegister::listReports))
                .containsExactly(report);
    }

    private static UserTransaction noTransaction() {
        return (UserTransaction) Proxy.newProxyInstance(
                UserTransaction.class.getClassLoader(),
                new Class<?>[] {UserTransaction.class},
                (self, method, arguments) -> null);
    }

    private String addNumber() {
        long user = SignedIn.add(beans).userId();
        return beans.query(entities -> Numbers.get(
                        entities, Numbers.add(entities, user, beans.clock().instant()))
                .e164());
    }

    private void send() {
        beans.run(
                SmsCodes.class,
                codes -> codes.send(new CodeOrder(
                        CodePurpose.NUMBER,
                        subject,
                        number,
                        "en",
                        "GB",
                        beans.clock().instant().plus(CODE_LIFE))));
    }

    private void notify(String text) {
        MobileNumber to = beans.query(entities -> entities.createQuery(
                        "select n from MobileNumber n where n.e164 = :number", MobileNumber.class)
                .setParameter("number", number)
                .getSingleResult());
        beans.run(SmsNotices.class, notices -> notices.send(to, text));
    }

    private void end() {
        beans.run(
                SmsCodes.class,
                codes -> codes.findCode(CodePurpose.NUMBER, subject).ifPresent(codes::end));
    }

    private void retire() {
        beans.run(
                SmsCodes.class,
                codes -> codes.findCode(CodePurpose.NUMBER, subject).ifPresent(codes::retire));
    }

    private List<SmsFate.Kind> fates() {
        return beans.fired(SmsFates.class).stream()
                .flatMap(event -> event.fates().stream())
                .map(SmsFate::kind)
                .toList();
    }

    private Optional<SmsState> state() {
        return beans.query(entities -> {
            SmsOutbox outbox = new SmsOutbox(entities);
            return outbox.findCode(CodePurpose.NUMBER, subject)
                    .flatMap(outbox::findNewestOrder)
                    .map(OutboundSms::state);
        });
    }

    private List<SmsOrder> claim() {
        return beans.call(OutboxClaims.class, OutboxClaims::claim).rows().stream()
                .filter(order -> order.to().equals(number))
                .toList();
    }

    private void queued(List<SmsOrder> orders) {
        beans.run(OutboxClaims.class, claims -> claims.queued(orders));
    }

    private void take(SmsResult result) {
        beans.run(SmsProgress.class, progress -> progress.take(List.of(result), List.of()));
    }

    private void take(SmsReceipt receipt) {
        beans.run(SmsProgress.class, progress -> progress.take(List.of(), List.of(receipt)));
    }

    private int settle() {
        return beans.call(SmsProgress.class, progress -> progress.settle(SmsTidying.BATCH));
    }

    private int removeOrders() {
        return tidy(tidying -> tidying.removeOld(RowPlace.START).removed());
    }

    private int tidy(java.util.function.Function<SmsTidying, Integer> work) {
        return beans.call(SmsTidying.class, work);
    }

    /** What is known of a number that carriers refuse stays; nobody learns the code from it. */
    @Test
    void codesAndOrdersGoADayAfterTheirEndButForTheLastThatFailed() {
        send();
        take(submitted(claim().get(0), "m1"));
        String refused = addNumber();
        trySend(refused);
        beans.clock().pass(Duration.ofMinutes(2));
        trySend(refused);
        beans.call(OutboxClaims.class, OutboxClaims::claim)
                .rows()
                .forEach(order -> take(unsubmitted(order.messageKey(), SmsResult.State.REFUSED)));
        beans.clock().pass(CODE_LIFE.plusDays(1).minusMinutes(2));
        assertThat(removeOrders()).isZero();
        assertThat(rows("one_time_code")).isEqualTo(3);

        beans.clock().pass(Duration.ofMinutes(2).plusMillis(1));

        assertThat(removeOrders()).isEqualTo(2);
        assertThat(removeOrders()).isZero();
        assertThat(tidy(SmsTidying::removeCodes))
                .as("codes in a batch of their own")
                .isEqualTo(3);
        assertThat(tidy(SmsTidying::removeCodes)).isZero();
        assertThat(rows("one_time_code")).isZero();
        assertThat(rows("sms_outbox")).isEqualTo(1);
        MobileNumber number = beans.query(entities -> entities.createQuery(
                        "select n from MobileNumber n where n.e164 = :number", MobileNumber.class)
                .setParameter("number", refused)
                .getSingleResult());
        assertThat(beans.<SmsHistory, Delivery>call(SmsHistory.class, history -> history.delivery(number)))
                .isEqualTo(Delivery.UNREACHABLE);

        beans.query(entities -> entities.createQuery("update MobileNumber n set n.state = :removed where n.id = :id")
                .setParameter("removed", NumberState.REMOVED)
                .setParameter("id", number.id())
                .executeUpdate());

        assertThat(removeOrders()).as("of a number that nobody has any more").isEqualTo(1);
    }

    @Test
    void ordersThatStayKeepNobodyFromThoseBehindThem() {
        trySend(addNumber());
        beans.call(OutboxClaims.class, OutboxClaims::claim)
                .rows()
                .forEach(order -> take(unsubmitted(order.messageKey(), SmsResult.State.REFUSED)));
        beans.clock().pass(Duration.ofSeconds(1));
        send();
        beans.clock().pass(CODE_LIFE.plusDays(1).plusMillis(1));
        Instant before = beans.clock().instant().minus(Duration.ofDays(1));

        Walked first = beans.call(OldSms.class, old -> old.removeOrders(RowPlace.START, before, 1));
        Walked second =
                beans.call(OldSms.class, old -> old.removeOrders(first.next().orElseThrow(), before, 1));
        Walked last =
                beans.call(OldSms.class, old -> old.removeOrders(second.next().orElseThrow(), before, 1));

        assertThat(List.of(first.removed(), second.removed(), last.removed())).containsExactly(0, 1, 0);
        assertThat(last.next()).isEmpty();
        assertThat(rows("sms_outbox")).isEqualTo(1);
    }

    private int rows(String table) {
        return beans.query(entities -> ((Number) entities.createNativeQuery("select count(*) from " + table)
                        .getSingleResult())
                .intValue());
    }

    private Optional<java.time.Instant> findEnd(UUID key) {
        return beans.call(LivingOrders.class, orders -> orders.findEnd(key));
    }

    private int earlyReceipts(String id) {
        return beans.query(
                entities -> new EarlyReceipts(entities).list(List.of(id)).size());
    }

    private void report(String gateway, boolean bound) {
        beans.run(
                GatewayRegister.class,
                register -> register.take(
                        new GatewayReport(gateway, bound, beans.clock().instant())));
    }

    private boolean isBound() {
        return beans.call(GatewayRegister.class, GatewayRegister::isGatewayBound);
    }

    /** An order that these carriers take one after the other. */
    private void takenBy(String... ids) {
        send();
        SmsOrder order = claim().get(0);
        for (String id : ids) {
            take(submitted(order, id));
        }
    }

    private SmsResult submitted(SmsOrder order, String id) {
        return submitted(order, id, null);
    }

    private SmsResult submitted(SmsOrder order, String id, SmsResult.@Nullable Way way) {
        return new SmsResult(
                order.messageKey(),
                SmsResult.State.SUBMITTED,
                id,
                0,
                1,
                beans.clock().instant(),
                "gateway",
                null,
                way);
    }

    private SmsReceipt receipt(@Nullable UUID key, String id, SmsReceipt.State state) {
        return new SmsReceipt(key, id, state, "", beans.clock().instant(), "gateway");
    }
}
