package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.crypto.CountedReadings;
import dev.countersign.lockout.Caller;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stranger at the door with a cookie that names keys which there are not. */
class MadeUpCookieTest {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Beans beans = new Beans();
    private final CountedReadings keys = new CountedReadings(beans);
    private final User user =
            beans.query(entities -> Users.add(entities, beans.clock().instant()));

    @Test
    void costsOneReadingOfTheKeysForAKnownNameAndForAnUnknownOne() {
        beans.clock().pass(PAUSE);
        assertThat(readings(user.userName())).isEqualTo(1);
        beans.clock().pass(PAUSE);
        assertThat(readings("nobody.has.this")).isEqualTo(1);
    }

    @Test
    void costsNothingMoreForASecond() {
        beans.clock().pass(PAUSE);
        readings("nobody.has.this");
        beans.clock().pass(PAUSE.minusMillis(1));

        assertThat(readings(user.userName())).isZero();
        assertThat(readings("nobody.has.this")).isZero();
    }

    /** The address is of no matter: a device that is known is looked at wherever it calls from. */
    private int readings(String name) {
        LoginRequest request = Door.request(name, PASSWORD, ClientKind.PORTAL);
        return keys.during(() ->
                beans.call(LoginAttempts.class, door -> door.approach(request, new Caller("192.0.2.77", cookie()))));
    }

    private String cookie() {
        return IntStream.range(0, 5)
                .mapToObj(i -> "0123456789abcdef".repeat(2) + "."
                        + beans.clock().instant().getEpochSecond() + ".device_cookie-" + (77 + i) + ".bWFj")
                .collect(Collectors.joining("~"));
    }
}
