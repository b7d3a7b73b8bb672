package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The authenticator's modules compute in a browser what the device protocol's vectors say, of the same files as everybody else. */
@InBrowser
class AuthenticatorVectorsIT {

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();
    private static final Path VECTORS = PROJECT.resolve("device-protocol/src/test/resources/vectors");
    private static final String SCRIPT = "/authenticator/vectors.js";

    private final Screens screens;

    AuthenticatorVectorsIT(Screens screens) {
        this.screens = screens;
    }

    @ParameterizedTest
    @CsvSource({"ocra.json, 200", "ocra-extra-public.json, 20"})
    void computesOcra(String file, int fewest) throws IOException {
        assertComputes(Map.of("ocra", Files.readString(VECTORS.resolve(file))), fewest);
    }

    @Test
    void computesTheDocumentOfTheDeviceProtocol() throws IOException {
        assertComputes(Map.of("document", Files.readString(PROJECT.resolve("docs/device-protocol.md"))), 47);
    }

    private void assertComputes(Map<String, String> given, int fewest) throws IOException {
        Screen screen = screens.open(Look.PHONE);
        screen.goTo("/authenticator/");

        Map<?, ?> result = (Map<?, ?>) screen.page().evaluate(script(), given);

        assertThat((List<?>) result.get("differences")).isEmpty();
        assertThat((Integer) result.get("compared")).isGreaterThanOrEqualTo(fewest);
    }

    private static String script() throws IOException {
        try (var script = AuthenticatorVectorsIT.class.getResourceAsStream(SCRIPT)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
