package dev.countersign.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SMPP 3.4 section 7.1.1. */
class ValidityTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "000000000500000R, 2026-03-01T10:05:00Z",
        "000001000000000R, 2026-03-02T10:00:00Z",
        "260301110000000+, 2026-03-01T11:00:00Z",
        "260301120000504+, 2026-03-01T11:00:00.500Z",
        "260301100000004-, 2026-03-01T11:00:00Z"
    })
    void readsBothForms(String field, Instant end) {
        assertThat(Validity.end(field, NOW)).hasValue(end);
    }

    @Test
    void anEmptyFieldSetsNoEnd() {
        assertThat(Validity.end("", NOW)).isEmpty();
        assertThat(Validity.end(null, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "000000000500000X", "261301110000000+", "00000000050000 R"})
    void refusesWhatIsMalformed(String field) {
        assertThatThrownBy(() -> Validity.end(field, NOW)).isInstanceOf(IllegalArgumentException.class);
    }
}
