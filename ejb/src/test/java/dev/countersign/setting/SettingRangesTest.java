package dev.countersign.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.countersign.user.Argon2Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        "confirmation.questions-per-hour, 0, a whole number from 1 to 100",
        "number.added-per-day, 101, a whole number from 1 to 100",
        "password.argon2-iterations, 0, a whole number from 1 to 100",
        "password.argon2-lanes, 17, a whole number from 1 to 16",
        "password.argon2-memory-kib, 127, a whole number from 128 to 2097152",
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

    /** Whatever else they are set to. */
    @Test
    void costsOfAHashThatAreRightOneByOneAreRightTogether() {
        List<Long> memory = ends("password.argon2-memory-kib");
        List<Long> iterations = ends("password.argon2-iterations");
        List<Long> lanes = ends("password.argon2-lanes");

        for (int least = 0; least < 2; least++) {
            for (Long many : lanes) {
                int kib = memory.get(least).intValue();
                int passes = iterations.get(least).intValue();
                assertThatCode(() -> new Argon2Parameters(kib, passes, many.intValue()))
                        .doesNotThrowAnyException();
            }
        }
    }

    private static List<Long> ends(String key) {
        String bounds = Objects.requireNonNull(SettingRanges.byKey().get("countersign." + key))
                .bounds();
        return Arrays.stream(bounds.split(" to ")).map(Long::valueOf).toList();
    }

    private static List<String> faults(Map<String, String> settings) {
        return SettingRanges.faults(key -> Optional.ofNullable(settings.get(key)));
    }
}
