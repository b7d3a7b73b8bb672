package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No cell is a formula, and no cell breaks out of its place. */
class CsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://x\")", "=cmd|' /C calc'!A0"
            })
    void showsAFormulaAsText(String formula) {
        assertThat(Csv.row(List.of(formula))).startsWith("\"'" + formula.charAt(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user:50", "a=b", "2026-03-02T09:00:00Z", "\"><svg onload=alert(1)>"})
    void leavesOtherTextAsItIs(String text) {
        assertThat(Csv.row(List.of(text))).isEqualTo('"' + text.replace("\"", "\"\"") + "\"\r\n");
    }

    @Test
    void keepsQuotesCommasAndLineEndsInsideTheirCell() {
        assertThat(Csv.row(List.of("a\"b", "c,d", "e\nf"))).isEqualTo("\"a\"\"b\",\"c,d\",\"e\nf\"\r\n");
    }
}
