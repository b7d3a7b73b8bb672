package dev.countersign.factor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypedCodeTest {

    @ParameterizedTest
    @CsvSource({"042042,042042", "042 042,042042", "042-042,042042", "' 0-4-2 042 ',042042"})
    void leavesOutBlanksAndHyphens(String typed, String canonical) {
        assertThat(TypedCode.canonical(typed)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42042", "042042\n", "０４２０４２", "٠٤٢٠٤٢", "042\u00a0042", "042.042", "+042042"})
    void forgivesNothingElse(String typed) {
        assertThat(TypedCode.canonical(typed)).isNotEqualTo("042042");
    }
}
