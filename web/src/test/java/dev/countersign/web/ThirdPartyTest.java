package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Scripts of others that our pages serve are what was published, octet by octet: the package {@code qr} 0.7.0 of npm, which reads QR
 * codes where a browser does not. It is not on Maven Central, and the build needs no Node.js.
 */
class ThirdPartyTest {

    @ParameterizedTest
    @CsvSource({
        "qr/decode.js, 00e209820dcb11d624e9a03d6383e580766792b57d1651318f0a29e4e1ff0fe8",
        "qr/index.js, a0de370051f94bd74f218f74401fdf197585e3f9ef0143164f87ea941a3fdd6f",
    })
    void isAsItWasPublished(String file, String digest) throws IOException, GeneralSecurityException {
        byte[] script =
                Files.readAllBytes(PageModules.WEBAPP.resolve("third-party").resolve(file));

        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(script);
        assertThat(HexFormat.of().formatHex(sha256)).isEqualTo(digest);
    }
}
