package dev.countersign.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUuidTest {

    private static final String CANONICAL = "a7d5b1c2-0e3f-4a68-b9c7-5d2e4f6a8b02";

    @Test
    void readsTheFormThatJavaWrites() {
        assertThat(CanonicalUuid.parse(CANONICAL)).contains(UUID.fromString(CANONICAL));
        assertThat(CanonicalUuid.is(UUID.randomUUID().toString())).isTrue();
    }

    /** Java itself reads groups that are too short. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "A7D5B1C2-0E3F-4A68-B9C7-5D2E4F6A8B02",
                "a7d5b1c20e3f4a68b9c75d2e4f6a8b02",
                "{a7d5b1c2-0e3f-4a68-b9c7-5d2e4f6a8b02}",
                "urn:uuid:a7d5b1c2-0e3f-4a68-b9c7-5d2e4f6a8b02",
                " a7d5b1c2-0e3f-4a68-b9c7-5d2e4f6a8b02",
                "a7d5b1c2-0e3f-4a68-b9c7-5d2e4f6a8b02\n",
                "a7d5b1c2-0e3f-4a68-b9c7-5d2e4f6a8b0\u0000",
                "\uff417d5b1c2-0e3f-4a68-b9c7-5d2e4f6a8b02"
            })
    void readsNothingElse(String text) {
        assertThat(CanonicalUuid.parse(text)).isEmpty();
        assertThat(CanonicalUuid.is(text)).isFalse();
    }
}
