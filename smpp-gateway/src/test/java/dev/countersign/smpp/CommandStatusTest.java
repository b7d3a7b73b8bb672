package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SMPP 3.4 section 5.1.3. */
class CommandStatusTest {

    static Stream<JsonObject> codes() {
        return Vectors.of("smpp.json", "status_codes");
    }

    @ParameterizedTest
    @MethodSource("codes")
    void classifiesEachCode(JsonObject code) {
        CommandStatus expected = switch (code.getString("class")) {
            case "accepted" -> CommandStatus.ACCEPTED;
            case "session" -> CommandStatus.REBIND;
            case "temporary" ->
                code.getString("name").equals("ESME_RTHROTTLED") ? CommandStatus.SLOW_DOWN : CommandStatus.RETRY;
            default ->
                code.getString("name").equals("ESME_RINVDSTADR") ? CommandStatus.GIVE_UP : CommandStatus.ELSEWHERE;
        };

        assertThat(CommandStatus.of(code.getInt("code"))).isEqualTo(expected);
    }

    @Test
    void goesElsewhereWithWhatNobodyKnows() {
        assertThat(CommandStatus.of(0x4ff)).isEqualTo(CommandStatus.ELSEWHERE);
        assertThat(CommandStatus.of(-1)).isEqualTo(CommandStatus.ELSEWHERE);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void callsEachByTheNameOfTheStandard(JsonObject code) {
        String expected = code.getString("name").startsWith("vendor") ? "vendor specific" : code.getString("name");
        if (code.getInt("code") != CommandStatus.ESME_ROK) {
            assertThat(StatusName.of(code.getInt("code"))).startsWith(expected + " (0x");
        }
    }

    @Test
    void aCarriersOwnMeaningComesFirst() {
        StatusTable table =
                new StatusTable(Map.of(0x401, CommandStatus.BLOCKED, 0x14, CommandStatus.SLOW_DOWN), Set.of());

        assertThat(table.of(0x401)).isEqualTo(CommandStatus.BLOCKED);
        assertThat(table.of(0x14)).isEqualTo(CommandStatus.SLOW_DOWN);
        assertThat(table.of(0x58)).isEqualTo(CommandStatus.SLOW_DOWN);
    }

    @Test
    void noTableMakesARefusalAnAcceptance() {
        assertThatThrownBy(() -> new StatusTable(Map.of(0x401, CommandStatus.ACCEPTED), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new StatusTable(Map.of(0, CommandStatus.RETRY), Set.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsWrongCredentialsFromOtherBindFaults() {
        assertThat(CommandStatus.isCredentialFault(CommandStatus.ESME_RINVPASWD))
                .isTrue();
        assertThat(CommandStatus.isCredentialFault(CommandStatus.ESME_RINVSYSID))
                .isTrue();
        assertThat(CommandStatus.isCredentialFault(CommandStatus.ESME_RBINDFAIL))
                .isFalse();
    }
}
