package dev.countersign.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers by which nothing could work. */
class SettingRangesTest {

    @ParameterizedTest
    @CsvSource({
        "confirmation.tries, 0, a whole number from 1 to 20",
        "confirmation.tries, -1, a whole number from 1 to 20",
        "confirmation.tries, five, a whole number from 1 to 20",
        "login.address-window, PT0S, an ISO 8601 duration from PT1S to PT24H",
        "login.address-window, -PT10M, an ISO 8601 duration from PT1S to PT24H",
        "login.address-failures, 0, a whole number from 1 to 100",
        "session.idle, PT0S, an ISO 8601 duration from PT1M to PT8760H",
        "session.absolute-life, PT-1S, an ISO 8601 duration from PT1M to PT8760H",
        "password.reset-code-life, 15, an ISO 8601 duration from PT1M to PT168H",
        "password.reset-tries, 21, a whole number from 1 to 20",
        "login.tries, 0, a whole number from 1 to 20",
        "sms.cooldown, PT0S, an ISO 8601 duration from PT1S to PT1H",
    })
    void aWrongOneIsNamedWithItsRange(String key, String value, String range) {
        assertThat(faults(Map.of("countersign." + key, value)))
                .containsExactly("countersign." + key + " is " + range + ", and not " + value);
    }

    @ParameterizedTest
    @CsvSource({
        "confirmation.tries, 1",
        "confirmation.tries, 20",
        "confirmation.tries, ' 5 '",
        "login.address-window, PT1S",
        "login.address-window, P1D",
        "push.connect-timeout, PT0.1S",
        "activation.fresh-login, PT0S",
        "somebody.else, 0",
    })
    void aRightOneIsNot(String key, String value) {
        assertThat(faults(Map.of("countersign." + key, value))).isEmpty();
    }

    @Test
    void allWrongOnesAreNamedAtOnce() {
        assertThat(faults(Map.of("countersign.totp.most", "0", "countersign.grid.life", "0")))
                .hasSize(2);
        assertThat(faults(Map.of())).isEmpty();
    }

    private static List<String> faults(Map<String, String> settings) {
        return SettingRanges.faults(key -> Optional.ofNullable(settings.get(key)));
    }
}
