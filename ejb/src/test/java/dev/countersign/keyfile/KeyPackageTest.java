package dev.countersign.keyfile;

import static dev.countersign.keyfile.KeyFileTexts.container;
import static dev.countersign.keyfile.KeyFileTexts.file;
import static dev.countersign.keyfile.KeyFileTexts.hotp;
import static dev.countersign.keyfile.KeyFileTexts.keyPackage;
import static dev.countersign.keyfile.KeyFileTexts.ocra;
import static dev.countersign.keyfile.KeyFileTexts.secret;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.device.Octets;
import dev.countersign.keyfile.KeyFileOutcome.Read;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key package may say (RFC 6030 sections 4.3, 5 and 10), in the spellings of several vendors. */
class KeyPackageTest {

    private static final String PSKC = "urn:ietf:params:xml:ns:keyprov:pskc";
    private static final String SUITE = "OCRA-1:HOTP-SHA256-8:QN06-PSHA256";
    private static final String PIN = keyPackage(
            "<SerialNo>7</SerialNo>",
            "Id=\"P\" Algorithm=\"" + PSKC + ":pin\"",
            "<Data><Secret><PlainValue>MTIzNA==</PlainValue></Secret></Data>");

    @Test
    void theSuiteStandsInTheUriOrInAnElement() {
        List<String> spellings = List.of(
                ocra(PSKC + ":ocra", "<Suite>" + SUITE + "</Suite>", ""),
                ocra(PSKC + "#" + SUITE, "", ""),
                ocra(PSKC + ":" + SUITE, "<Suite> " + SUITE + "\n</Suite>", ""));

        assertThat(spellings).allSatisfy(text -> assertThat(key(text).suite()).isEqualTo(new KeySuite(SUITE)));
    }

    @Test
    void aSuiteThatIsMissingUnknownOrContradictedIsRefused() {
        List<String> texts = List.of(
                ocra(PSKC + ":ocra", "", ""),
                ocra(PSKC + ":ocra", "<Suite>OCRA-2:HOTP-SHA1-6:QN08</Suite>", ""),
                ocra(PSKC + ":ocra", "<Suite>HOTP-SHA1-6</Suite>", ""),
                ocra(PSKC + ":ocra", "<Suite>OCRA-1:HOTP-SHA1-4:QN08</Suite>", ""),
                ocra(PSKC + ":ocra", "<Suite>OCRA-1:HOTP-SHA1-0:QN08</Suite>", ""),
                ocra(PSKC + ":ocra", "<Suite>OCRA-1:HOTP-SHA1-8:QN08-S064</Suite>", ""),
                ocra(PSKC + "#" + SUITE, "<Suite>OCRA-1:HOTP-SHA1-6:QN08</Suite>", ""));

        assertThat(texts).allSatisfy(text -> assertThat(reason(text)).isEqualTo(RowReason.SUITE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<ResponseFormat Length='8' Encoding='DECIMAL'/>                                         |",
                "<ResponseFormat Length='6' Encoding='DECIMAL'/>                                         | RESPONSE_FORMAT",
                "<ResponseFormat Length='8' Encoding='HEXADECIMAL'/>                                     | RESPONSE_FORMAT",
                "<ResponseFormat Length='8' Encoding='DECIMAL' CheckDigits='true'/>                      | RESPONSE_FORMAT",
                "<ChallengeFormat Min='6' Max='6' Encoding='DECIMAL'/>                                   |",
                "<ChallengeFormat Min='4' Max='16' Encoding='DECIMAL' CheckDigits='false'/>              |",
                "<ChallengeFormat Min='7' Max='8' Encoding='DECIMAL'/>                                   | CHALLENGE_FORMAT",
                "<ChallengeFormat Min='4' Max='5' Encoding='DECIMAL'/>                                   | CHALLENGE_FORMAT",
                "<ChallengeFormat Min='6' Max='6' Encoding='ALPHANUMERIC'/>                              | CHALLENGE_FORMAT",
                "<ChallengeFormat Min='6' Max='x' Encoding='DECIMAL'/>                                   | CHALLENGE_FORMAT",
                "<ChallengeFormat Min='6' Max='6' Encoding='DECIMAL' CheckDigits='1'/>                   | CHALLENGE_FORMAT"
            })
    void formatsAgreeWithTheSuite(String format, RowReason reason) {
        assertThat(row(ocra(PSKC + ":ocra", "<Suite>" + SUITE + "</Suite>" + format, ""))
                        .reason())
                .isEqualTo(Optional.ofNullable(reason));
    }

    @ParameterizedTest
    @CsvSource({"'',SHA1", "<Suite>HMAC-SHA256</Suite>,SHA256", "<Suite>sha-512</Suite>,SHA512", "<Suite>MD5</Suite>,"})
    void theHashOfAnOneTimePasswordIsNamedByTheSuite(String suite, String hash) {
        KeyFileRow row = row(hotp("1", secret()).replace("<ResponseFormat", suite + "<ResponseFormat"));

        assertThat(row.key().map(key -> key.suite().text()))
                .isEqualTo(Optional.ofNullable(hash).map(name -> "HOTP-" + name + "-6"));
    }

    @Test
    void timeBasedKeysHaveAStepAndADrift() {
        String totp = hotp(
                        "1",
                        secret() + "<TimeInterval><PlainValue>60</PlainValue></TimeInterval>"
                                + "<TimeDrift><PlainValue>-4</PlainValue></TimeDrift><Time><PlainValue>9</PlainValue></Time>")
                .replace("pskc:hotp", "pskc#totp");

        assertThat(key(totp).suite()).hasToString("TOTP-SHA1-6-60S");
        assertThat(key(totp).start().driftSteps()).isEqualTo(-4);
        assertThat(key(totp.replaceAll("<TimeInterval>.*</TimeInterval>", "")).suite())
                .hasToString("TOTP-SHA1-6-30S");
        assertThat(reason(totp.replace(">60<", ">0<"))).isEqualTo(RowReason.TIME);
        assertThat(reason(totp.replace(">60<", ">1000<"))).isEqualTo(RowReason.TIME);
        assertThat(reason(totp.replace(">-4<", ">1001<"))).isEqualTo(RowReason.TIME);
        assertThat(reason(totp.replace(">9<", ">-1<"))).isEqualTo(RowReason.TIME);
        String timed = ocra(PSKC + "#OCRA-1:HOTP-SHA1-6:QN08-T1M", "", "");
        assertThat(row(timed.replace("</Data>", "<TimeInterval><PlainValue>60</PlainValue></TimeInterval></Data>"))
                        .reason())
                .isEmpty();
        assertThat(reason(timed.replace("</Data>", "<TimeInterval><PlainValue>30</PlainValue></TimeInterval></Data>")))
                .isEqualTo(RowReason.TIME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "9223372036854775808", "999999999999999999999", "1.0", "0x10", "١"})
    void aCounterIsAPlainNumber(String counter) {
        assertThat(reason(hotp("1", secret() + "<Counter><PlainValue>" + counter + "</PlainValue></Counter>")))
                .isEqualTo(RowReason.COUNTER);
    }

    @Test
    void thePinIsAPackageOfItsOwn() {
        String card = ocra(
                PSKC + "#" + SUITE,
                "",
                policy("PINKeyId='P' PINUsageMode='Algorithmic' MinLength='4' MaxLength='4' PINEncoding='DECIMAL'"));

        Read read = read(container(card, PIN));

        assertThat(read.rows()).hasSize(1);
        assertThat(read.rows().get(0).key().orElseThrow().pin())
                .contains(Octets.of("1234".getBytes(StandardCharsets.US_ASCII)));
        assertThat(read(container(PIN, card)).rows()).hasSize(1);
    }

    @Test
    void aPinThatIsNoPinIsRefused() {
        String card = ocra(PSKC + "#" + SUITE, "", policy("PINKeyId='P'"));

        assertThat(first(card)).isEqualTo(RowReason.PIN_KEY);
        assertThat(first(card, PIN, PIN)).isEqualTo(RowReason.PIN_KEY);
        assertThat(first(card, PIN.replace("pskc:pin", "pskc:hotp"))).isEqualTo(RowReason.PIN_KEY);
        assertThat(first(PIN)).isEqualTo(RowReason.PIN_KEY);
        assertThat(first(card, PIN.replace("MTIzNA==", "MTIz"))).isEqualTo(RowReason.PIN);
        assertThat(first(card, PIN.replace("MTIzNA==", "YWJjZA=="))).isEqualTo(RowReason.PIN);
        assertThat(first(
                        card.replace("PINKeyId='P'", "PINKeyId='P' PINEncoding='ALPHANUMERIC'"),
                        PIN.replace("MTIzNA==", "YWJjZA==")))
                .isNull();
        assertThat(first(card.replace("PINKeyId='P'", "PINKeyId='P' MinLength='5'"), PIN))
                .isEqualTo(RowReason.PIN);
        assertThat(first(card.replace("PINKeyId='P'", "PINKeyId='P' MaxLength='999'"), PIN))
                .isEqualTo(RowReason.PIN);
        assertThat(first(card.replace("PINKeyId='P'", "PINKeyId='P' PINUsageMode='Append'"), PIN))
                .isEqualTo(RowReason.POLICY);
    }

    @ParameterizedTest
    @CsvSource({
        "<KeyUsage>CR</KeyUsage>,",
        "<KeyUsage>Encrypt</KeyUsage><KeyUsage>CR</KeyUsage>,",
        "<KeyUsage>OTP</KeyUsage>,POLICY",
        "<NumberOfTransactions>5</NumberOfTransactions>,POLICY",
        "<x:Own xmlns:x='urn:x'/>,POLICY",
        "<ExpiryDate>2030-01-01T00:00:00Z</ExpiryDate>,",
        "<ExpiryDate>2030-01-01T00:00:00</ExpiryDate>,",
        "<ExpiryDate>2030-01-01</ExpiryDate>,",
        "<ExpiryDate>2030-01-01T00:00:00.000+02:00</ExpiryDate>,",
        "<ExpiryDate>2030-02-30</ExpiryDate>,DATE",
        "<ExpiryDate>tomorrow</ExpiryDate>,DATE",
        "<ExpiryDate>1960-01-01</ExpiryDate>,DATE",
        "<StartDate>2031-01-01</StartDate><ExpiryDate>2030-01-01</ExpiryDate>,DATE"
    })
    void aPolicyIsUnderstoodOrForbidsTheKey(String policy, RowReason reason) {
        assertThat(row(ocra(PSKC + "#" + SUITE, "", "<Policy>" + policy + "</Policy>"))
                        .reason())
                .isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void theLifeOfTheDeviceBoundsThatOfTheKey() {
        String text = ocra(PSKC + "#" + SUITE, "", "<Policy><ExpiryDate>2030-01-01</ExpiryDate></Policy>")
                .replace("</SerialNo>", "</SerialNo><Model>Pad 2</Model><ExpiryDate>2029-01-01</ExpiryDate>");

        assertThat(key(text).validity().until().orElseThrow()).hasToString("2029-01-01T00:00:00Z");
        assertThat(key(text).model()).contains("Pad 2");
    }

    @ParameterizedTest
    @CsvSource({
        "ab-12.c_3,AB-12.C_3",
        "' 77 ',77",
        "0000001,0000001",
        "=1+1,",
        "@x,",
        "-5,",
        "a b,",
        "é1,",
        "<b/>,",
        "12345678901234567890123456789012345678901,"
    })
    void serialsAreKeptInCapitalsAndAreNoFormula(String serial, String kept) {
        KeyFileRow row = row(hotp(serial, secret()));

        assertThat(row.serial()).isEqualTo(Optional.ofNullable(kept));
        assertThat(row.key().map(key -> key.device().serial())).isEqualTo(Optional.ofNullable(kept));
        assertThat(row.reason()).isEqualTo(kept == null ? Optional.of(RowReason.SERIAL) : Optional.empty());
    }

    @Test
    void aSerialInAnotherCaseIsTheSameCard() {
        assertThat(read(container(hotp("ab1", secret()), hotp("AB1", secret()))).rows())
                .extracting(KeyFileRow::reason)
                .containsExactly(Optional.empty(), Optional.of(RowReason.SERIAL_TWICE));
    }

    @Test
    void aManufacturerIsAName() {
        assertThat(key(hotp("1", secret()).replace(">Acme<", ">oath.XX<"))
                        .device()
                        .manufacturer())
                .isEqualTo("oath.XX");
        assertThat(reason(hotp("1", secret()).replace(">Acme<", ">+Acme<"))).isEqualTo(RowReason.MANUFACTURER);
        assertThat(reason(hotp("1", secret()).replace(">Acme<", "><![CDATA[\"><svg onload=alert(1)>]]><")))
                .isEqualTo(RowReason.MANUFACTURER);
        assertThat(reason(hotp("1", secret()).replace("<Manufacturer>Acme</Manufacturer>", "")))
                .isEqualTo(RowReason.MANUFACTURER);
    }

    @Test
    void aPackageHasOneKeyWithASecretOfSoundLength() {
        String one = hotp("1", secret());
        String key = one.substring(one.indexOf("<Key "), one.indexOf("</KeyPackage>"));

        assertThat(reason(one.replace(key, ""))).isEqualTo(RowReason.KEY);
        assertThat(reason(one.replace(key, key + key))).isEqualTo(RowReason.KEY);
        assertThat(reason(hotp("1", "<Secret/>"))).isEqualTo(RowReason.SECRET_MISSING);
        assertThat(reason(hotp("1", "<Secret><PlainValue>no base64!</PlainValue></Secret>")))
                .isEqualTo(RowReason.SECRET);
        assertThat(reason(hotp("1", "<Secret><PlainValue>" + "A".repeat(20) + "</PlainValue></Secret>")))
                .isEqualTo(RowReason.SECRET_LENGTH);
        assertThat(reason(hotp("1", "<Secret><PlainValue>" + "A".repeat(172) + "</PlainValue></Secret>")))
                .isEqualTo(RowReason.SECRET_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hotp",
                "urn:ietf:params:xml:ns:keyprov:pskc:HOTP",
                "urn:ietf:params:xml:ns:keyprov:pskc:securid",
                "urn:other:hotp"
            })
    void anotherAlgorithmIsRefused(String uri) {
        assertThat(reason(hotp("1", secret()).replace("urn:ietf:params:xml:ns:keyprov:pskc:hotp", uri)))
                .isEqualTo(RowReason.ALGORITHM);
    }

    @Test
    void nothingOfAKeyIsPrinted() {
        assertThat(key(hotp("1", secret())).toString()).doesNotContain("00010203", "AAECAw");
    }

    private static String policy(String pin) {
        return "<Policy><PINPolicy " + pin + "/></Policy>";
    }

    private static Read read(String text) {
        return (Read) KeyFiles.read(KeyFileFormat.PSKC, file(text), TransportKey.none());
    }

    private static KeyFileRow row(String keyPackage) {
        return read(container(keyPackage)).rows().get(0);
    }

    private static ImportedKey key(String keyPackage) {
        return row(keyPackage).key().orElseThrow();
    }

    private static RowReason reason(String keyPackage) {
        return row(keyPackage).reason().orElseThrow();
    }

    /** Of the first row; null if it was taken. */
    private static @Nullable RowReason first(String... packages) {
        return read(container(packages)).rows().get(0).reason().orElse(null);
    }
}
