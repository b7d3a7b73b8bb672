package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.lockout.Caller;
import dev.countersign.lockout.DeviceCookies;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose address counts. */
class CallersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | 198.51.100.9 | 192.0.2.1",
                "10.0.0.1 | '' | 10.0.0.1",
                "10.0.0.1 | 198.51.100.9 | 198.51.100.9",
                "10.0.0.1 | 203.0.113.5, 198.51.100.9 | 198.51.100.9",
                "10.0.0.1 | 203.0.113.5, 198.51.100.9, 10.0.0.2 | 198.51.100.9",
                "10.0.0.1 | 10.0.0.2 | 10.0.0.2",
                "10.0.0.1 | 2001:db8::7 | 2001:db8::7",
                "10.0.0.1 | 203.0.113.5, unknown | 10.0.0.1",
                "10.0.0.1 | 203.0.113.5, | 10.0.0.1",
                "10.0.0.1 | <script> | 10.0.0.1",
                "10.0.0.1 | 198.51.100.9:49152 | 198.51.100.9",
                "10.0.0.1 | [2001:db8::7]:49152 | 2001:db8::7",
                "10.0.0.1 | [2001:db8::7] | 2001:db8::7",
                "10.0.0.1 | 198.51.100.999 | 10.0.0.1",
                "10.0.0.1 | cafe | 10.0.0.1",
                "10.2.255.1 | 198.51.100.9 | 198.51.100.9",
                "10.3.0.1 | 198.51.100.9 | 10.3.0.1",
                "2001:db8:0:1::9 | 198.51.100.9 | 198.51.100.9",
                "2001:db8:0:2::9 | 198.51.100.9 | 2001:db8:0:2::9",
                "::ffff:10.0.0.1 | 198.51.100.9 | 198.51.100.9",
            })
    void believesTrustedProxiesAlone(String connection, String forwardedFor, String expected) {
        Callers callers = new Callers(Optional.of("10.0.0.1, 10.0.0.2, 10.2.0.0/16, 2001:db8:0:1::/64"));

        assertThat(callers.address(connection, List.of(forwardedFor))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "2001:db8::/129", "10.0.0.0/-1", "10.0.0.1/8/8"
            })
    void refusesWhatIsNoRange(String setting) {
        assertThatThrownBy(() -> new Callers(Optional.of(setting)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(setting);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, Host, true",
        "127.0.0.1, X-Forwarded-For, false",
        "127.0.0.1, x-forwarded-proto, false",
        "127.0.0.1, FORWARDED, false",
        "127.0.0.1, X-Real-IP, false",
        "127.0.0.1, Via, false",
        "10.0.0.1, Host, false",
    })
    void aRequestIsDirectWithoutAnySignOfAProxy(String connection, String header, boolean direct) {
        Callers callers = new Callers(Optional.of("10.0.0.1"));

        assertThat(callers.isDirect(connection, List.of("Accept", header))).isEqualTo(direct);
    }

    @Test
    void whatARequestSaysIsReadFromItsHeadersAndCookies() {
        Callers callers = new Callers(Optional.of("10.0.0.1"));
        Map<String, List<String>> forwarded =
                Map.of("X-Forwarded-For", List.of("203.0.113.5", "198.51.100.9"), "Host", List.of("login.example"));
        HttpServletRequest request =
                new SentRequest("10.0.0.1", "https", forwarded, List.of(new Cookie(Cookies.DEVICE, "d1"))).asServlet();

        assertThat(callers.of(request)).isEqualTo(new Caller("198.51.100.9", "d1"));
        assertThat(callers.address(request)).isEqualTo("198.51.100.9");
        assertThat(callers.isDirect(request)).isFalse();
        assertThat(callers.isDirect(SentRequest.from("127.0.0.1", forwarded).asServlet()))
                .isFalse();
        assertThat(callers.isDirect(SentRequest.from("127.0.0.1", Map.of("Host", List.of("localhost")))
                        .asServlet()))
                .isTrue();
    }

    @Test
    void aDeviceCookieIsTheOnlyOneOfItsNameAndTheBrowserKeepsIt() {
        Cookie device = new Cookie(Cookies.DEVICE, "d1");

        assertThat(Callers.deviceCookie(requestWith(device))).isEqualTo("d1");
        assertThat(Callers.deviceCookie(requestWith(new Cookie("other", "d1")))).isEmpty();
        assertThat(Callers.deviceCookie(requestWith(device, device))).isEmpty();
        assertThat(Callers.deviceCookie(requestWith())).isEmpty();
        assertThat(Callers.setDeviceCookie("d1"))
                .isEqualTo("__Host-countersign-device=d1; Path=/; Max-Age=" + DeviceCookies.LIFE.toSeconds()
                        + "; Secure; HttpOnly; SameSite=Strict");
    }

    private static HttpServletRequest requestWith(Cookie... cookies) {
        return new SentRequest("192.0.2.1", "https", Map.of(), List.of(cookies)).asServlet();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1", "127.0.0.1"})
    void believesNobodyByDefault(String connection) {
        Callers callers = new Callers(Optional.empty());

        assertThat(callers.address(connection, List.of("198.51.100.9"))).isEqualTo(connection);
    }
}
