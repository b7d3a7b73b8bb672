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
        String cookie = cookies.renew(owner(7), "");

        assertThat(cookies.deviceOf(owner(7), cookie)).hasSize(32);
        assertThat(cookies.deviceOf(owner(8), cookie)).isEmpty();
    }

    @Test
    void keepsTheDeviceWhenItIsRenewed() {
        String cookie = cookies.renew(owner(7), "");

        assertThat(cookies.deviceOf(owner(7), cookies.renew(owner(7), cookie)))
                .isEqualTo(cookies.deviceOf(owner(7), cookie));
    }

    @Test
    void keepsTheOtherUsersOfABrowserAndFourOfThemAtMost() {
        String cookie = "";
        for (int user = 1; user <= 6; user++) {
            cookie = cookies.renew(owner(user), cookie);
        }

        assertThat(cookies.deviceOf(owner(6), cookie)).isNotEmpty();
        assertThat(cookies.deviceOf(owner(2), cookie)).isNotEmpty();
        assertThat(cookies.deviceOf(owner(1), cookie)).isEmpty();
    }

    @Test
    void forgetsADeviceAfterItsLife() {
        String cookie = cookies.renew(owner(7), "");

        assertThat(at(NOW.plus(DeviceCookies.LIFE).minusSeconds(1)).deviceOf(owner(7), cookie))
                .isNotEmpty();
        assertThat(at(NOW.plus(DeviceCookies.LIFE)).deviceOf(owner(7), cookie)).isEmpty();
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        String cookie = cookies.renew(owner(7), "");

        for (int i = 0; i < cookie.length(); i++) {
            char other = cookie.charAt(i) == '0' ? '1' : '0';
            String changed = cookie.substring(0, i) + other + cookie.substring(i + 1);
            assertThat(cookies.deviceOf(owner(7), changed)).as(changed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "~", "~~~~~~", ".", "...", "a.b.c.d", "0123456789abcdef0123456789abcdef.1.", "\u00e9~\u0000"
            })
    void anythingElseIsNoDevice(String cookie) {
        assertThat(cookies.deviceOf(owner(7), cookie)).isEmpty();
    }

    @Test
    void forgetsTheDevicesOfAnOwnerButTheOneThatIsRenewed() {
        DeviceOwner later = new DeviceOwner(7, NOW.plusSeconds(1));
        String other = cookies.renew(owner(7), "");
        String cookie = cookies.renew(owner(8), cookies.renew(owner(7), ""));
        String device = cookies.deviceOf(owner(7), cookie);

        String renewed = cookies.renew(later, device, cookie);

        assertThat(cookies.deviceOf(later, other)).isEmpty();
        assertThat(cookies.deviceOf(later, cookie)).isEmpty();
        assertThat(cookies.deviceOf(later, renewed)).isEqualTo(device);
        assertThat(cookies.deviceOf(owner(8), renewed)).isEqualTo(cookies.deviceOf(owner(8), cookie));
        assertThat(renewed.split("~")).as("the forgotten entry is left out").hasSize(2);
    }

    private static DeviceOwner owner(long userId) {
        return new DeviceOwner(userId, Instant.EPOCH);
    }

    private DeviceCookies at(Instant time) {
        return new DeviceCookies(secrets, Clock.fixed(time, ZoneOffset.UTC));
    }
}
