package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcdsaTest {

    private static final byte[] MESSAGE = "what was signed".getBytes(StandardCharsets.US_ASCII);
    private static final String BARE = "SHA256withECDSAinP1363Format";
    private static final String DER = "SHA256withECDSA";
    private static final BigInteger ORDER =
            new BigInteger("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16);

    private final KeyPair pair = pair();

    @ParameterizedTest
    @CsvSource({
        "sample, EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716,"
                + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        "test, F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367,"
                + "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083"
    })
    void signsAsTheExamplesOfRfc6979DoInItsAppendixA25(String message, String r, String s)
            throws GeneralSecurityException {
        ECPrivateKey key = privateKey("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");

        byte[] signature = Ecdsa.sign(message.getBytes(StandardCharsets.US_ASCII), key);

        assertThat(HexFormat.of().withUpperCase().formatHex(signature)).isEqualTo(r + s);
    }

    @Test
    void theJdkRecognisesOurSignaturesAndWeThoseOfTheJdk() throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(BARE);
        verifier.initVerify(pair.getPublic());
        verifier.update(MESSAGE);

        assertThat(verifier.verify(Ecdsa.sign(MESSAGE, (ECPrivateKey) pair.getPrivate())))
                .isTrue();
        for (int round = 0; round < 100; round++) {
            assertThat(Ecdsa.isSignature(MESSAGE, byJdk(BARE), publicKey())).isTrue();
            assertThat(Ecdsa.isDerSignature(MESSAGE, byJdk(DER), publicKey())).isTrue();
        }
    }

    @Test
    void anotherMessageAnotherKeyOrAChangedOctetIsRefused() throws GeneralSecurityException {
        byte[] signature = byJdk(BARE);
        byte[] other = "what was not signed".getBytes(StandardCharsets.US_ASCII);

        assertThat(Ecdsa.isSignature(other, signature, publicKey())).isFalse();
        assertThat(Ecdsa.isSignature(MESSAGE, signature, (ECPublicKey) pair().getPublic()))
                .isFalse();
        for (int octet = 0; octet < signature.length; octet++) {
            byte[] changed = signature.clone();
            changed[octet] ^= 1;
            assertThat(Ecdsa.isSignature(MESSAGE, changed, publicKey())).isFalse();
        }
    }

    @Test
    void numbersOutsideTheGroupAndOtherLengthsAreNoSignature() throws GeneralSecurityException {
        byte[] right = byJdk(BARE);
        BigInteger r = new BigInteger(1, right, 0, 32);
        BigInteger s = new BigInteger(1, right, 32, 32);

        for (List<BigInteger> wrong : List.of(
                List.of(BigInteger.ZERO, s),
                List.of(r, BigInteger.ZERO),
                List.of(BigInteger.ZERO, BigInteger.ZERO),
                List.of(ORDER, s),
                List.of(r, ORDER),
                List.of(r, ORDER.add(BigInteger.ONE)))) {
            byte[] bare = HexFormat.of().parseHex(String.format(Locale.ROOT, "%064x%064x", wrong.get(0), wrong.get(1)));
            assertThat(Ecdsa.isSignature(MESSAGE, bare, publicKey())).isFalse();
        }
        assertThat(Ecdsa.isSignature(MESSAGE, new byte[0], publicKey())).isFalse();
        assertThat(Ecdsa.isSignature(MESSAGE, new byte[63], publicKey())).isFalse();
        assertThat(Ecdsa.isSignature(MESSAGE, byJdk(DER), publicKey())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, ''",
        "no sequence, 0102",
        "empty sequence, 3000",
        "one number, 3003020101",
        "three numbers, 3009020101020101020101",
        "zeros, 3006020100020100",
        "a negative number, 30060201FF020101",
        "more than its length, 3006020101020101FF",
        "less than its length, 3007020101020101",
        "a number with needless zeros, 300702020001020101",
        "a bit string, 3006030101020101",
        "no end, 3080020101020101"
    })
    void whatIsNoDerSignatureIsRefused(String what, String hex) {
        assertThat(Ecdsa.isDerSignature(MESSAGE, HexFormat.of().parseHex(hex), publicKey()))
                .as(what)
                .isFalse();
    }

    @Test
    void whatFollowsARightDerSignatureIsNotIgnored() throws GeneralSecurityException {
        byte[] right = byJdk(DER);
        byte[] longer = Arrays.copyOf(right, right.length + 1);

        assertThat(Ecdsa.isDerSignature(MESSAGE, longer, publicKey())).isFalse();
    }

    private ECPublicKey publicKey() {
        return (ECPublicKey) pair.getPublic();
    }

    private byte[] byJdk(String algorithm) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(pair.getPrivate());
        signer.update(MESSAGE);
        return signer.sign();
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECPrivateKey privateKey(String hex) throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        return (ECPrivateKey) KeyFactory.getInstance("EC")
                .generatePrivate(
                        new ECPrivateKeySpec(new BigInteger(hex, 16), curve.getParameterSpec(ECParameterSpec.class)));
    }
}
