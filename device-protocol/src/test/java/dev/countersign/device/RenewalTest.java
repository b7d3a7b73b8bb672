package dev.countersign.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of the renewal of a challenge key, and everybody who sits between them. */
class RenewalTest {

    private static final OcraSuite SUITE = OcraSuite.parse("OCRA-1:HOTP-SHA512-8:QN06-PSHA256");
    private static final OcraSuite OTHER_SUITE = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN06-PSHA256");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final P256KeyPair SERVER = P256KeyPair.generate(RANDOM);
    private static final P256KeyPair DEVICE = P256KeyPair.generate(RANDOM);
    private static final RenewalTranscript SAID = new RenewalTranscript(
            UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), SUITE, SERVER.publicKey(), DEVICE.publicKey());

    private final OcraKey old = new OcraKey(Octets.random(64, RANDOM));

    @Test
    void bothSidesGetTheSameNewKey() {
        DeviceRenewal onDevice = DeviceRenewal.of(DEVICE, old, SAID);
        ServerRenewal.Confirmed onServer = ServerRenewal.of(SERVER, old, SAID)
                .confirmedBy(onDevice.confirmation())
                .orElseThrow();

        OcraKey made = onDevice.confirmedBy(onServer.serverConfirmation()).orElseThrow();

        assertThat(made).isEqualTo(onServer.challengeKey()).isNotEqualTo(old);
        assertThat(made.octets().length()).isEqualTo(64);
        assertThat(old.octets().toArray()).as("still in use").hasSize(64);
    }

    /** Whoever ends the connection in the middle, or has the token of the installation, has not the old key. */
    @Test
    void whoHasNotTheOldKeyRenewsNothing() {
        DeviceRenewal stranger = DeviceRenewal.of(DEVICE, new OcraKey(Octets.random(64, RANDOM)), SAID);

        assertThat(ServerRenewal.of(SERVER, old, SAID).confirmedBy(stranger.confirmation()))
                .isEmpty();
    }

    /** Whoever took the old key out of the phone and only listens. */
    @Test
    void theOldKeyAloneGivesNoNewOne() {
        P256KeyPair between = P256KeyPair.generate(RANDOM);
        RenewalSchedule right = RenewalSchedule.of(DEVICE, SERVER.publicKey(), old, SAID);

        RenewalSchedule guessed = RenewalSchedule.of(between, SERVER.publicKey(), old, SAID);

        assertThat(guessed.challengeKey()).isNotEqualTo(right.challengeKey());
        assertThat(guessed.deviceConfirmation()).isNotEqualTo(right.deviceConfirmation());
    }

    static Stream<RenewalTranscript> changed() {
        UUID other = UUID.randomUUID();
        P256PublicKey key = P256KeyPair.generate(RANDOM).publicKey();
        return Stream.of(
                with(other, SAID.enrolment(), SAID.installation(), SUITE, key),
                with(other, SAID.enrolment(), SAID.installation(), SUITE, SAID.serverKey()),
                with(SAID.renewal(), other, SAID.installation(), SUITE, SAID.serverKey()),
                with(SAID.renewal(), SAID.enrolment(), other, SUITE, SAID.serverKey()),
                with(SAID.renewal(), SAID.enrolment(), SAID.installation(), OTHER_SUITE, SAID.serverKey()),
                with(SAID.renewal(), SAID.enrolment(), SAID.installation(), SUITE, key));
    }

    @ParameterizedTest
    @MethodSource("changed")
    void aFieldThatWasChangedOnTheWayIsNoticed(RenewalTranscript changed) {
        assertThat(ServerRenewal.of(SERVER, old, SAID)
                        .confirmedBy(DeviceRenewal.of(DEVICE, old, changed).confirmation()))
                .isEmpty();
    }

    @Test
    void noConfirmationCanBeSentBack() {
        RenewalSchedule schedule = RenewalSchedule.of(DEVICE, SERVER.publicKey(), old, SAID);

        assertThat(ServerRenewal.of(SERVER, old, SAID).confirmedBy(schedule.serverConfirmation()))
                .isEmpty();
        assertThat(DeviceRenewal.of(DEVICE, old, SAID).confirmedBy(schedule.deviceConfirmation()))
                .isEmpty();
        assertThat(List.of(
                        schedule.deviceConfirmation().toHex(),
                        schedule.serverConfirmation().toHex(),
                        schedule.challengeKey().octets().toHex()))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void aConfirmationOfAnotherLengthIsNone(int length) {
        Octets zeros = Octets.of(new byte[length]);

        assertThat(ServerRenewal.of(SERVER, old, SAID).confirmedBy(zeros)).isEmpty();
        assertThat(DeviceRenewal.of(DEVICE, old, SAID).confirmedBy(zeros)).isEmpty();
    }

    @Test
    void nothingIsRightAfterAWrongConfirmation() {
        RenewalSchedule schedule = RenewalSchedule.of(DEVICE, SERVER.publicKey(), old, SAID);
        DeviceRenewal onDevice = DeviceRenewal.of(DEVICE, old, SAID);
        ServerRenewal onServer = ServerRenewal.of(SERVER, old, SAID);
        Octets wrong = Octets.of(new byte[32]);

        onDevice.confirmedBy(wrong);
        onServer.confirmedBy(wrong);

        assertThat(onDevice.confirmedBy(schedule.serverConfirmation())).isEmpty();
        assertThat(onServer.confirmedBy(schedule.deviceConfirmation())).isEmpty();
    }

    @Test
    void aDeviceThatHasItsKeyHasNothingElse() {
        DeviceRenewal onDevice = DeviceRenewal.of(DEVICE, old, SAID);
        Octets confirmation =
                RenewalSchedule.of(DEVICE, SERVER.publicKey(), old, SAID).serverConfirmation();

        OcraKey made = onDevice.confirmedBy(confirmation).orElseThrow();
        onDevice.close();

        assertThat(made.octets().toArray()).hasSize(64);
        assertThat(onDevice.confirmedBy(confirmation)).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> onDevice.confirmation().toArray());
    }

    @Test
    void aDeviceThatGivesUpHasNoKey() {
        DeviceRenewal onDevice = DeviceRenewal.of(DEVICE, old, SAID);

        onDevice.close();

        assertThat(onDevice.confirmedBy(RenewalSchedule.of(DEVICE, SERVER.publicKey(), old, SAID)
                        .serverConfirmation()))
                .isEmpty();
    }

    @Test
    void aScheduleWipesAllThatItMade() {
        RenewalSchedule schedule = RenewalSchedule.of(DEVICE, SERVER.publicKey(), old, SAID);

        schedule.close();

        Stream.of(
                        schedule.deviceConfirmation(),
                        schedule.serverConfirmation(),
                        schedule.challengeKey().octets())
                .forEach(octets -> assertThatIllegalStateException().isThrownBy(octets::toArray));
    }

    @Test
    void eachSideBringsThePairThatTheTranscriptNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceRenewal.of(SERVER, old, SAID))
                .withMessage("the transcript names another device key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerRenewal.of(DEVICE, old, SAID))
                .withMessage("the transcript names another server key");
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(
                        () -> with(SAID.renewal(), SAID.enrolment(), SAID.installation(), SUITE, DEVICE.publicKey()));
    }

    /** The transcript by hand: label, four texts, two keys, each behind its length. */
    @Test
    void theTranscriptIsWrittenFieldByField() {
        assertThat(HexFormat.of().formatHex(SAID.octets()))
                .isEqualTo(field("countersign/v1/renewal-transcript")
                        + field(SAID.renewal().toString())
                        + field(SAID.enrolment().toString())
                        + field(SAID.installation().toString())
                        + field(SUITE.text())
                        + "00000041" + SERVER.publicKey().octets().toHex()
                        + "00000041" + DEVICE.publicKey().octets().toHex());
    }

    private static String field(String text) {
        byte[] octets = Octets.ofAscii(text).toArray();
        return HexFormat.of().toHexDigits(octets.length) + HexFormat.of().formatHex(octets);
    }

    private static RenewalTranscript with(
            UUID renewal, UUID enrolment, UUID installation, OcraSuite suite, P256PublicKey serverKey) {
        return new RenewalTranscript(renewal, enrolment, installation, suite, serverKey, SAID.deviceKey());
    }
}
