package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countersign.device.EnrolmentKeys;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every store of a device's state does. */
abstract class DeviceStoreContract {

    static final SecureRandom RANDOM = new SecureRandom();

    abstract DeviceStore store();

    static Installation installation() {
        return Installation.random(URI.create("https://login.example"), RANDOM);
    }

    static Enrolment withPin(String userName) {
        return new Enrolment(
                UUID.randomUUID(),
                userName,
                OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN06-PSHA256"),
                Optional.of(OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QH64-PSHA256")),
                new EnrolmentKeys(key(), Optional.of(key())),
                ApprovalKey.random(UnlockKind.PIN, RANDOM));
    }

    static Enrolment withoutPin(String userName) {
        return new Enrolment(
                UUID.randomUUID(),
                userName,
                OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN06"),
                Optional.empty(),
                new EnrolmentKeys(key(), Optional.empty()),
                ApprovalKey.random(UnlockKind.DEVICE, RANDOM));
    }

    private static OcraKey key() {
        return new OcraKey(Octets.random(32, RANDOM));
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(store().read()).isEqualTo(DeviceState.EMPTY);
    }

    @Test
    void givesBackWhatItTook() {
        DeviceState state = new DeviceState(
                Optional.of(installation()), List.of(withPin("one"), withoutPin("\u00e9 \ud83d\ude00")));
        String written = StateDocument.write(state);

        store().update(before -> state);

        DeviceState read = store().read();
        assertThat(StateDocument.write(read)).isEqualTo(written);
        assertThat(read.enrolments()).extracting(Enrolment::userName).containsExactly("one", "\u00e9 \ud83d\ude00");
        assertThat(read.enrolments().get(1).approvalKey().credential()).isPresent();
        assertThat(read.enrolments().get(0).approvalKey().pair().publicKey())
                .isEqualTo(state.enrolments().get(0).approvalKey().pair().publicKey());
    }

    @Test
    void givesCopies() {
        store().update(before -> new DeviceState(Optional.of(installation()), List.of(withPin("one"))));

        store().read().close();

        assertThat(store().read()
                        .enrolments()
                        .get(0)
                        .keys()
                        .challengeKey()
                        .octets()
                        .toArray())
                .hasSize(32);
    }

    @Test
    void wipesWhatItWasGiven() {
        Enrolment enrolment = withPin("one");
        Installation installation = installation();

        store().update(before -> before.with(installation).with(enrolment));

        assertThatIllegalStateException()
                .isThrownBy(() -> enrolment.keys().challengeKey().octets().toArray());
        assertThatIllegalStateException()
                .isThrownBy(() ->
                        enrolment.keys().approvalKey().orElseThrow().octets().toArray());
        assertThatIllegalStateException().isThrownBy(installation::bearer);
    }

    @Test
    void keepsWhatItHadWhenAChangeFails() {
        store().update(before -> before.with(withPin("one")));

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> store().update(before -> {
                    throw new IllegalArgumentException("no");
                }));

        assertThat(store().read().enrolments()).hasSize(1);
    }

    @Test
    void losesNoChangeOfThoseThatComeAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> changes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Enrolment enrolment = withoutPin("user" + i);
            changes.add(threads.submit(() -> store().update(before -> before.with(enrolment))));
        }
        for (Future<?> change : changes) {
            change.get(30, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(store().read().enrolments()).hasSize(20);
    }
}
