package dev.countersign.keyfile;

import dev.countersign.device.HashFunction;
import dev.countersign.device.OcraSuite;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads what a device computes from the parameters of its algorithm (RFC 6030 sections 4.3.4 and 10). Formats that stand beside
 * a suite have to agree with it.
 */
final class SuiteReader {

    private static final int DEFAULT_STEP_SECONDS = 30;

    private final Optional<XmlElement> parameters;
    private final PskcAlgorithm algorithm;
    private final Numbers numbers;

    SuiteReader(XmlElement key, PskcAlgorithm algorithm, Numbers numbers) {
        this.parameters = key.find(Namespaces.PSKC, "AlgorithmParameters");
        this.algorithm = algorithm;
        this.numbers = numbers;
    }

    KeySuite read() {
        return switch (algorithm.kind()) {
            case HOTP -> KeySuite.hotp(hash(), otpDigits());
            case TOTP -> totp();
            case OCRA -> ocra();
            case PIN -> throw new RefusedRowException(RowReason.ALGORITHM);
        };
    }

    private KeySuite totp() {
        int step = numbers.interval().orElse(DEFAULT_STEP_SECONDS);
        if (step > 999) {
            throw new RefusedRowException(RowReason.TIME);
        }
        return KeySuite.totp(hash(), otpDigits(), step);
    }

    private KeySuite ocra() {
        Optional<String> stated = suiteText();
        if (stated.isPresent() && algorithm.suite().isPresent() && !stated.equals(algorithm.suite())) {
            throw new RefusedRowException(RowReason.SUITE);
        }
        KeySuite suite = KeySuite.read(
                algorithm.suite().or(() -> stated).orElseThrow(() -> new RefusedRowException(RowReason.SUITE)));
        OcraSuite ocra = suite.ocra().orElseThrow(() -> new RefusedRowException(RowReason.SUITE));
        find("ResponseFormat").ifPresent(format -> requireResponse(format, ocra));
        find("ChallengeFormat").ifPresent(format -> requireChallenge(format, ocra));
        numbers.interval().ifPresent(seconds -> requireStep(seconds, ocra));
        return suite;
    }

    private static void requireResponse(XmlElement format, OcraSuite suite) {
        if (decimalLength(format) != suite.digits()) {
            throw new RefusedRowException(RowReason.RESPONSE_FORMAT);
        }
    }

    /** Questions of the suite's length are asked, so a device has to take them. */
    private static void requireChallenge(XmlElement format, OcraSuite suite) {
        String encoding = switch (suite.questionFormat()) {
            case NUMERIC -> "DECIMAL";
            case HEXADECIMAL -> "HEXADECIMAL";
            case ALPHANUMERIC -> "ALPHANUMERIC";
        };
        boolean agrees = format.attribute("Encoding").orElse(encoding).equals(encoding)
                && number(format, "Min").orElse(0) <= suite.questionLength()
                && number(format, "Max").orElse(suite.questionLength()) >= suite.questionLength()
                && !hasCheckDigits(format);
        if (!agrees) {
            throw new RefusedRowException(RowReason.CHALLENGE_FORMAT);
        }
    }

    private static void requireStep(int seconds, OcraSuite suite) {
        boolean agrees = suite.timeStep()
                .filter(step -> step.length().equals(Duration.ofSeconds(seconds)))
                .isPresent();
        if (!agrees) {
            throw new RefusedRowException(RowReason.TIME);
        }
    }

    private int otpDigits() {
        int digits = find("ResponseFormat").map(SuiteReader::decimalLength).orElse(0);
        if (digits < 6 || digits > 8) {
            throw new RefusedRowException(RowReason.RESPONSE_FORMAT);
        }
        return digits;
    }

    /** Of a response in decimal digits; 0 of any other. */
    private static int decimalLength(XmlElement format) {
        boolean decimal = format.attribute("Encoding").orElse("DECIMAL").equals("DECIMAL") && !hasCheckDigits(format);
        return decimal ? number(format, "Length").orElse(0) : 0;
    }

    private static boolean hasCheckDigits(XmlElement format) {
        return format.attribute("CheckDigits")
                .filter(text -> !text.equals("false") && !text.equals("0"))
                .isPresent();
    }

    private static Optional<Integer> number(XmlElement format, String name) {
        return format.attribute(name).map(text -> text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1);
    }

    /** SHA-1 where none is named. */
    private HashFunction hash() {
        String name = suiteText()
                .map(text -> text.toUpperCase(Locale.ROOT).replace("-", "").replace("HMAC", ""))
                .orElse("SHA1");
        return switch (name) {
            case "SHA1" -> HashFunction.SHA1;
            case "SHA256" -> HashFunction.SHA256;
            case "SHA512" -> HashFunction.SHA512;
            default -> throw new RefusedRowException(RowReason.SUITE);
        };
    }

    private Optional<String> suiteText() {
        return parameters.flatMap(all -> all.childText(Namespaces.PSKC, "Suite"));
    }

    private Optional<XmlElement> find(String name) {
        return parameters.flatMap(all -> all.find(Namespaces.PSKC, name));
    }
}
