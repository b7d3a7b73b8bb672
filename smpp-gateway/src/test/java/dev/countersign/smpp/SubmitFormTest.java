package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SMPP 3.4 section 4.4.1: the octets of submit_sm as one carrier or another wants them. */
@Timeout(60)
class SubmitFormTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final SmsOrder ORDER = new SmsOrder(
            UUID.randomUUID(), "+4915112345678", "Gr\u00f6\u00dfe {1}", NOW, Instant.parse("2026-03-01T10:10:00Z"));
    private static final String TO = "0101" + cString("4915112345678");
    private static final String REFERENCE = "02040002" + "0007";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger bound = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // before each test
    private RawCenter far;

    @BeforeEach
    void listen() throws IOException {
        far = new RawCenter((connection, command, sequence) -> new byte[0]);
    }

    @AfterEach
    void stop() throws IOException {
        timer.shutdownNow();
        threads.shutdownNow();
        far.close();
    }

    @Test
    void mostCarriersWantNothingOfTheirOwn() {
        assertThat(submit(SubmitForm.USUAL))
                .isEqualTo("00" + "0500" + cString("Countersign") + TO + "000000" + "00" + cString("000000001000000R")
                        + "01" + "00" + "00" + "00" + "0b" + "47727c1e65201b28311b29" + REFERENCE);
    }

    @Test
    void aCarrierMayWantEachFieldOtherwise() {
        SubmitForm own = new SubmitForm(
                Alphabet.LATIN1,
                ValidityPeriod.ABSOLUTE,
                new SubmitForm.Numbering(OptionalInt.of(0), OptionalInt.of(1)),
                "OTP",
                false);

        assertThat(submit(own))
                .isEqualTo(cString("OTP") + "0001" + cString("Countersign") + TO + "000000" + "00"
                        + cString("260301101000000+") + "01" + "00" + "03" + "00" + "09" + "4772f6df65207b317d");
    }

    @Test
    void aCarrierMayKnowNoValidity() {
        SubmitForm none = new SubmitForm(Alphabet.UCS2, ValidityPeriod.NONE, SubmitForm.Numbering.AS_WRITTEN, "", true);

        assertThat(submit(none))
                .startsWith("00" + "0500" + cString("Countersign") + TO + "000000" + "00" + "00" + "01" + "00" + "08"
                        + "00" + "12" + "0047")
                .endsWith(REFERENCE);
    }

    @Test
    void aTextIsPaidInTheAlphabetOfItsCarrier() {
        SubmitForm ucs2 =
                new SubmitForm(Alphabet.UCS2, ValidityPeriod.RELATIVE, SubmitForm.Numbering.AS_WRITTEN, "", true);

        assertThat(carrier(SubmitForm.USUAL).access().shortMessages("x".repeat(71)))
                .isEqualTo(1);
        assertThat(carrier(ucs2).access().shortMessages("x".repeat(71))).isEqualTo(2);
    }

    private Carrier carrier(SubmitForm form) {
        return Carriers.withForm(
                Carriers.carrier(
                        Carrier.DEFAULT_NAME,
                        Carriers.at(far.port(), "secret12", Duration.ofSeconds(20)),
                        Duration.ofSeconds(20),
                        Duration.ZERO),
                form);
    }

    /** Its body, of the one submit_sm that comes. */
    private String submit(SubmitForm form) {
        MessageCenter center = SmppCenter.of(
                carrier(form),
                bound::set,
                deliver -> {},
                new Clockwork(timer, threads, Clock.systemUTC(), new Random(1)));
        center.open();
        Polling.until(() -> bound.get() == 1);

        assertThat(center.write(ORDER, 7).submit(0, NOW).kind()).isEqualTo(SubmitAnswer.Kind.ACCEPTED);

        center.close();
        return far.received.stream()
                .filter(pdu -> pdu.startsWith("00000004"))
                .findFirst()
                .orElseThrow()
                .substring(24);
    }

    private static String cString(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII)) + "00";
    }
}
