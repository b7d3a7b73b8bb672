package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditValuesTest {

    @Test
    void drawsReferencesOfTheDocumentedForm() {
        assertThat(Stream.generate(Reference::next).limit(1000).map(Reference::value))
                .allMatch(text -> text.matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}"))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABCD1234", "ABCD-123I", "abcd-1234", "ABCD-12345"})
    void refusesOtherReferences(String text) {
        assertThatThrownBy(() -> new Reference(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "OK\nINFO admin logged in", "TOO LONG", "1X"})
    void takesCodesOnlyAsTypeAndReason(String text) {
        assertThatThrownBy(() -> AuditFact.byOperator("ops", 1, text, "OK"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AuditFact.byOperator("ops", 1, "X", text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
