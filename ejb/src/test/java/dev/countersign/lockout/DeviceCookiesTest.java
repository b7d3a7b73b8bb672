package dev.countersign.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceCookiesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Secrets secrets = new Secrets(new KeysInMemory());
    private final DeviceCookies cookies = at(NOW);

    @Test
    void recognisesTheDeviceOfTheUserItWasMadeFor() {
        String cookie = cookies.renew(7, "");

        assertThat(cookies.deviceOf(7, cookie)).hasSize(32);
        assertThat(cookies.deviceOf(8, cookie)).isEmpty();
    }

    @Test
    void keepsTheDeviceWhenItIsRenewed() {
        String cookie = cookies.renew(7, "");

        assertThat(cookies.deviceOf(7, cookies.renew(7, cookie))).isEqualTo(cookies.deviceOf(7, cookie));
    }

    @Test
    void keepsTheOtherUsersOfABrowserAndFourOfThemAtMost() {
        String cookie = "";
        for (int user = 1; user <= 6; user++) {
            cookie = cookies.renew(user, cookie);
        }

        assertThat(cookies.deviceOf(6, cookie)).isNotEmpty();
        assertThat(cookies.deviceOf(2, cookie)).isNotEmpty();
        assertThat(cookies.deviceOf(1, cookie)).isEmpty();
    }

    @Test
    void forgetsADeviceAfterItsLife() {
        String cookie = cookies.renew(7, "");

        assertThat(at(NOW.plus(DeviceCookies.LIFE).minusSeconds(1)).deviceOf(7, cookie))
                .isNotEmpty();
        assertThat(at(NOW.plus(DeviceCookies.LIFE)).deviceOf(7, cookie)).isEmpty();
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        String cookie = cookies.renew(7, "");

        for (int i = 0; i < cookie.length(); i++) {
            char other = cookie.charAt(i) == '0' ? '1' : '0';
            String changed = cookie.substring(0, i) + other + cookie.substring(i + 1);
            assertThat(cookies.deviceOf(7, changed)).as(changed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "~", "~~~~~~", ".", "...", "a.b.c.d", "0123456789abcdef0123456789abcdef.1.", "\u00e9~\u0000"
            })
    void anythingElseIsNoDevice(String cookie) {
        assertThat(cookies.deviceOf(7, cookie)).isEmpty();
    }

    private DeviceCookies at(Instant time) {
        return new DeviceCookies(secrets, Clock.fixed(time, ZoneOffset.UTC));
    }
}
