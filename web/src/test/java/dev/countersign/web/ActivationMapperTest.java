package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.activation.ActivationRefusal;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.audit.Reference;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a phone may do after a wrong answer. */
class ActivationMapperTest {

    @ParameterizedTest
    @CsvSource({
        "PIN_WRONG, 1, ANSWER",
        "PIN_WRONG, 0, NEW_ACTIVATION",
        "TOKEN_WRONG, 1, ANSWER",
        "TOKEN_WRONG, 0, NEW_ACTIVATION",
        "TOKEN_TRIES, 0, NEW_ACTIVATION",
    })
    void theLastWrongOneLeavesNothingToAnswer(Reason reason, int triesLeft, String next) {
        ActivationRefusal refusal = new ActivationRefusal(
                reason, Optional.empty(), Optional.of(triesLeft), Optional.empty(), Reference.next());

        JsonObject json = ActivationMapper.problem(refusal).json();

        assertThat(json.getInt("triesLeft")).isEqualTo(triesLeft);
        assertThat(json.getJsonArray("next").getString(0)).isEqualTo(next);
    }
}
