package dev.countersign.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.user.NewUser.NewNumber;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserValuesTest {

    private static final UserName NAME = new UserName("demoa001");
    private static final Password PASSWORD = new Password("secret1");

    @ParameterizedTest
    @ValueSource(strings = {"abc", "demoa001", "a.b-c_d"})
    void takesUserNames(String name) {
        assertThat(UserName.find(name)).map(UserName::value).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Demoa001", "1demo", "démo01", "demo 01", "demo\n01", "' or 1=1--"})
    void refusesWhatNobodyCanBeCalled(String name) {
        assertThat(UserName.find(name)).isEmpty();
        assertThatThrownBy(() -> new UserName(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAUserNameOf65Characters() {
        assertThat(UserName.find("a".repeat(64))).isPresent();
        assertThat(UserName.find("a".repeat(65))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcde1", "1ábcde", "correct horse 7"})
    void takesPasswordsWithALetterAndADigit(String password) {
        assertThat(new Password(password).value()).isEqualTo(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcd1", "abcdef", "123456", "a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a"})
    void refusesOtherPasswordsWithoutQuotingThem(String password) {
        assertThatThrownBy(() -> new Password(password))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(password);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+447700900123", "+12025550123", "+8613800138000"})
    void takesNumbersInE164(String number) {
        assertThat(new NewNumber(number, true).e164()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"447700900123", "+0447700900", "+44 7700 900123", "+123456", "+1234567890123456", "+44770090012x"
            })
    void refusesOtherNumbers(String number) {
        assertThatThrownBy(() -> new NewNumber(number, true)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesANumberTwiceAndMoreThanTen() {
        NewNumber one = new NewNumber("+447700900123", true);
        List<NewNumber> eleven = Collections.nCopies(11, one);

        assertThatThrownBy(() ->
                        new NewUser(NAME, PASSWORD, "en", "GB", Account.OPEN, List.of(one, one), Identity.UNKNOWN))
                .hasMessageContaining("once");
        assertThatThrownBy(() -> new NewUser(NAME, PASSWORD, "en", "GB", Account.OPEN, eleven, Identity.UNKNOWN))
                .hasMessageContaining("10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EN", "eng", "", "e1"})
    void refusesOtherLanguages(String language) {
        assertThatThrownBy(() -> new NewUser(NAME, PASSWORD, language, "GB", Account.OPEN, List.of(), Identity.UNKNOWN))
                .hasMessageContaining("language");
        assertThatThrownBy(() -> new UserChange(
                        Optional.of(language), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()))
                .hasMessageContaining("language");
    }

    /** It takes the check of a caller. */
    @Test
    void aChangeEndsNoLock() {
        assertThatThrownBy(() -> new UserChange(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(false), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unlock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gb", "GBR", "", "UK", "ZZ"})
    void refusesOtherJurisdictions(String jurisdiction) {
        assertThatThrownBy(() ->
                        new NewUser(NAME, PASSWORD, "en", jurisdiction, Account.OPEN, List.of(), Identity.UNKNOWN))
                .hasMessageContaining("jurisdiction");
        assertThatThrownBy(() -> new UserChange(
                        Optional.empty(),
                        Optional.of(jurisdiction),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessageContaining("jurisdiction");
    }
}
