package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Vectors;
import jakarta.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of phones: their forms, their text, and what their {@code toString} keeps to itself. */
class PushAddressTest {

    private static final String KEY =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

    static Stream<PushAddress> addresses() {
        return Stream.of(
                WebPushAddress.of("https://push.example.net/p/secret1?x=%41", KEY, AUTH),
                new ApnsAddress("0123456789abcdef".repeat(4)),
                new FcmAddress("secret1-_:APA91b"));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void areReadBackFromTheirText(PushAddress address) {
        assertThat(PushAddress.parse(address.text())).isEqualTo(address);
        assertThat(address.text()).startsWith(address.service().name() + " ").isASCII();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void hideWhatOpensThem(PushAddress address) {
        assertThat(address.toString()).doesNotContain("secret1", "0123", KEY, AUTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "WEB_PUSH",
                "WEB_PUSH https://a.example/ " + KEY,
                "APNS",
                "APNS 00 00",
                "SMOKE signal",
                "FCM a b",
                "FCM ",
                "APNS 01234567",
                "APNS xyz456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> PushAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<JsonObject> subscriptions() {
        return Vectors.read("webpush.json").getJsonArray("subscriptions_to_refuse").stream()
                .map(value -> value.asJsonObject());
    }

    @ParameterizedTest
    @MethodSource("subscriptions")
    void keysThatNoBrowserHasAreRefused(JsonObject vector) {
        assertThatThrownBy(() -> WebPushAddress.of(
                        "https://push.example.net/p/1", vector.getString("p256dh"), vector.getString("auth")))
                .as(vector.getString("why"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anEndpointHas1024CharactersAtMost() {
        String start = "https://push.example.net/";
        String longest = start + "a".repeat(1024 - start.length());

        assertThat(WebPushAddress.of(longest, KEY, AUTH).endpoint()).hasToString(longest);
        assertThatThrownBy(() -> WebPushAddress.of(longest + "a", KEY, AUTH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
