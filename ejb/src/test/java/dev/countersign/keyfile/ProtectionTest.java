package dev.countersign.keyfile;

import static dev.countersign.keyfile.KeyFileTexts.SECRET;
import static dev.countersign.keyfile.KeyFileTexts.container;
import static dev.countersign.keyfile.KeyFileTexts.encrypted;
import static dev.countersign.keyfile.KeyFileTexts.file;
import static dev.countersign.keyfile.KeyFileTexts.hex;
import static dev.countersign.keyfile.KeyFileTexts.hotp;
import static dev.countersign.keyfile.KeyFileTexts.macMethod;
import static dev.countersign.keyfile.KeyFileTexts.secret;
import static dev.countersign.keyfile.KeyFileTexts.valueMac;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.device.Octets;
import dev.countersign.keyfile.KeyFileOutcome.Read;
import dev.countersign.keyfile.KeyFileOutcome.Refused;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How secrets are kept on their way (RFC 6030 section 6), with files that are encrypted here by the JDK. */
class ProtectionTest {

    private static final byte[] KEY = hex("404142434445464748494a4b4c4d4e4f");
    private static final byte[] MAC_KEY = hex("808182838485868788898a8b8c8d8e8f90919293");
    private static final byte[] IV = hex("202122232425262728292a2b2c2d2e2f");
    private static final String NAMED = "<EncryptionKey><ds:KeyName>Transport</ds:KeyName></EncryptionKey>";
    private static final String CBC = "http://www.w3.org/2001/04/xmlenc#aes128-cbc";
    private static final String GCM = "http://www.w3.org/2009/xmlenc11#aes128-gcm";
    private static final String WRAP = "http://www.w3.org/2001/04/xmlenc#kw-aes128";
    private static final String PADDED_WRAP = "http://www.w3.org/2009/xmlenc11#kw-aes-128-pad";
    private static final String HMAC_SHA1 = "http://www.w3.org/2000/09/xmldsig#hmac-sha1";
    private static final String HMAC_SHA512 = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha512";
    private static final String OAEP = "http://www.w3.org/2009/xmlenc11#rsa-oaep";
    private static final String OAEP_MGF1P = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";

    @Test
    void eachPackageMayBeEncryptedInAnotherWay() throws Exception {
        byte[] cbc = cbc(KEY, SECRET);
        String text = container(
                NAMED,
                macMethod(HMAC_SHA1, CBC, cbc(KEY, MAC_KEY)),
                hotp("1", encrypted("Secret", CBC, cbc, valueMac(hmac("HmacSHA1", MAC_KEY, cbc)))),
                hotp("2", encrypted("Secret", GCM, gcm(KEY, SECRET), "")),
                hotp("3", encrypted("Secret", PADDED_WRAP, wrap("AES/KWP/NoPadding", KEY, SECRET), "")),
                hotp("4", encrypted("Secret", WRAP, wrap("AES/KW/NoPadding", KEY, hex("00".repeat(24))), "")));

        List<KeyFileRow> rows = rows(text, preShared(KEY));

        assertThat(rows.subList(0, 3))
                .allSatisfy(row -> assertThat(row.key().orElseThrow().secret()).isEqualTo(Octets.of(SECRET)));
        assertThat(rows.get(3).key().orElseThrow().secret().length()).isEqualTo(24);
    }

    @Test
    void aMacOfAnyHashIsChecked() throws Exception {
        byte[] gcm = gcm(KEY, SECRET);
        String method = macMethod(HMAC_SHA512, WRAP, wrap("AES/KW/NoPadding", KEY, hex("01".repeat(32))));
        byte[] right = hmac("HmacSHA512", hex("01".repeat(32)), gcm);
        byte[] wrong = right.clone();
        wrong[63] ^= 1;

        assertThat(rows(
                        container(NAMED, method, hotp("1", encrypted("Secret", GCM, gcm, valueMac(right)))),
                        preShared(KEY)))
                .hasSize(1);
        for (byte[] bad : List.of(wrong, Arrays.copyOf(right, 63), Arrays.copyOf(right, 0))) {
            assertThat(reason(
                            container(NAMED, method, hotp("1", encrypted("Secret", GCM, gcm, valueMac(bad)))),
                            preShared(KEY)))
                    .isEqualTo(FileReason.NOT_AUTHENTIC);
        }
    }

    /** A MAC key cut to nothing would let anybody make a MAC: its cipher text is covered by none. */
    @Test
    void anEmptyOrShortMacKeyMakesNoMac() throws Exception {
        byte[] cbc = cbc(KEY, SECRET);
        for (int length : new int[] {1, 15}) {
            byte[] macKey = new byte[length];
            String text = container(
                    NAMED,
                    macMethod(HMAC_SHA1, CBC, cbc(KEY, macKey)),
                    hotp("1", encrypted("Secret", CBC, cbc, valueMac(hmac("HmacSHA1", macKey, cbc)))));

            assertThat(reason(text, preShared(KEY))).isEqualTo(FileReason.NOT_AUTHENTIC);
        }
    }

    @Test
    void wrongMacAndWrongPaddingAreOneAnswer() throws Exception {
        byte[] cbc = cbc(KEY, SECRET);
        byte[] macKey = cbc(KEY, MAC_KEY);
        byte[] spoiled = macKey.clone();
        spoiled[spoiled.length - 1] ^= 1;
        byte[] mac = hmac("HmacSHA1", MAC_KEY, cbc);
        byte[] unpadded = cbcWithoutPadding(KEY, new byte[32]);
        KeyFileOutcome wrongMac = read(
                container(
                        NAMED,
                        macMethod(HMAC_SHA1, CBC, macKey),
                        hotp("1", encrypted("Secret", CBC, cbc, valueMac(new byte[20])))),
                preShared(KEY));

        assertThat(wrongMac).isInstanceOf(Refused.class);
        assertThat(read(
                        container(
                                NAMED,
                                macMethod(HMAC_SHA1, CBC, spoiled),
                                hotp("1", encrypted("Secret", CBC, cbc, valueMac(mac)))),
                        preShared(KEY)))
                .as("padding of the MAC key")
                .isEqualTo(wrongMac);
        assertThat(read(
                        container(
                                NAMED,
                                macMethod(HMAC_SHA1, CBC, macKey),
                                hotp(
                                        "1",
                                        encrypted(
                                                "Secret",
                                                CBC,
                                                unpadded,
                                                valueMac(hmac("HmacSHA1", MAC_KEY, unpadded))))),
                        preShared(KEY)))
                .as("padding of the secret")
                .isEqualTo(wrongMac);
        assertThat(read(
                        container(
                                NAMED,
                                macMethod(HMAC_SHA1, CBC, macKey),
                                hotp(
                                        "1",
                                        encrypted(
                                                "Secret",
                                                CBC,
                                                new byte[3],
                                                valueMac(hmac("HmacSHA1", MAC_KEY, new byte[3]))))),
                        preShared(KEY)))
                .as("no block at all")
                .isEqualTo(wrongMac);
    }

    /** One broken row is a sign that somebody was at the file: nothing else of it is believed. */
    @ParameterizedTest
    @ValueSource(strings = {GCM, WRAP, PADDED_WRAP})
    void aChangedOctetRefusesTheWholeFile(String algorithm) throws Exception {
        byte[] changed = switch (algorithm) {
            case GCM -> gcm(KEY, SECRET);
            case WRAP -> wrap("AES/KW/NoPadding", KEY, hex("00".repeat(24)));
            default -> wrap("AES/KWP/NoPadding", KEY, SECRET);
        };
        String good = hotp("1", encrypted("Secret", algorithm, changed.clone(), ""));
        changed[3] ^= 1;

        assertThat(rows(container(NAMED, good), preShared(KEY))).hasSize(1);
        assertThat(reason(
                        container(NAMED, good, hotp("2", encrypted("Secret", algorithm, changed, ""))), preShared(KEY)))
                .isEqualTo(FileReason.NOT_AUTHENTIC);
        assertThat(reason(container(NAMED, hotp("2", encrypted("Secret", algorithm, new byte[5], ""))), preShared(KEY)))
                .isEqualTo(FileReason.NOT_AUTHENTIC);
    }

    @Test
    void aPlainSecretAmongEncryptedOnesRefusesTheFile() throws Exception {
        String text = container(NAMED, hotp("1", encrypted("Secret", GCM, gcm(KEY, SECRET), "")), hotp("2", secret()));

        assertThat(reason(text, preShared(KEY))).isEqualTo(FileReason.PLAIN_SECRET);
        assertThat(reason(container(hotp("2", secret())), preShared(KEY))).isEqualTo(FileReason.PLAIN_SECRET);
    }

    @Test
    void theKindOfTheTransportKeyIsThatOfTheFile() throws Exception {
        String text = container(NAMED, hotp("1", encrypted("Secret", GCM, gcm(KEY, SECRET), "")));

        assertThat(reason(text, TransportKey.none())).isEqualTo(FileReason.TRANSPORT_KEY_MISSING);
        assertThat(reason(text.replace(NAMED, ""), TransportKey.none())).isEqualTo(FileReason.TRANSPORT_KEY_MISSING);
        assertThat(rows(text.replace(NAMED, ""), preShared(KEY))).hasSize(1);
        assertThat(reason(text, new TransportKey(Protection.PASSWORD, Octets.of(KEY))))
                .isEqualTo(FileReason.TRANSPORT_KEY_KIND);
        assertThat(reason(text, preShared(new byte[32]))).isEqualTo(FileReason.TRANSPORT_KEY_LENGTH);
    }

    @Test
    void aMacMethodWithoutAKeyOrFunctionIsRefused() throws Exception {
        byte[] cbc = cbc(KEY, SECRET);
        String row = hotp("1", encrypted("Secret", CBC, cbc, valueMac(new byte[16])));

        assertThat(reason(container(NAMED, "<MACMethod Algorithm=\"" + HMAC_SHA1 + "\"/>", row), preShared(KEY)))
                .isEqualTo(FileReason.MAC_UNSUPPORTED);
        assertThat(reason(container(NAMED, macMethod("urn:example:md5", CBC, cbc(KEY, MAC_KEY)), row), preShared(KEY)))
                .isEqualTo(FileReason.MAC_UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "ff", "0000000000000001", "00000000000000000000000000000000ff"})
    void encryptedCountersAreBigEndianOfAnyLength(String octets) throws Exception {
        String counter = encrypted("Counter", GCM, gcm(KEY, hex(octets)), "");
        String text = container(NAMED, hotp("1", encrypted("Secret", GCM, gcm(KEY, SECRET), "") + counter));

        KeyFileRow row = rows(text, preShared(KEY)).get(0);

        if (octets.isEmpty()) {
            assertThat(row.reason()).contains(RowReason.COUNTER);
        } else {
            assertThat(row.key().orElseThrow().start().counter())
                    .isEqualTo(octets.endsWith("ff") ? 255 : octets.length() > 2 ? 1 : 0);
        }
    }

    @Test
    void aCounterOfMoreThan63BitsIsRefused() throws Exception {
        for (String octets : List.of("7fffffffffffffff", "8000000000000000", "010000000000000000")) {
            String counter = encrypted("Counter", GCM, gcm(KEY, hex(octets)), "");
            String text = container(NAMED, hotp("1", encrypted("Secret", GCM, gcm(KEY, SECRET), "") + counter));

            assertThat(rows(text, preShared(KEY)).get(0).reason().isPresent()).isEqualTo(!octets.startsWith("7f"));
        }
    }

    @Test
    void aContentKeyMayBeWrappedByThePreSharedKey() throws Exception {
        byte[] content = hex("55".repeat(16));
        String wrapped = "<EncryptionKey><xenc:EncryptedKey>"
                + KeyFileTexts.cipher(WRAP, wrap("AES/KW/NoPadding", KEY, content))
                + "</xenc:EncryptedKey></EncryptionKey>";
        String row = hotp("1", encrypted("Secret", GCM, gcm(content, SECRET), ""));

        assertThat(rows(container(wrapped, row), preShared(KEY))).hasSize(1);
        assertThat(reason(container(wrapped, row), preShared(hex("41".repeat(16)))))
                .isEqualTo(FileReason.NOT_AUTHENTIC);
    }

    @Test
    void anRsaKeyOpensByOaepAndNotByVersionOneAndAHalf() throws Exception {
        KeyPair pair = rsa(2048);
        TransportKey transport = new TransportKey(
                Protection.PRIVATE_KEY, Octets.of(pair.getPrivate().getEncoded()));
        byte[] content = hex("66".repeat(16));
        String row = hotp("1", encrypted("Secret", GCM, gcm(content, SECRET), ""));

        assertThat(rows(
                        container(
                                wrappedKey(OAEP_MGF1P, "", oaep(pair, "SHA-1", MGF1ParameterSpec.SHA1, content)), row),
                        transport))
                .hasSize(1);
        String sha256 = "<ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>"
                + "<xenc11:MGF Algorithm=\"http://www.w3.org/2009/xmlenc11#mgf1sha256\"/>";
        assertThat(rows(
                        container(
                                wrappedKey(OAEP, sha256, oaep(pair, "SHA-256", MGF1ParameterSpec.SHA256, content)),
                                row),
                        transport))
                .hasSize(1);
        String direct =
                hotp("1", encrypted("Secret", OAEP_MGF1P, oaep(pair, "SHA-1", MGF1ParameterSpec.SHA1, SECRET), ""));
        String certificate = "<EncryptionKey><ds:X509Data/></EncryptionKey>";
        assertThat(rows(container(certificate, direct), transport)).hasSize(1);
        assertThat(reason(container(certificate, direct.replace("rsa-oaep-mgf1p", "rsa-1_5")), transport))
                .isEqualTo(FileReason.RSA_1_5);
        assertThat(reason(container(certificate, direct.replace("rsa-oaep-mgf1p", "rsa_1_5")), transport))
                .isEqualTo(FileReason.RSA_1_5);
        assertThat(reason(
                        container(certificate, direct),
                        new TransportKey(
                                Protection.PRIVATE_KEY,
                                Octets.of(rsa(2048).getPrivate().getEncoded()))))
                .isEqualTo(FileReason.NOT_AUTHENTIC);
        assertThat(reason(
                        container(certificate, direct),
                        new TransportKey(
                                Protection.PRIVATE_KEY,
                                Octets.of(rsa(1024).getPrivate().getEncoded()))))
                .isEqualTo(FileReason.TRANSPORT_KEY_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999", "1000001", "-1", "x", "99999999999999999999"})
    void iterationsThatAreWeakOrEndlessAreRefused(String iterations) {
        assertThat(reason(container(derived("MDEyMzQ1Njc=", iterations, "16", "")), password()))
                .isEqualTo(FileReason.KEY_DERIVATION);
    }

    @Test
    void otherParametersOfTheDerivationAreBoundedToo() {
        List<String> keys = List.of(
                derived("MDEyMzQ1Ng==", "1000", "16", ""),
                derived("A".repeat(180), "1000", "16", ""),
                derived("MDEyMzQ1Njc=", "1000", "15", ""),
                derived("MDEyMzQ1Njc=", "1000", "64", ""),
                derived("MDEyMzQ1Njc=", "1000", "16", "<PRF Algorithm=\"urn:example:md5\"/>"),
                derived("MDEyMzQ1Njc=", "1000", "16", "").replace("#pbkdf2", "#scrypt"));

        assertThat(keys)
                .allSatisfy(
                        key -> assertThat(reason(container(key), password())).isEqualTo(FileReason.KEY_DERIVATION));
    }

    @Test
    void theTransportKeyIsNeverPrinted() {
        assertThat(preShared(KEY).toString()).doesNotContain("4041", "QEFC");
    }

    private static String derived(String salt, String iterations, String length, String function) {
        return "<EncryptionKey><xenc11:DerivedKey><xenc11:KeyDerivationMethod"
                + " Algorithm=\"http://www.w3.org/2009/xmlenc11#pbkdf2\"><xenc11:PBKDF2-params><xenc11:Salt><xenc11:Specified>"
                + salt + "</xenc11:Specified></xenc11:Salt><xenc11:IterationCount>" + iterations
                + "</xenc11:IterationCount><xenc11:KeyLength>" + length + "</xenc11:KeyLength>" + function
                + "</xenc11:PBKDF2-params></xenc11:KeyDerivationMethod></xenc11:DerivedKey></EncryptionKey>"
                + hotp("1", encrypted("Secret", GCM, new byte[48], ""));
    }

    private static String wrappedKey(String algorithm, String parameters, byte[] cipher) {
        return "<EncryptionKey><xenc:EncryptedKey>"
                + KeyFileTexts.cipher(algorithm, cipher)
                        .replace(
                                "\"/><xenc:CipherData>",
                                "\">" + parameters + "</xenc:EncryptionMethod><xenc:CipherData>")
                + "</xenc:EncryptedKey></EncryptionKey>";
    }

    private static TransportKey preShared(byte[] key) {
        return new TransportKey(Protection.PRE_SHARED_KEY, Octets.of(key));
    }

    private static TransportKey password() {
        return new TransportKey(Protection.PASSWORD, Octets.of(new byte[] {'p', 'w'}));
    }

    private static KeyFileOutcome read(String text, TransportKey transport) {
        return KeyFiles.read(KeyFileFormat.PSKC, file(text), transport);
    }

    private static List<KeyFileRow> rows(String text, TransportKey transport) {
        assertThat(read(text, transport)).isInstanceOf(Read.class);
        return ((Read) read(text, transport)).rows();
    }

    private static FileReason reason(String text, TransportKey transport) {
        assertThat(read(text, transport)).isInstanceOf(Refused.class);
        return ((Refused) read(text, transport)).reason();
    }

    private static KeyPair rsa(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private static byte[] oaep(KeyPair pair, String hash, MGF1ParameterSpec mask, byte[] octets)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                pair.getPublic(),
                new OAEPParameterSpec(hash, "MGF1", mask, PSource.PSpecified.DEFAULT));
        return cipher.doFinal(octets);
    }

    private static byte[] cbc(byte[] key, byte[] plain) throws GeneralSecurityException {
        return join(IV, encrypt("AES/CBC/PKCS5Padding", key, new IvParameterSpec(IV), plain));
    }

    private static byte[] cbcWithoutPadding(byte[] key, byte[] plain) throws GeneralSecurityException {
        return join(IV, encrypt("AES/CBC/NoPadding", key, new IvParameterSpec(IV), plain));
    }

    private static byte[] gcm(byte[] key, byte[] plain) throws GeneralSecurityException {
        byte[] nonce = Arrays.copyOf(IV, 12);
        return join(nonce, encrypt("AES/GCM/NoPadding", key, new GCMParameterSpec(128, nonce), plain));
    }

    private static byte[] encrypt(String algorithm, byte[] key, AlgorithmParameterSpec parameters, byte[] plain)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), parameters);
        return cipher.doFinal(plain);
    }

    private static byte[] wrap(String algorithm, byte[] key, byte[] plain) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(key, "AES"));
        return cipher.wrap(new SecretKeySpec(plain, "RAW"));
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[] octets) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(key, algorithm));
        return mac.doFinal(octets);
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
