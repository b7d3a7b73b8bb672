package dev.countersign.push.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Vectors;
import dev.countersign.push.WebPushAddress;
import jakarta.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No subscription makes the server call into its own network. */
class EndpointRulesTest {

    private static final String KEY =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

    private static final NameLookup NAMES = new NameLookup(Duration.ofSeconds(20));
    private static final EndpointRules ALL = new EndpointRules(Set.of(), Set.of(443), false, NAMES);
    private static final EndpointRules LISTED = new EndpointRules(
            Set.of("fcm.googleapis.com", "push.example.net", "*.push.apple.com"), Set.of(443), false, NAMES);
    private static final EndpointRules DEVELOPMENT = new EndpointRules(Set.of(), Set.of(443), true, NAMES);

    static Stream<JsonObject> endpoints() {
        return Vectors.read("webpush.json").getJsonArray("endpoints_to_refuse").stream()
                .map(value -> value.asJsonObject());
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void refusesTheEndpointsOfTheVectors(JsonObject vector) {
        assertThat(isRefused(LISTED, vector.getString("endpoint")))
                .as(vector.getString("why"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://fcm.googleapis.com/fcm/send/abc:def",
                "https://updates.push.services.mozilla.com/wpush/v2/abc",
                "https://web.push.apple.com/QAbc",
                "https://push.example.net:443/p",
                "HTTPS://Push.Example.net/p"
            })
    void takesPublicHosts(String endpoint) {
        assertThat(isRefused(ALL, endpoint)).isFalse();
    }

    @Test
    void takesOnlyTheHostsOfAListWhereThereIsOne() {
        assertThat(isRefused(LISTED, "https://FCM.googleapis.com/x")).isFalse();
        assertThat(isRefused(LISTED, "https://web.push.apple.com/x")).isFalse();
        assertThat(isRefused(LISTED, "https://updates.push.services.mozilla.com/x"))
                .isTrue();
        assertThat(isRefused(LISTED, "https://xpush.apple.com/x")).isTrue();
        assertThat(isRefused(LISTED, "https://push.apple.com/x")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://push.example.net:8443/p",
                "https://localhost/p",
                "https://a.localhost/p",
                "https://0x7f.1/p",
                "https://[fe80::1]/p"
            })
    void refusesOtherPortsAndThisMachineWithoutAListToo(String endpoint) {
        assertThat(isRefused(ALL, endpoint)).isTrue();
    }

    @Test
    void takesThisMachineForDevelopmentOnly() {
        for (String endpoint :
                Set.of("http://127.0.0.1:8090/push/1", "http://localhost:8090/push/1", "http://[::1]:8090/push/1")) {
            assertThat(isRefused(DEVELOPMENT, endpoint)).as(endpoint).isFalse();
            assertThat(isRefused(ALL, endpoint)).as(endpoint).isTrue();
        }
        assertThat(isRefused(DEVELOPMENT, "http://10.0.0.5:8090/push/1")).isTrue();
        assertThat(isRefused(DEVELOPMENT, "http://push.example.net/push/1")).isTrue();
    }

    @Test
    void followsTheNameToItsAddresses() throws UnknownHostException {
        assertThat(ALL.refusalOfAddresses(URI.create("https://localhost/"))).isPresent();
        assertThat(ALL.refusalOfAddresses(URI.create("https://8.8.8.8/"))).isEmpty();
        assertThat(DEVELOPMENT.refusalOfAddresses(URI.create("http://127.0.0.1:1/")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.5",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.9.9.9",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.4",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "100::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "2001::1",
                "2001:1ff::1",
                "2001:db8::1",
                "2002:a00:1::1",
                "3fff:fff::1"
            })
    void addressesThatAreNotPublic(String literal) throws UnknownHostException {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2001:200::1",
                "2003::1",
                "2606:4700:4700::1111",
                "2a00:1450::1",
                "3ffe::1"
            })
    void addressesThatArePublic(String literal) throws UnknownHostException {
        assertThat(PublicAddress.isPublic(InetAddress.getByName(literal))).isTrue();
    }

    /** As a registration does: the text must be an address first. */
    private static boolean isRefused(EndpointRules rules, String endpoint) {
        try {
            return rules.refusal(WebPushAddress.of(endpoint, KEY, AUTH).endpoint())
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
