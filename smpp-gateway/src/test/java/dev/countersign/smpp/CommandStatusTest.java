package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
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
            default -> CommandStatus.GIVE_UP;
        };

        assertThat(CommandStatus.of(code.getInt("code"))).isEqualTo(expected);
    }

    @Test
    void givesUpAtWhatNobodyKnows() {
        assertThat(CommandStatus.of(0x4ff)).isEqualTo(CommandStatus.GIVE_UP);
        assertThat(CommandStatus.of(-1)).isEqualTo(CommandStatus.GIVE_UP);
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
