package dev.countersign.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResetCodeTest {

    @Test
    void isMadeOfTwelveCharactersInGroupsOfFour() {
        SecureRandom random = new SecureRandom();
        Set<String> codes = Stream.generate(() -> ResetCode.next(random).value())
                .limit(1000)
                .collect(Collectors.toSet());

        assertThat(codes).hasSize(1000).allMatch(code -> code.matches("([0-9A-HJKMNP-TV-Z]{4}-?){3}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7QK2-M0XD-51B0", "7qk2m0xd51b0", "7QK2 MOXD 5IBO", " 7qk2-mOxd-5lb0 "})
    void isReadAsPeopleTypeIt(String typed) {
        assertThat(ResetCode.find(typed).map(ResetCode::value)).contains("7QK2-M0XD-51B0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "7QK2-M0XD-51B", "7QK2-M0XD-51B00", "7QK2-M0XD-51BU", "٧QK2-M0XD-51B0", "7QK2_M0XD_51B0"})
    void isNothingElse(String typed) {
        assertThat(ResetCode.find(typed)).isEmpty();
    }

    @Test
    void isNeverShownByAccident() {
        ResetCode code = new ResetCode("7QK2-M0XD-51B0");

        assertThat(code.toString()).doesNotContain("7QK2");
        assertThatThrownBy(() -> new ResetCode("7QK2M0XD51B0"))
                .hasMessageNotContainingAny("7QK2")
                .isInstanceOf(IllegalArgumentException.class);
    }
}
