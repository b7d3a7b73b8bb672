package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.smpp.route.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a carrier is, by what it answered of late. */
class CarrierLineTest {

    private static final Duration MEMORY = Duration.ofSeconds(30);
    private static final Duration LONGEST_BREAK = Duration.ofSeconds(5);
    private static final int ESME_RSYSERR = 0x08;
    private static final int ESME_RINVDSTADR = 0x0b;
    private static final int ESME_RTHROTTLED = 0x58;

    private final ExecutorService submitters = Executors.newSingleThreadExecutor();
    private final AtomicLong nanos = new AtomicLong();
    private final Carrier carrier = Carriers.carrier(
            Carrier.DEFAULT_NAME,
            Carriers.at(1, "secret12", Duration.ofSeconds(10)),
            Duration.ofSeconds(20),
            Duration.ZERO);
    private final SubmissionWindow window = new SubmissionWindow(carrier.pace(), nanos::get);
    private final CarrierLine line = new CarrierLine(carrier, new ScriptedCenter(), window, submitters);
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");

    @AfterEach
    void stop() {
        submitters.shutdownNow();
    }

    @Test
    void isDownUntilABindStandsThatSubmits() {
        assertThat(health()).isEqualTo(Health.DOWN);

        window.bound(1);

        assertThat(health()).isEqualTo(Health.UP);
    }

    @Test
    void threeFaultsInARowMakeItDoubtfulForHalfAMinute() {
        window.bound(1);
        note(SubmitAnswer.unanswered());
        note(SubmitAnswer.refused(ESME_RSYSERR));
        assertThat(health()).isEqualTo(Health.UP);

        note(SubmitAnswer.unanswered());

        assertThat(health()).isEqualTo(Health.DEGRADED);
        pass(MEMORY.minusMillis(1));
        assertThat(health()).isEqualTo(Health.DEGRADED);
        pass(Duration.ofMillis(1));
        assertThat(health()).isEqualTo(Health.UP);
    }

    @Test
    void aClockThatIsSetBackHoldsNoCarrierDown() {
        window.bound(1);
        for (int fault = 0; fault < 3; fault++) {
            note(SubmitAnswer.unanswered());
        }

        now = now.minus(Duration.ofHours(1));
        pass(MEMORY.plusSeconds(1));

        assertThat(health()).isEqualTo(Health.UP);
    }

    @Test
    void aCutIsOneFaultHoweverManyAnswersItTakes() {
        window.bound(1);
        note(SubmitAnswer.unanswered());

        for (int open = 0; open < 9; open++) {
            note(SubmitAnswer.cut());
        }

        assertThat(health()).isEqualTo(Health.UP);
        note(SubmitAnswer.unanswered());
        note(SubmitAnswer.unanswered());
        assertThat(health()).isEqualTo(Health.DEGRADED);
    }

    @ParameterizedTest
    @ValueSource(ints = {ESME_RTHROTTLED, ESME_RSYSERR})
    void nothingIsSentAsLongAsTheCarrierAsksForAPause(int status) {
        window.bound(1);

        note(SubmitAnswer.refused(status).after(Duration.ofSeconds(20)));

        nanos.addAndGet(Duration.ofSeconds(20).minusMillis(1).toNanos());
        assertThat(window.isOnBreak()).isTrue();
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(window.isOnBreak()).isFalse();
    }

    @Test
    void anAcceptanceEndsTheRow() {
        window.bound(1);
        for (int fault = 0; fault < 3; fault++) {
            note(SubmitAnswer.unanswered());
        }

        note(SubmitAnswer.accepted("01"));

        assertThat(health()).isEqualTo(Health.UP);
        note(SubmitAnswer.unanswered());
        note(SubmitAnswer.unanswered());
        assertThat(health()).isEqualTo(Health.UP);
    }

    /** Each of them stands in all messages of this carrier: sender, service type, validity, our TLVs. */
    @ParameterizedTest
    @ValueSource(ints = {0x0a, 0x15, 0x43, 0x48, 0x49, 0x62, 0xc1})
    void whatItRefusesInAllMessagesIsAFault(int status) {
        window.bound(1);

        for (int refusal = 0; refusal < 3; refusal++) {
            assertThat(health()).isEqualTo(Health.UP);
            note(SubmitAnswer.refused(status));
        }

        assertThat(health()).isEqualTo(Health.DEGRADED);
    }

    /** As of three users one after the other who want no such messages: who comes next may have one. */
    @ParameterizedTest
    @ValueSource(ints = {0x01, 0x50, 0x65, 0x401, 0x4ff})
    void whatItMayRefuseForOneNumberIsShownAndNoFault(int status) {
        window.bound(1);

        for (int refusal = 0; refusal < 3; refusal++) {
            note(SubmitAnswer.refused(status));
        }

        assertThat(health()).isEqualTo(Health.UP);
        assertThat(line.lastFault()).isEqualTo(StatusName.of(status));
    }

    @Test
    void whatItRefusesForOneNumberEndsNoRow() {
        window.bound(1);
        note(SubmitAnswer.unanswered());
        note(SubmitAnswer.unanswered());

        note(SubmitAnswer.refused(0x401));

        assertThat(health()).isEqualTo(Health.UP);
        note(SubmitAnswer.unanswered());
        assertThat(health()).isEqualTo(Health.DEGRADED);
    }

    /** The one is about the number, the other about how much is sent. */
    @ParameterizedTest
    @ValueSource(ints = {ESME_RINVDSTADR, ESME_RTHROTTLED})
    void whatSaysNothingOfTheCarrierIsNoFault(int status) {
        window.bound(1);

        for (int refusal = 0; refusal < 3; refusal++) {
            note(SubmitAnswer.refused(status));
        }

        assertThat(health()).isEqualTo(Health.UP);
    }

    /** Others are asked then, so that it is sent nothing, and answers nothing that would show that it takes more again. */
    @Test
    void isDegradedWhileItsBreaksAreTheLongestAndNotForEver() {
        window.bound(1);
        for (int throttled = 0; throttled < 7; throttled++) {
            assertThat(health()).isEqualTo(Health.UP);
            pass(LONGEST_BREAK);
            note(SubmitAnswer.refused(ESME_RTHROTTLED));
        }
        assertThat(health()).isEqualTo(Health.DEGRADED);

        pass(LONGEST_BREAK.plus(MEMORY).minusMillis(1));
        assertThat(health()).isEqualTo(Health.DEGRADED);
        pass(Duration.ofMillis(1));

        assertThat(health()).isEqualTo(Health.UP);
        note(SubmitAnswer.refused(ESME_RTHROTTLED));
        assertThat(health()).as("no better than it was").isEqualTo(Health.DEGRADED);
        note(SubmitAnswer.accepted("01"));
        assertThat(health()).isEqualTo(Health.UP);
    }

    /** A window of a thousand is no thousand threads for ever. */
    @Test
    void threadsThatHaveNothingToSubmitEnd() throws Exception {
        ThreadPoolExecutor own = CarrierLine.submitters(carrier, Executors.defaultThreadFactory());
        own.setKeepAliveTime(10, TimeUnit.MILLISECONDS);

        own.submit(() -> {}).get(10, TimeUnit.SECONDS);

        Polling.until(() -> own.getPoolSize() == 0);
        assertThat(own.getMaximumPoolSize()).isEqualTo(carrier.places() + 1);
        own.shutdown();
    }

    /** A sender for some countries, a header of long texts, a notice that may come tomorrow: others may be taken. */
    @ParameterizedTest
    @CsvSource({
        "0x0a, SENDER",
        "0x48, SENDER",
        "0x49, SENDER",
        "0x02, LENGTH",
        "0x43, LENGTH",
        "0xc0, LENGTH",
        "0xc4, LENGTH",
        "0x62, LIFE"
    })
    void whatMayBeAboutWhatOneMessageAloneHasIsShownAndNoFault(int status, Peculiarity own) {
        window.bound(1);

        for (int refusal = 0; refusal < 3; refusal++) {
            line.note(SubmitAnswer.refused(status), Set.of(own), now);
        }

        assertThat(health()).isEqualTo(Health.UP);
        assertThat(line.lastFault()).isEqualTo(StatusName.of(status));
        for (int refusal = 0; refusal < 3; refusal++) {
            line.note(SubmitAnswer.refused(0x15), Set.of(own), now);
        }
        assertThat(health()).as("service_type is that of all").isEqualTo(Health.DEGRADED);
    }

    @ParameterizedTest
    @CsvSource({
        "+4930123456, 160, 3600, ''",
        "+12025550123, 160, 3600, SENDER",
        "+4930123456, 161, 3600, LENGTH",
        "+4930123456, 160, 3601, LIFE"
    })
    void aMessageIsSetApartByWhatMostDoNotHave(String to, int characters, long seconds, String own) {
        Carrier abroad = Carriers.withSenders(
                carrier, new Senders(SmppAddress.source("Countersign"), Map.of("+1", SmppAddress.source("12345"))));
        SmsOrder order = new SmsOrder(UUID.randomUUID(), to, "x".repeat(characters), now, now.plusSeconds(seconds));
        TextSize size = new TextSize(1, abroad.access().shortMessages(order.text()));

        assertThat(Peculiarity.of(abroad, order, size, now))
                .isEqualTo(own.isEmpty() ? Set.of() : Set.of(Peculiarity.valueOf(own)));
    }

    /** The machine has none left: nothing is begun, and nothing is lost. */
    @Test
    void whoGetsNoThreadIsTurnedAway() {
        AtomicInteger away = new AtomicInteger();
        CarrierLine starved =
                new CarrierLine(carrier, new ScriptedCenter(), window, CarrierLine.submitters(carrier, NoThread::new));
        window.bound(1);

        assertThat(starved.run(() -> {})).isFalse();
        starved.enter(Duration.ZERO, () -> {}, away::incrementAndGet);
        starved.enter(Duration.ZERO, () -> {}, away::incrementAndGet);

        assertThat(away).hasValue(2);
    }

    private static final class NoThread extends Thread {

        private NoThread(Runnable work) {
            super(work);
        }

        @Override
        public synchronized void start() {
            throw new OutOfMemoryError("unable to create native thread");
        }
    }

    private void note(SubmitAnswer answer) {
        line.note(answer, Set.of(), now);
    }

    private Health health() {
        return line.health(now);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        nanos.addAndGet(time.toNanos());
    }
}
