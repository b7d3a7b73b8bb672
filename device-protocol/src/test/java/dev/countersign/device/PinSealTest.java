package dev.countersign.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the PIN comes from the device to the server. */
class PinSealTest {

    private static final OcraSuite CHALLENGE = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN06-PSHA256");
    private static final OcraSuite APPROVAL = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QH64-PSHA256");
    private static final char[] PIN = "7a=31".toCharArray();

    private final SecureRandom random = new SecureRandom();
    private final P256KeyPair server = P256KeyPair.generate(random);
    private final P256KeyPair device = P256KeyPair.generate(random);
    private final P256PublicKey approval = P256KeyPair.generate(random).publicKey();
    private final ActivationSecret secret = ActivationSecret.randomQr(random);
    private final ActivationTranscript said = transcript(UUID.randomUUID(), UUID.randomUUID());
    private final DeviceActivation onDevice = DeviceActivation.of(device, secret, said);
    private final PinSeal onServer = ServerActivation.of(server, secret, said)
            .confirmedBy(onDevice.confirmation())
            .orElseThrow()
            .pinSeal();

    @ParameterizedTest
    @ValueSource(strings = {"7a=31", "0000", "!~!~!1", "\u00e9\ud83d\ude001", ""})
    void theServerReadsWhatTheDeviceSealed(String pin) {
        char[] typed = pin.toCharArray();

        Octets sealed = onDevice.sealPin(typed, random);

        assertThat(onServer.open(sealed)).contains(Octets.of(pin.getBytes(StandardCharsets.UTF_8)));
        assertThat(sealed.length()).isEqualTo(12 + pin.getBytes(StandardCharsets.UTF_8).length + 16);
        assertThat(typed).as("the caller's to wipe").isEqualTo(pin.toCharArray());
    }

    @Test
    void noNonceServesTwice() {
        Octets one = onDevice.sealPin(PIN, random);
        Octets other = onDevice.sealPin(PIN, random);

        assertThat(Arrays.copyOf(one.toArray(), 12)).isNotEqualTo(Arrays.copyOf(other.toArray(), 12));
        assertThat(onServer.open(one)).isEqualTo(onServer.open(other)).isPresent();
    }

    /** Nonce, ciphertext and tag. */
    @Test
    void oneWrongBitOpensNothing() {
        byte[] sealed = onDevice.sealPin(PIN, random).toArray();
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] wrong = sealed.clone();
            wrong[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(onServer.open(Octets.of(wrong))).as("bit %d", bit).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 12, 27, 28, 32})
    void anotherLengthOpensNothing(int length) {
        byte[] sealed = onDevice.sealPin(PIN, random).toArray();

        assertThat(onServer.open(Octets.of(Arrays.copyOf(sealed, length)))).isEmpty();
        assertThat(onServer.open(Octets.of(Arrays.copyOf(sealed, sealed.length + 1))))
                .isEmpty();
    }

    /** The shortest that can be: no octet of a PIN between nonce and tag. */
    @Test
    void anEmptyPinIsTheShortestThatOpens() {
        byte[] sealed = onDevice.sealPin(new char[0], random).toArray();

        assertThat(sealed).hasSize(28);
        assertThat(onServer.open(Octets.of(sealed)).orElseThrow().length()).isZero();
        assertThat(onServer.open(Octets.of(Arrays.copyOf(sealed, 27)))).isEmpty();
    }

    @Test
    void aPinOfAnotherActivationOpensNothing() {
        ActivationTranscript other = transcript(said.activation(), said.enrolment());

        Octets sealed = DeviceActivation.of(device, secret, other).sealPin(PIN, random);

        assertThat(other.enrolment()).isEqualTo(said.enrolment());
        assertThat(onServer.open(sealed)).isEmpty();
    }

    /** Not the key alone: with the right key, the salt must be right too. */
    @Test
    void theTranscriptIsAssociatedData() {
        Octets key = Octets.random(32, random);
        Octets nonce = Octets.random(12, random);
        Octets sealed = new PinSeal(key, Octets.random(32, random)).seal(PIN, nonce);

        assertThat(new PinSeal(key, Octets.random(32, random)).open(sealed)).isEmpty();
    }

    @Test
    void nothingOpensOnceItIsClosed() {
        Octets sealed = onDevice.sealPin(PIN, random);

        onServer.close();

        assertThatIllegalStateException().isThrownBy(() -> onServer.open(sealed));
        assertThatIllegalStateException().isThrownBy(() -> onServer.seal(PIN, Octets.random(12, random)));
    }

    @Test
    void aServerThatWasShownAWrongConfirmationHasNoPinKey() {
        KeySchedule schedule = KeySchedule.of(server, device.publicKey(), secret, said);

        schedule.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> schedule.pinSeal().key().toArray());
    }

    private ActivationTranscript transcript(UUID activation, UUID enrolment) {
        return new ActivationTranscript(
                ActivationMethod.QR,
                activation,
                enrolment,
                UUID.randomUUID(),
                CHALLENGE,
                Optional.of(APPROVAL),
                server.publicKey(),
                device.publicKey(),
                approval);
    }
}
