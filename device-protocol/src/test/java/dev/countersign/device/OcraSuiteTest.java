package dev.countersign.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Suites as RFC 6287 section 6 and its errata have them. */
class OcraSuiteTest {

    @Test
    void readsEveryPart() {
        OcraSuite suite = OcraSuite.parse("OCRA-1:HOTP-SHA512-8:C-QA10-PSHA256-S128-T30S");

        assertThat(suite)
                .isEqualTo(new OcraSuite(
                        "OCRA-1:HOTP-SHA512-8:C-QA10-PSHA256-S128-T30S",
                        HashFunction.SHA512,
                        8,
                        true,
                        QuestionFormat.ALPHANUMERIC,
                        10,
                        Optional.of(HashFunction.SHA256),
                        OptionalInt.of(128),
                        Optional.of(new TimeStep(Duration.ofSeconds(30)))));
        assertThat(suite).hasToString("OCRA-1:HOTP-SHA512-8:C-QA10-PSHA256-S128-T30S");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHA1-0:QN08",
                "SHA1-4:QN04",
                "SHA1-9:QA64",
                "SHA1-10:QH10",
                "SHA1-6:QN08-PSHA1",
                "SHA1-6:QN08-PSHA512",
                "SHA1-6:QN08-S001",
                "SHA1-6:QN08-S512",
                "SHA1-6:QN08-T1S",
                "SHA1-6:QN08-T59S",
                "SHA1-6:QN08-T59M",
                "SHA1-6:QN08-T1H",
                "SHA1-6:QN08-T48H",
                "SHA1-6:QN20",
                "SHA1-6:QN59",
                "SHA1-6:QN60"
            })
    void takesTheBounds(String rest) {
        String text = "OCRA-1:HOTP-" + rest;

        assertThat(OcraSuite.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | it has not three parts with two colons between them",
                "OCRA-1-HOTP-SHA1-6-QN08 | it has not three parts with two colons between them",
                "OCRA-1:HOTP-SHA1-6:QN08: | it has not three parts with two colons between them",
                "OCRA-2:HOTP-SHA1-6:QN08 | the version \"OCRA-2\" is not OCRA-1",
                "ocra-1:HOTP-SHA1-6:QN08 | the version \"ocra-1\" is not OCRA-1",
                "OCRA-1:TOTP-SHA1-6:QN08 | the function \"TOTP-SHA1-6\" has not the form HOTP-hash-digits",
                "OCRA-1:HOTP-SHA1:QN08 | the function \"HOTP-SHA1\" has not the form HOTP-hash-digits",
                "OCRA-1:HOTP-MD5-6:QN08 | the hash \"MD5\" is not SHA1, SHA256 or SHA512",
                "OCRA-1:HOTP-sha1-6:QN08 | the hash \"sha1\" is not SHA1, SHA256 or SHA512",
                "OCRA-1:HOTP-SHA1-3:QN08 | \"3\" digits of a response are not 0 or 4 to 10",
                "OCRA-1:HOTP-SHA1-11:QN08 | \"11\" digits of a response are not 0 or 4 to 10",
                "OCRA-1:HOTP-SHA1-06:QN08 | \"06\" digits of a response are not 0 or 4 to 10",
                "OCRA-1:HOTP-SHA1-:QN08 | \"\" digits of a response are not 0 or 4 to 10",
                "OCRA-1:HOTP-SHA1-6:C-PSHA1 | it has no question",
                "OCRA-1:HOTP-SHA1-6: | a data input is empty",
                "OCRA-1:HOTP-SHA1-6:QN08- | a data input is empty",
                "OCRA-1:HOTP-SHA1-6:QN08-X | the data input \"X\" is unknown",
                "OCRA-1:HOTP-SHA1-6:C1-QN08 | the data input \"C1\" is unknown",
                "OCRA-1:HOTP-SHA1-6:QN08-C | \"C\" stands in the wrong place: the order is C, Q, P, S, T, each once",
                "OCRA-1:HOTP-SHA1-6:QN08-QN08"
                        + " | \"QN08\" stands in the wrong place: the order is C, Q, P, S, T, each once",
                "OCRA-1:HOTP-SHA1-6:QN08-T1M-S064"
                        + " | \"S064\" stands in the wrong place: the order is C, Q, P, S, T, each once",
                "OCRA-1:HOTP-SHA1-6:Q | the question \"Q\" has not the format A, N or H",
                "OCRA-1:HOTP-SHA1-6:QX08 | the question \"QX08\" has not the format A, N or H",
                "OCRA-1:HOTP-SHA1-6:QN03 | the question \"QN03\" has not a length of two digits, 04 to 64",
                "OCRA-1:HOTP-SHA1-6:QN65 | the question \"QN65\" has not a length of two digits, 04 to 64",
                "OCRA-1:HOTP-SHA1-6:QN8 | the question \"QN8\" has not a length of two digits, 04 to 64",
                "OCRA-1:HOTP-SHA1-6:QN008 | the question \"QN008\" has not a length of two digits, 04 to 64",
                "OCRA-1:HOTP-SHA1-6:QN08-P | the hash \"\" is not SHA1, SHA256 or SHA512",
                "OCRA-1:HOTP-SHA1-6:QN08-PMD5 | the hash \"MD5\" is not SHA1, SHA256 or SHA512",
                "OCRA-1:HOTP-SHA1-6:QN08-S64 | the session \"S64\" has not a length of three digits, 001 to 512",
                "OCRA-1:HOTP-SHA1-6:QN08-S000 | the session \"S000\" has not a length of three digits, 001 to 512",
                "OCRA-1:HOTP-SHA1-6:QN08-S513 | the session \"S513\" has not a length of three digits, 001 to 512",
                "OCRA-1:HOTP-SHA1-6:QN08-T | the time step \"T\" does not end in S, M or H",
                "OCRA-1:HOTP-SHA1-6:QN08-T1D | the time step \"T1D\" does not end in S, M or H",
                "OCRA-1:HOTP-SHA1-6:QN08-TM | the time step \"TM\" does not count 1 to 59 without a leading zero",
                "OCRA-1:HOTP-SHA1-6:QN08-T01M | the time step \"T01M\" does not count 1 to 59 without a leading zero",
                "OCRA-1:HOTP-SHA1-6:QN08-T60S | the time step \"T60S\" does not count 1 to 59 without a leading zero",
                "OCRA-1:HOTP-SHA1-6:QN08-T60M | the time step \"T60M\" does not count 1 to 59 without a leading zero",
                "OCRA-1:HOTP-SHA1-6:QN08-T0H | the time step \"T0H\" does not count 1 to 48 without a leading zero",
                "OCRA-1:HOTP-SHA1-6:QN08-T100M | the time step \"T100M\" does not count 1 to 59 without a leading zero",
                "OCRA-1:HOTP-SHA1-6:QN08-T99999999999S | the time step \"T99999999999S\" does not count 1 to 59 without a leading zero",
                "OCRA-1:HOTP-SHA1-6:QN08-T+1M | the time step \"T+1M\" does not count 1 to 59 without a leading zero",
                "OCRA-1:HOTP-SHA1-6:QN08-T49H | the time step \"T49H\" does not count 1 to 48 without a leading zero",
            })
    void saysWhatIsWrong(String text, String what) {
        assertThatExceptionOfType(MalformedSuiteException.class)
                .isThrownBy(() -> OcraSuite.parse(text))
                .withMessage("\"" + text + "\" is no OCRA suite: " + what);
    }

    static Stream<String> suitesToReject() {
        return Vectors.list(Vectors.read("ocra.json"), "suites_a_strict_parser_should_reject")
                .map((JsonObject entry) -> entry.getString("suite"));
    }

    @ParameterizedTest
    @MethodSource("suitesToReject")
    void rejectsWhatAStrictParserShould(String text) {
        assertThatExceptionOfType(MalformedSuiteException.class).isThrownBy(() -> OcraSuite.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "T30S, 1970-01-01T00:00:29.999Z, 0",
        "T30S, 1970-01-01T00:00:30Z, 1",
        "T1M, 2008-03-25T12:06:30Z, 20107446",
        "T48H, 1970-01-03T00:00:00Z, 1",
    })
    void countsTimeStepsSince1970(String step, Instant instant, long steps) {
        OcraSuite suite = OcraSuite.parse("OCRA-1:HOTP-SHA1-6:QN08-" + step);

        assertThat(suite.timeStep().orElseThrow().stepsAt(instant)).isEqualTo(steps);
    }

    @Test
    void hasNoTimeStepsBefore1970NorOfNothing() {
        TimeStep minute = new TimeStep(Duration.ofMinutes(1));

        assertThatIllegalArgumentException().isThrownBy(() -> minute.stepsAt(Instant.ofEpochSecond(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeStep(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeStep(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new TimeStep(Duration.ofMillis(1500)));
    }
}
