package dev.countersign.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of P-256: their form, their validation, their agreement. */
class P256Test {

    private static final String GX = "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296";
    private static final String GY = "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5";
    private static final String ZERO = "0000000000000000000000000000000000000000000000000000000000000000";
    private static final String P = "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff";

    private final SecureRandom random = new SecureRandom();

    /** RFC 5903 section 8.1. */
    @Test
    void agreesAsTheRfcSays() {
        P256PublicKey initiator = key(
                "04dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c37725811805271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3");
        P256PublicKey responder = key(
                "04d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf6356fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab");
        P256KeyPair own = Pairs.of("c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433", initiator);
        P256KeyPair other = Pairs.of("c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53", responder);

        String shared = "d6840f6b42f6edafd13116e0e12565202fef8e9ece7dce03812464d04b9442de";
        assertThat(own.agreeWith(responder).toHex()).isEqualTo(shared);
        assertThat(other.agreeWith(initiator).toHex()).isEqualTo(shared);
    }

    @Test
    void takesTheBasePoint() {
        P256PublicKey base = key("04" + GX + GY);

        assertThat(P256PublicKey.of(base.toJdk())).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource({
        "infinity, 00, a public key has 65 octets and begins with 04",
        "nothing, '', a public key has 65 octets and begins with 04",
        "compressed, 03" + GX + ", a public key has 65 octets and begins with 04",
        "one octet less, 04" + GX + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51"
                + ", a public key has 65 octets and begins with 04",
        "one octet more, 04" + GX + GY + "00, a public key has 65 octets and begins with 04",
        "hybrid form, 06" + GX + GY + ", a public key has 65 octets and begins with 04",
        "beside the curve, 04" + GX + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f4"
                + ", the public key is not a point of P-256",
        "zeros, 04" + ZERO + ZERO + ", the public key is not a point of P-256",
        "y is the prime, 04" + GX + P + ", the public key is not a point of P-256",
        "x is the prime, 04" + P + "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4"
                + ", the public key is not a point of P-256"
    })
    void refusesWhatIsNoPointOfTheCurve(String what, String octets, String message) {
        assertThatExceptionOfType(MalformedOctetsException.class)
                .as(what)
                .isThrownBy(() -> key(octets))
                .withMessage(message);
    }

    /** The point (0, sqrt b) in its honest form, so that the case above fails for its x alone. */
    @Test
    void takesThePointWhoseXIsZero() {
        assertThat(key("04" + ZERO + "66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4")
                        .toJdk()
                        .getW()
                        .getAffineX())
                .isZero();
    }

    @RepeatedTest(20)
    void bothSidesAgreeAndAPairComesBackFromItsOctets() {
        P256KeyPair one = P256KeyPair.generate(random);
        P256KeyPair other = P256KeyPair.generate(random);
        P256KeyPair kept = P256KeyPair.of(
                one.privateOctets(), new P256PublicKey(one.publicKey().octets()));

        Octets agreed = kept.agreeWith(other.publicKey());

        assertThat(agreed).isEqualTo(other.agreeWith(one.publicKey()));
        assertThat(agreed.length()).isEqualTo(32);
        assertThat(agreed).isNotEqualTo(kept.agreeWith(one.publicKey()));
        assertThat(kept.publicKey()).isEqualTo(one.publicKey());
    }

    @Test
    void takesNoOtherOctetsForAPrivateKey() {
        assertThatExceptionOfType(MalformedOctetsException.class)
                .isThrownBy(() -> P256KeyPair.of(Octets.of(new byte[32]), key("04" + GX + GY)));
    }

    private static P256PublicKey key(String hex) {
        return new P256PublicKey(Octets.of(HexFormat.of().parseHex(hex)));
    }
}
