package dev.countersign.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.device.Octets;
import dev.countersign.factor.FactorAnswer.Signed;
import dev.countersign.passkey.Checked.Passed;
import dev.countersign.passkey.Checked.Refused;
import dev.countersign.passkey.SoftPasskey.Algorithm;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Registration and assertion (Web Authentication Level 2, sections 7.1 and 7.2), each rule broken once. */
class WebAuthnTest {

    private static final String CHALLENGE = SoftPasskey.text(new byte[32]);
    private static final RelyingParty HERE = new RelyingParty(Optional.empty(), SoftPasskey.ORIGINS);

    private final SoftPasskey device = SoftPasskey.make();

    @ParameterizedTest
    @EnumSource(value = Algorithm.class, mode = EnumSource.Mode.EXCLUDE, names = "ES384")
    void aKeyOfEachAlgorithmIsTakenAndSigns(Algorithm algorithm) {
        SoftPasskey made = SoftPasskey.make(algorithm).counting(1);

        PublicKey key = passed(register(made));

        assertThat(key.credential()).isEqualTo(made.credential());
        assertThat(key.signCount()).isEqualTo(1);
        assertThat(passed(verify(made.counting(2), key)).signCount()).isEqualTo(2);
        assertThat(flaw(verify(made.forged().counting(2), key))).isEqualTo(Flaw.SIGNATURE);
    }

    @Test
    void aKeyOfAnAlgorithmThatWasNotAskedForIsRefused() {
        assertThat(flaw(register(SoftPasskey.make(Algorithm.ES384)))).isEqualTo(Flaw.ALGORITHM);
    }

    @Test
    void aKeyIsMadeForUsAtOurQuestionByAPageOfOursAndAUserWhoWasRecognised() {
        assertThat(flaw(register(device.saying("webauthn.get")))).isEqualTo(Flaw.TYPE);
        assertThat(flaw(WebAuthn.register(
                        device.attestation(),
                        Octets.of(device.clientData("webauthn.create", SoftPasskey.text(new byte[31]))),
                        CHALLENGE,
                        HERE)))
                .isEqualTo(Flaw.CHALLENGE);
        assertThat(flaw(register(device.askedBy("https://evil.example")))).isEqualTo(Flaw.ORIGIN);
        assertThat(flaw(register(device.framed()))).isEqualTo(Flaw.CROSS_ORIGIN);
        assertThat(flaw(register(device.madeFor("evil.example")))).isEqualTo(Flaw.RELYING_PARTY);
        assertThat(flaw(register(device.absent()))).isEqualTo(Flaw.USER_ABSENT);
        assertThat(flaw(register(device.unverified()))).isEqualTo(Flaw.USER_UNVERIFIED);
        assertThat(flaw(register(device.copiedWithoutLeave()))).isEqualTo(Flaw.BACKUP);
        assertThat(flaw(register(device.named(1024)))).isEqualTo(Flaw.MALFORMED);
        passed(register(device.named(1023)));
    }

    @Test
    void whatIsNoAttestationIsRefused() {
        byte[] right = device.attestation().toArray();
        Octets clientData = Octets.of(device.clientData("webauthn.create", CHALLENGE));

        for (int length : new int[] {0, 1, 40, right.length - 1}) {
            assertThat(flaw(WebAuthn.register(Octets.of(Arrays.copyOf(right, length)), clientData, CHALLENGE, HERE)))
                    .isEqualTo(Flaw.MALFORMED);
        }
        assertThat(flaw(WebAuthn.register(
                        Octets.of(Arrays.copyOf(right, right.length + 1)), clientData, CHALLENGE, HERE)))
                .as("something stands behind it")
                .isEqualTo(Flaw.MALFORMED);
        byte[] offCurve = right.clone();
        offCurve[offCurve.length - 1] ^= 1;
        assertThat(flaw(WebAuthn.register(Octets.of(offCurve), clientData, CHALLENGE, HERE)))
                .as("a point that is none of the curve")
                .isEqualTo(Flaw.MALFORMED);
    }

    @Test
    void anAssertionIsOfTheKeyForUsAtOurQuestionByAPageOfOursAndAUserWhoWasRecognised() {
        PublicKey key = passed(register(device));

        passed(verify(device, key));
        assertThat(flaw(verify(device.saying("webauthn.create"), key))).isEqualTo(Flaw.TYPE);
        assertThat(flaw(WebAuthn.verify(device.sign(SoftPasskey.text(new byte[31])), CHALLENGE, key, HERE)))
                .isEqualTo(Flaw.CHALLENGE);
        assertThat(flaw(verify(device.askedBy("https://evil.example"), key))).isEqualTo(Flaw.ORIGIN);
        assertThat(flaw(verify(device.askedBy("http://login.example"), key))).isEqualTo(Flaw.ORIGIN);
        assertThat(flaw(verify(device.askedBy("https://login.example:8443"), key)))
                .isEqualTo(Flaw.ORIGIN);
        assertThat(flaw(verify(device.framed(), key))).isEqualTo(Flaw.CROSS_ORIGIN);
        assertThat(flaw(verify(device.madeFor("evil.example"), key))).isEqualTo(Flaw.RELYING_PARTY);
        assertThat(flaw(verify(device.absent(), key))).isEqualTo(Flaw.USER_ABSENT);
        assertThat(flaw(verify(device.unverified(), key))).isEqualTo(Flaw.USER_UNVERIFIED);
        assertThat(flaw(verify(device.copiedWithoutLeave(), key))).isEqualTo(Flaw.BACKUP);
        assertThat(flaw(verify(device.forged(), key))).isEqualTo(Flaw.SIGNATURE);
        assertThat(flaw(verify(SoftPasskey.make(), key))).isEqualTo(Flaw.CREDENTIAL);
    }

    @Test
    void aKeyThatMayBeCopiedIsTaken() {
        PublicKey key = passed(register(device.copied()));

        passed(verify(device.copied(), key));
        passed(verify(device, key));
    }

    @Test
    void aCounterMovesForwardUnlessThereIsNone() {
        PublicKey key = passed(register(device.counting(6)));

        assertThat(passed(verify(device.counting(7), key)).signCount()).isEqualTo(7);
        assertThat(flaw(verify(device.counting(6), key))).isEqualTo(Flaw.COUNTER);
        assertThat(flaw(verify(device.counting(5), key))).isEqualTo(Flaw.COUNTER);
        assertThat(flaw(verify(device.counting(0), key))).isEqualTo(Flaw.COUNTER);
        PublicKey uncounted = passed(register(device));
        passed(verify(device, uncounted));
        assertThat(passed(verify(device.counting(1), uncounted)).signCount()).isEqualTo(1);
    }

    @Test
    void theDomainMayBeWiderThanThePagesThatAsk() {
        RelyingParty wide = new RelyingParty(
                Optional.of("example"), List.of("https://login.example", "https://trade.example:8443"));
        SoftPasskey made = device.madeFor("example");

        PublicKey key = passed(WebAuthn.register(
                made.attestation(), Octets.of(made.clientData("webauthn.create", CHALLENGE)), CHALLENGE, wide));

        passed(WebAuthn.verify(made.askedBy("https://trade.example:8443").sign(CHALLENGE), CHALLENGE, key, wide));
        assertThat(flaw(WebAuthn.verify(device.sign(CHALLENGE), CHALLENGE, key, wide)))
                .isEqualTo(Flaw.RELYING_PARTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "nope",
                "{\"type\":\"webauthn.get\",\"type\":\"webauthn.get\"",
                "\u0000",
                "{\"type\":7}"
            })
    void whatIsNoClientDataIsRefused(String clientData) {
        PublicKey key = passed(register(device));

        assertThat(WebAuthn.verify(
                        device.sign(clientData.getBytes(StandardCharsets.UTF_8), device.data()), CHALLENGE, key, HERE))
                .isInstanceOf(Refused.class);
    }

    @Test
    void aNameThatStandsTwiceIsRefused() {
        PublicKey key = passed(register(device));
        String right = new String(device.clientData("webauthn.get", CHALLENGE), StandardCharsets.UTF_8);
        String twice = right.replace("{", "{\"origin\":\"https://evil.example\",");

        Signed signed = device.sign(twice.getBytes(StandardCharsets.UTF_8), device.data());

        assertThat(flaw(WebAuthn.verify(signed, CHALLENGE, key, HERE))).isEqualTo(Flaw.MALFORMED);
    }

    @Test
    void whatIsBesideTheDataOfTheDeviceIsRefused() {
        PublicKey key = passed(register(device));
        byte[] clientData = device.clientData("webauthn.get", CHALLENGE);

        for (int length : new int[] {0, 36, 38}) {
            assertThat(flaw(WebAuthn.verify(
                            device.sign(clientData, Arrays.copyOf(device.data(), length)), CHALLENGE, key, HERE)))
                    .isEqualTo(Flaw.MALFORMED);
        }
    }

    private static Checked<PublicKey> register(SoftPasskey made) {
        return WebAuthn.register(
                made.attestation(), Octets.of(made.clientData("webauthn.create", CHALLENGE)), CHALLENGE, HERE);
    }

    private static Checked<PublicKey> verify(SoftPasskey made, PublicKey key) {
        return WebAuthn.verify(made.sign(CHALLENGE), CHALLENGE, key, HERE);
    }

    private static PublicKey passed(Checked<PublicKey> checked) {
        assertThat(checked).isInstanceOf(Passed.class);
        return ((Passed<PublicKey>) checked).value();
    }

    private static Flaw flaw(Checked<PublicKey> checked) {
        assertThat(checked).isInstanceOf(Refused.class);
        return ((Refused<PublicKey>) checked).flaw();
    }
}
