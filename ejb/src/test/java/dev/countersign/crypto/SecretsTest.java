package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.lockout.DeviceCookies;
import org.junit.jupiter.api.Test;

class SecretsTest {

    private final Secrets secrets = new Secrets(new KeysInMemory());

    @Test
    void opensASealedTextForItsOwnRecordAndPurposeOnly() {
        String sealed = secrets.seal(Purpose.SMS_TEXT, "row 1", "042042 is your code");

        assertThat(secrets.open(Purpose.SMS_TEXT, "row 1", sealed)).isEqualTo("042042 is your code");
        assertThatThrownBy(() -> secrets.open(Purpose.SMS_TEXT, "row 2", sealed))
                .isInstanceOf(UnreadableSecretException.class);
        assertThatThrownBy(() -> secrets.open(Purpose.TOKEN_SIGNING, "row 1", sealed))
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void namesTheKeyInWhatItMakes() {
        assertThat(secrets.seal(Purpose.SMS_TEXT, "r", "x")).startsWith("SMS_TEXT-1.");
        assertThat(secrets.hash(Purpose.CODE_HASH, "r", "x")).startsWith("CODE_HASH-1.");
    }

    @Test
    void hashesOneValueOfTwoRecordsDifferently() {
        assertThat(secrets.hash(Purpose.CODE_HASH, "row 1", "042042"))
                .isNotEqualTo(secrets.hash(Purpose.CODE_HASH, "row 2", "042042"));
    }

    @Test
    void matchesTheRightValueAlone() {
        String hash = secrets.hash(Purpose.CODE_HASH, "row 1", "042042");

        assertThat(secrets.matches(Purpose.CODE_HASH, "row 1", "042042", hash)).isTrue();
        assertThat(secrets.matches(Purpose.CODE_HASH, "row 1", "042043", hash)).isFalse();
        assertThat(secrets.matches(Purpose.CODE_HASH, "row 2", "042042", hash)).isFalse();
    }

    @Test
    void refusesASecretThatNamesNoKey() {
        assertThatThrownBy(() -> secrets.open(Purpose.SMS_TEXT, "r", "nothing"))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageNotContaining("nothing ");
        assertThat(secrets.countUnreadable(Purpose.SMS_TEXT)).isEqualTo(1);
    }

    @Test
    void makesBearersOf256Bits() {
        String bearer = secrets.newBearer();

        assertThat(bearer).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(secrets.newBearer());
    }

    @Test
    void digestsBySha256() {
        // FIPS 180-4 example: SHA-256 of "abc"
        assertThat(Secrets.digestOf("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void countsWhatDoesNotOpenByPurpose() {
        String copied = secrets.seal(Purpose.SMS_TEXT, "row 1", "042042 is your code");

        assertThatThrownBy(() -> secrets.open(Purpose.SMS_TEXT, "row 2", copied))
                .isInstanceOf(UnreadableSecretException.class);
        assertThatThrownBy(() -> secrets.open(Purpose.SMS_TEXT, "row 1", "no_such-1.AAAA"))
                .isInstanceOf(UnreadableSecretException.class);

        assertThat(secrets.countUnreadable(Purpose.SMS_TEXT)).isEqualTo(2);
        assertThat(secrets.countUnreadable(Purpose.TOKEN_SIGNING)).isZero();
    }

    @Test
    void keepsTheKeyOfACookieForAsLongAsACookieLives() {
        assertThat(Purpose.DEVICE_COOKIE.rest()).isGreaterThan(DeviceCookies.LIFE);
    }
}
