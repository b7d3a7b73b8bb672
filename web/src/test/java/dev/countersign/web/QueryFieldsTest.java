package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.audit.EntryPosition;
import dev.countersign.audit.Reference;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parameters are read strictly, and a refusal names the parameter and never its value. */
class QueryFieldsTest {

    @Test
    void readsWhatIsThere() {
        QueryFields fields = fields("from", "2026-03-02T09:00:00Z");

        assertThat(fields.findInstant("from")).contains(Instant.parse("2026-03-02T09:00:00Z"));
        assertThat(fields.findInstant("to")).isEmpty();
        assertThat(fields.getInt("limit", 50)).isEqualTo(50);
        assertThat(fields("limit", "7").getInt("limit", 50)).isEqualTo(7);
        assertThat(fields("version", "7").getInt("version")).isEqualTo(7);
        assertThat(fields("reference", "7qk2-m0xd").findReference("reference")).contains(new Reference("7QK2-M0XD"));
        assertThat(fields("after", "1772442000000000-42").findPosition("after").map(EntryPosition::text))
                .contains("1772442000000000-42");
        assertThat(fields.findPosition("after")).isEmpty();
        assertThat(fields.only("to", "from")).isSameAs(fields);
    }

    @Test
    void whatHasToBeThereIsNamed() {
        QueryFields fields = fields("from", "2026-03-02T09:00:00Z");

        assertThatThrownBy(() -> fields.getInt("version"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused ->
                                assertThat(refused.problem().detail()).contains("version is missing in the address"));
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday",
        "from, ''",
        "from, 1969-12-31T23:59:59Z",
        "from, +1000000000-12-31T23:59:59.999999999Z",
        "from, 2026-13-01T00:00:00Z",
        "limit, -1",
        "limit, ten",
        "limit, 99999999999",
        "reference, 7QK2M0XD",
        "reference, '=1+1-1234'",
        "after, '1'",
        "after, '1-1 or 1=1'"
    })
    void refusesWhatIsNone(String name, String value) {
        QueryFields fields = fields(name, value);

        assertRefused(fields, refused -> {
            refused.findInstant("from");
            refused.getInt("limit", 1);
            refused.findReference("reference");
            refused.findPosition("after");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0", "a\0", "a\r\nb", "\ud800"})
    void refusesWhatIsNoText(String value) {
        assertRefused(fields("subject", value), fields -> fields.findString("subject"));
    }

    @Test
    void refusesAMisspeltNameAndADoubleOne() {
        MultivaluedHashMap<String, String> twice = new MultivaluedHashMap<>();
        twice.add("from", "2026-03-02T09:00:00Z");
        twice.add("from", "2026-03-02T09:00:00Z");

        assertRefused(fields("form", "x"), fields -> fields.only("from", "to"));
        assertRefused(new QueryFields(twice), fields -> fields.findString("from"));
    }

    private static void assertRefused(QueryFields fields, Consumer<QueryFields> reading) {
        assertThatThrownBy(() -> reading.accept(fields)).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(ProblemCode.MALFORMED);
            assertThat(refused.problem().detail()).isNotEqualTo(Optional.empty());
        });
    }

    private static QueryFields fields(String name, String value) {
        MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
        parameters.add(name, value);
        return new QueryFields(parameters);
    }
}
