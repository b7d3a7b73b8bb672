package dev.countersign.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of an activation, and everybody who sits between them. */
class ActivationTest {

    private static final OcraSuite CHALLENGE = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN06-PSHA256");
    private static final OcraSuite APPROVAL = OcraSuite.parse("OCRA-1:HOTP-SHA512-8:QH64-PSHA256");

    private final SecureRandom random = new SecureRandom();
    private final P256KeyPair server = P256KeyPair.generate(random);
    private final P256KeyPair device = P256KeyPair.generate(random);
    private final P256KeyPair approval = P256KeyPair.generate(random);
    private final ActivationSecret secret = ActivationSecret.randomQr(random);
    private final ActivationTranscript said = new ActivationTranscript(
            ActivationMethod.QR,
            UUID.randomUUID(),
            UUID.randomUUID(),
            UUID.randomUUID(),
            CHALLENGE,
            Optional.of(APPROVAL),
            server.publicKey(),
            device.publicKey(),
            approval.publicKey());

    @Test
    void bothSidesGetTheSameKeys() {
        DeviceActivation onDevice = DeviceActivation.of(device, secret, said);
        ServerActivation.Confirmed onServer = ServerActivation.of(server, secret, said)
                .confirmedBy(onDevice.confirmation())
                .orElseThrow();

        EnrolmentKeys keys = onDevice.confirmedBy(onServer.serverConfirmation()).orElseThrow();

        assertThat(keys).isEqualTo(onServer.keys());
        assertThat(keys.challengeKey().octets().length()).isEqualTo(32);
        assertThat(keys.approvalKey().orElseThrow().octets().length()).isEqualTo(64);
    }

    @Test
    void aDeviceWithoutPinHasNoApprovalKey() {
        ActivationTranscript without = change(approvalSuite(Optional.empty()));

        DeviceActivation onDevice = DeviceActivation.of(device, secret, without);

        assertThat(ServerActivation.of(server, secret, without)
                        .confirmedBy(onDevice.confirmation())
                        .orElseThrow()
                        .keys()
                        .approvalKey())
                .isEmpty();
    }

    @Test
    void everyDerivedValueDiffersFromEveryOther() {
        KeySchedule schedule =
                KeySchedule.of(device, server.publicKey(), secret, change(approvalSuite(Optional.of(CHALLENGE))));

        assertThat(List.of(
                        schedule.deviceConfirmation().toHex(),
                        schedule.serverConfirmation().toHex(),
                        schedule.keys().challengeKey().octets().toHex(),
                        schedule.keys().approvalKey().orElseThrow().octets().toHex(),
                        schedule.pinSeal().key().toHex()))
                .doesNotHaveDuplicates();
    }

    /** The server's own proof is no proof of the device, nor the other way round. */
    @Test
    void noConfirmationCanBeSentBack() {
        KeySchedule schedule = KeySchedule.of(device, server.publicKey(), secret, said);

        assertThat(ServerActivation.of(server, secret, said).confirmedBy(schedule.serverConfirmation()))
                .isEmpty();
        assertThat(DeviceActivation.of(device, secret, said).confirmedBy(schedule.deviceConfirmation()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void aConfirmationOfAnotherLengthIsNone(int length) {
        Octets zeros = Octets.of(new byte[length]);

        assertThat(ServerActivation.of(server, secret, said).confirmedBy(zeros)).isEmpty();
        assertThat(DeviceActivation.of(device, secret, said).confirmedBy(zeros)).isEmpty();
    }

    @Test
    void oneWrongBitIsAWrongConfirmation() {
        byte[] confirmation =
                DeviceActivation.of(device, secret, said).confirmation().toArray();
        for (int bit = 0; bit < 256; bit++) {
            byte[] wrong = confirmation.clone();
            wrong[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ServerActivation.of(server, secret, said).confirmedBy(Octets.of(wrong)))
                    .isEmpty();
        }
    }

    @Test
    void nothingIsRightAfterAWrongConfirmation() {
        KeySchedule schedule = KeySchedule.of(device, server.publicKey(), secret, said);
        DeviceActivation onDevice = DeviceActivation.of(device, secret, said);
        ServerActivation onServer = ServerActivation.of(server, secret, said);
        Octets wrong = Octets.of(new byte[32]);

        onDevice.confirmedBy(wrong);
        onServer.confirmedBy(wrong);

        assertThat(onDevice.confirmedBy(schedule.serverConfirmation())).isEmpty();
        assertThat(onServer.confirmedBy(schedule.deviceConfirmation())).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> onDevice.confirmation().toArray());
    }

    @Test
    void aDeviceThatHasItsKeysHasNothingElse() {
        DeviceActivation onDevice = DeviceActivation.of(device, secret, said);
        Octets confirmation =
                KeySchedule.of(device, server.publicKey(), secret, said).serverConfirmation();

        EnrolmentKeys keys = onDevice.confirmedBy(confirmation).orElseThrow();
        onDevice.close();

        assertThat(keys.challengeKey().octets().toArray()).hasSize(32);
        assertThat(onDevice.confirmedBy(confirmation)).isEmpty();
        assertThat(keys.challengeKey().octets().toArray()).hasSize(32);
        assertThatIllegalStateException()
                .isThrownBy(() -> onDevice.confirmation().toArray());
        assertThatIllegalStateException().isThrownBy(() -> onDevice.sealPin("7a=31".toCharArray(), random));
    }

    @Test
    void aDeviceThatGivesUpHasNoKeys() {
        DeviceActivation onDevice = DeviceActivation.of(device, secret, said);

        onDevice.close();

        assertThat(onDevice.confirmedBy(
                        KeySchedule.of(device, server.publicKey(), secret, said).serverConfirmation()))
                .isEmpty();
    }

    @Test
    void aKeyScheduleWipesAllThatItMade() {
        KeySchedule schedule = KeySchedule.of(device, server.publicKey(), secret, said);

        schedule.close();

        Stream.of(
                        schedule.deviceConfirmation(),
                        schedule.serverConfirmation(),
                        schedule.keys().challengeKey().octets(),
                        schedule.keys().approvalKey().orElseThrow().octets(),
                        schedule.pinSeal().key())
                .forEach(octets -> assertThatIllegalStateException().isThrownBy(octets::toArray));
    }

    @Test
    void whoDoesNotKnowTheSecretConfirmsNothing() {
        DeviceActivation stranger = DeviceActivation.of(device, ActivationSecret.randomQr(random), said);

        assertThat(ServerActivation.of(server, secret, said).confirmedBy(stranger.confirmation()))
                .isEmpty();
    }

    static Stream<Named<Function<Fields, ActivationTranscript>>> changes() {
        P256PublicKey other = P256KeyPair.generate(new SecureRandom()).publicKey();
        return Stream.of(
                Named.of(
                        "activation",
                        said -> said.with(
                                UUID.randomUUID(),
                                said.of().enrolment(),
                                said.of().installation())),
                Named.of(
                        "enrolment",
                        said -> said.with(
                                said.of().activation(),
                                UUID.randomUUID(),
                                said.of().installation())),
                Named.of(
                        "installation",
                        said -> said.with(said.of().activation(), said.of().enrolment(), UUID.randomUUID())),
                Named.of(
                        "challenge suite", said -> said.with(APPROVAL, said.of().approvalSuite())),
                Named.of("approval suite", said -> said.with(CHALLENGE, Optional.of(CHALLENGE))),
                Named.of("no approval suite", said -> said.with(CHALLENGE, Optional.empty())),
                Named.of("approval key", said -> said.with(other)));
    }

    /** Somebody between the two changes one field; without the secret he cannot mend the confirmation. */
    @ParameterizedTest
    @MethodSource("changes")
    void aFieldThatWasChangedOnTheWayIsNoticed(Function<Fields, ActivationTranscript> change) {
        DeviceActivation onDevice = DeviceActivation.of(device, secret, change.apply(new Fields(said)));

        assertThat(ServerActivation.of(server, secret, said).confirmedBy(onDevice.confirmation()))
                .isEmpty();
    }

    /** Somebody between the two puts keys of his own in place of theirs. */
    @Test
    void keysThatWereExchangedOnTheWayAreNoticed() {
        P256KeyPair between = P256KeyPair.generate(random);
        ActivationTranscript toDevice = keys(between.publicKey(), device.publicKey());
        ActivationTranscript toServer = keys(server.publicKey(), between.publicKey());

        DeviceActivation onDevice = DeviceActivation.of(device, secret, toDevice);

        assertThat(ServerActivation.of(server, secret, toServer).confirmedBy(onDevice.confirmation()))
                .isEmpty();
    }

    @Test
    void theSecretIsOfTheKindThatTheTranscriptNames() {
        ActivationSecret typed = ActivationSecret.ofCode(ActivationCode.random(random));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceActivation.of(device, typed, said))
                .withMessage("the transcript names another kind of secret");
    }

    @Test
    void eachSideBringsThePairThatTheTranscriptNames() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceActivation.of(server, secret, said))
                .withMessage("the transcript names another device key");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerActivation.of(device, secret, said))
                .withMessage("the transcript names another server key");
    }

    @Test
    void eachPublicKeyHasOnePlace() {
        P256PublicKey one = device.publicKey();
        assertThatExceptionOfType(MalformedOctetsException.class).isThrownBy(() -> keys(one, one));
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> keys(server.publicKey(), approval.publicKey()));
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> keys(approval.publicKey(), device.publicKey()));
    }

    @Test
    void aSecretHasItsForm() {
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> ActivationSecret.ofQr(Octets.of(new byte[31])));
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> new ActivationSecret(ActivationMethod.CODE, Octets.of(new byte[13])));
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> new ActivationSecret(ActivationMethod.SMS, Octets.of(new byte[9])));
        assertThatIllegalArgumentException().isThrownBy(() -> ActivationSecret.ofSmsToken("1234567"));
        assertThatIllegalArgumentException().isThrownBy(() -> ActivationSecret.ofSmsToken("1234567a"));
        assertThat(ActivationSecret.ofSmsToken("01234567").octets()).isEqualTo(Octets.ofAscii("01234567"));
        assertThat(ActivationSecret.ofCode(new ActivationCode("0123456789AB")).octets())
                .isEqualTo(Octets.ofAscii("0123456789AB"));
        assertThat(ActivationSecret.randomQr(random)).isNotEqualTo(ActivationSecret.randomQr(random));
    }

    /** The transcript by hand: label, six texts, three keys, each behind its length. */
    @Test
    void theTranscriptIsWrittenFieldByField() {
        String hex = HexFormat.of().formatHex(said.octets());

        String expected = field("countersign/v1/activation-transcript")
                + field("qr")
                + field(said.activation().toString())
                + field(said.enrolment().toString())
                + field(said.installation().toString())
                + field("OCRA-1:HOTP-SHA256-8:QN06-PSHA256")
                + field("OCRA-1:HOTP-SHA512-8:QH64-PSHA256")
                + "00000041" + server.publicKey().octets().toHex()
                + "00000041" + device.publicKey().octets().toHex()
                + "00000041" + approval.publicKey().octets().toHex();
        assertThat(hex).isEqualTo(expected);
        assertThat(change(approvalSuite(Optional.empty())).octets()).hasSize(said.octets().length - 33);
    }

    @Test
    void possessionIsProvedOverLabelAndTranscript() {
        String hex = HexFormat.of().formatHex(said.possessionOctets());

        byte[] transcript = said.octets();
        assertThat(hex)
                .isEqualTo(field("countersign/v1/possession")
                        + HexFormat.of().toHexDigits(transcript.length)
                        + HexFormat.of().formatHex(transcript));
    }

    @Test
    void aHandOverIsSignedUnderALabelOfItsOwn() {
        byte[] transcript = said.octets();

        assertThat(HexFormat.of().formatHex(said.handOverOctets()))
                .isEqualTo(field("countersign/v1/hand-over")
                        + HexFormat.of().toHexDigits(transcript.length)
                        + HexFormat.of().formatHex(transcript));
    }

    @Test
    void theSecretOfAnEarlierKeyHas256Bits() {
        assertThat(ActivationSecret.ofKey(Octets.of(new byte[32])).method()).isEqualTo(ActivationMethod.KEY);
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> ActivationSecret.ofKey(Octets.of(new byte[31])));
    }

    private static String field(String text) {
        byte[] octets = Octets.ofAscii(text).toArray();
        return HexFormat.of().toHexDigits(octets.length) + HexFormat.of().formatHex(octets);
    }

    private ActivationTranscript change(Function<Fields, ActivationTranscript> change) {
        return change.apply(new Fields(said));
    }

    private static Function<Fields, ActivationTranscript> approvalSuite(Optional<OcraSuite> suite) {
        return said -> said.with(CHALLENGE, suite);
    }

    private ActivationTranscript keys(P256PublicKey ofServer, P256PublicKey ofDevice) {
        return new ActivationTranscript(
                ActivationMethod.QR,
                said.activation(),
                said.enrolment(),
                said.installation(),
                CHALLENGE,
                Optional.of(APPROVAL),
                ofServer,
                ofDevice,
                approval.publicKey());
    }

    /** A transcript with some fields exchanged. */
    private record Fields(ActivationTranscript of) {

        ActivationTranscript with(UUID activation, UUID enrolment, UUID installation) {
            return make(activation, enrolment, installation, of.challengeSuite(), of.approvalSuite(), of.approvalKey());
        }

        ActivationTranscript with(OcraSuite challengeSuite, Optional<OcraSuite> approvalSuite) {
            return make(
                    of.activation(),
                    of.enrolment(),
                    of.installation(),
                    challengeSuite,
                    approvalSuite,
                    of.approvalKey());
        }

        ActivationTranscript with(P256PublicKey approvalKey) {
            return make(
                    of.activation(),
                    of.enrolment(),
                    of.installation(),
                    of.challengeSuite(),
                    of.approvalSuite(),
                    approvalKey);
        }

        private ActivationTranscript make(
                UUID activation,
                UUID enrolment,
                UUID installation,
                OcraSuite challengeSuite,
                Optional<OcraSuite> approvalSuite,
                P256PublicKey approvalKey) {
            return new ActivationTranscript(
                    of.method(),
                    activation,
                    enrolment,
                    installation,
                    challengeSuite,
                    approvalSuite,
                    of.serverKey(),
                    of.deviceKey(),
                    approvalKey);
        }
    }
}
