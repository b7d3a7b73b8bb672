package dev.countersign.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OctetsTest {

    @Test
    void copiesOnTheWayInAndOut() {
        byte[] array = {1, 2, 3};
        Octets octets = Octets.of(array);

        array[0] = 9;
        octets.toArray()[1] = 9;

        assertThat(octets.toArray()).containsExactly(1, 2, 3);
    }

    @Test
    void areEqualByContent() {
        assertThat(Octets.ofHex("00ff")).isEqualTo(Octets.ofHex("00FF")).hasSameHashCodeAs(Octets.ofHex("00ff"));
        assertThat(Octets.ofHex("00ff")).isNotEqualTo(Octets.ofHex("00fe"));
        assertThat(Octets.ofHex("00ff")).isNotEqualTo(Octets.ofHex("00ff00"));
        assertThat(Octets.ofHex("00ff").toHex()).isEqualTo("00ff");
        assertThat(Octets.ofHex("00ff").length()).isEqualTo(2);
    }

    @Test
    void areGoneOnceWiped() {
        byte[] array = {1, 2, 3};
        Octets octets = Octets.owning(array);

        octets.close();

        assertThat(array).containsOnly(0);
        assertThatIllegalStateException().isThrownBy(octets::toArray);
        assertThatIllegalStateException().isThrownBy(octets::toHex);
        assertThat(octets).isNotEqualTo(Octets.of(new byte[3]));
        assertThat(Octets.of(new byte[3])).isNotEqualTo(octets);
    }

    @Test
    void ofChanceDiffer() {
        SecureRandom random = new SecureRandom();

        assertThat(Octets.random(32, random)).isNotEqualTo(Octets.random(32, random));
        assertThat(Octets.random(32, random).length()).isEqualTo(32);
    }

    /** Holders of secrets close what they hold. */
    @Test
    void aHolderWipesItsOctets() {
        Octets key = Octets.ofHex("01");
        Octets approval = Octets.ofHex("02");
        Octets secret = Octets.of(new byte[32]);
        PinHash pin = PinHash.of("1234".toCharArray(), HashFunction.SHA1);
        Octets pinKey = Octets.of(new byte[32]);

        new EnrolmentKeys(new OcraKey(key), Optional.of(new OcraKey(approval))).close();
        ActivationSecret.ofQr(secret).close();
        pin.close();
        new PinSeal(pinKey, Octets.of(new byte[32])).close();

        Stream.of(key, approval, secret, pin.octets(), pinKey)
                .forEach(octets -> assertThatIllegalStateException().isThrownBy(octets::toArray));
    }

    @Test
    void aKeyHasSomeOctetsAndAPinHashThoseOfItsHash() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OcraKey(Octets.of(new byte[0])));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PinHash(HashFunction.SHA256, Octets.of(new byte[20])));
    }

    static Stream<Object> holders() {
        Octets octets = Octets.ofAscii("SECRET__SECRET__SECRET__SECRET__");
        OcraKey key = new OcraKey(octets);
        return Stream.of(
                octets,
                key,
                new EnrolmentKeys(key, Optional.of(key)),
                new PinHash(HashFunction.SHA256, octets),
                ActivationSecret.ofQr(octets),
                OcraInput.of("SECRET")
                        .withPin(new PinHash(HashFunction.SHA256, octets))
                        .withSession(octets),
                new PinSeal(octets, octets),
                new ServerActivation.Confirmed(
                        new EnrolmentKeys(key, Optional.empty()), octets, new PinSeal(octets, octets)),
                P256KeyPair.generate(new SecureRandom()));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void noHolderPrintsItsContent(Object holder) {
        assertThat(holder.toString())
                .doesNotContainIgnoringCase("SECRET_")
                .doesNotContain("\"SECRET\"")
                .doesNotContainIgnoringCase("5345")
                .doesNotContain("83, 69");
    }
}
