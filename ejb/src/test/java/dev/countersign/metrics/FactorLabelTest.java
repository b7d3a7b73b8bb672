package dev.countersign.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.Reference;
import dev.countersign.factor.FactorKind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A success and a refusal of one factor have one label. */
class FactorLabelTest {

    private static final Map<FactorKind, List<String>> REFUSALS = new TreeMap<>(Map.of(
            FactorKind.SMS, List.of("SMS_WRONG", "SMS_EXPIRED"),
            FactorKind.AUTHENTICATOR,
                    List.of("CR_WRONG", "CR_WRONG_USER", "CR_EXPIRED", "PUSH_PIN_WRONG", "PUSH_NUMBER_WRONG", "DENIED"),
            FactorKind.DISPLAY_CARD, List.of("CARD_WRONG", "CARD_EXPIRED", "CARD_LAPSED"),
            FactorKind.TOTP, List.of("TOTP_WRONG"),
            FactorKind.PASSKEY, List.of("PASSKEY_WRONG"),
            FactorKind.RECOVERY_CODE, List.of("RECOVERY_WRONG"),
            FactorKind.GRID_CARD, List.of("GRID_WRONG", "GRID_EXPIRED"),
            FactorKind.ONLINE_GRID_CARD, List.of("GRID_WRONG", "GRID_EXPIRED"),
            FactorKind.TEMPORARY_PASSCODE, List.of("TEMP_WRONG", "TEMP_EXPIRED")));

    @Test
    void aFactorHasOneLabelWhateverComesOfIt() {
        assertThat(REFUSALS).containsOnlyKeys(FactorKind.values());
        REFUSALS.forEach((kind, reasons) -> assertThat(reasons)
                .as(kind.name())
                .allSatisfy(reason ->
                        assertThat(refusal("LOGIN_FACTOR", reason)).isEqualTo(FactorLabel.ofSuccess(kind.name()))));
    }

    @Test
    void labelsAreTheNamesOfKinds() {
        Set<String> labels = Arrays.stream(FactorKind.values())
                .map(kind -> FactorLabel.ofSuccess(kind.name()))
                .collect(java.util.stream.Collectors.toSet());

        assertThat(labels)
                .hasSize(FactorKind.values().length - 1)
                .doesNotContain("ONLINE_GRID_CARD")
                .contains("GRID_CARD", "AUTHENTICATOR", "SMS");
    }

    @ParameterizedTest
    @CsvSource({
        "LOGIN_PASSWORD, BAD_CREDENTIALS, PASSWORD",
        "LOGIN_PASSWORD, SMS_NO_NUMBER, PASSWORD",
        "LOGIN_FACTOR, LOCKED, NONE",
        "LOGIN_EXPIRED, ATTEMPT_EXPIRED, NONE",
        "LOGIN_FACTOR, SOMETHING_NEW, NONE",
    })
    void whatIsNoFactorsIsToldApart(String type, String reason, String label) {
        assertThat(refusal(type, reason)).isEqualTo(label);
        assertThat(FactorLabel.ofSuccess("PASSWORD")).isEqualTo("PASSWORD");
    }

    private static String refusal(String type, String reason) {
        return FactorLabel.ofRefusal(AuditFact.byUser(1, type, reason, Reference.next(), "a"));
    }
}
