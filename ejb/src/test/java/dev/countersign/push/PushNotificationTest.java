package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushNotificationTest {

    private static final UUID ID = UUID.fromString("5b1f0f7e-6f0f-4d0c-9a53-7c1a2b3c4d5e");

    @Test
    void hidesItsTexts() {
        PushNotification notification =
                new PushNotification(ID, "LOGIN", "secret1", "secret1", Duration.ofSeconds(1), Optional.empty());

        assertThat(notification).hasToString("PushNotification[LOGIN " + ID + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "login, Title, PT1S, topic",
        "LOGIN, ' ', PT1S, topic",
        "LOGIN, Title, PT0.999S, topic",
        "LOGIN, Title, PT-1S, topic",
        "LOGIN, Title, PT1S, a b",
        "LOGIN, Title, PT1S, 123456789012345678901234567890123"
    })
    void refusesWhatNoServiceCouldBring(String kind, String title, Duration life, String topic) {
        assertThatThrownBy(() -> new PushNotification(ID, kind, title, "", life, Optional.of(topic)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void textsHaveTheirMeasure() {
        assertThat(notification("t".repeat(200), "b".repeat(1000)).title()).hasSize(200);
        assertThatThrownBy(() -> notification("t".repeat(201), "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> notification("t", "b".repeat(1001))).isInstanceOf(IllegalArgumentException.class);
    }

    private static PushNotification notification(String title, String body) {
        return new PushNotification(ID, "NOTICE", title, body, Duration.ofHours(1), Optional.empty());
    }
}
