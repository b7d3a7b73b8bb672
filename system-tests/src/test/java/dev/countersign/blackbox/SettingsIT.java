package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server with settings that cannot be read ends and says why, instead of answering 404 to all. */
@Tag("full")
class SettingsIT {

    private static final int EX_CONFIG = 78;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void aSettingThatIsNoValueOfItsTypeEndsTheStart() throws IOException {
        Path folder = Path.of("target/run-settings");

        int exitCode = Product.endOfStart(
                folder,
                Map.of(
                        "countersign.token.life", "15m",
                        "countersign.smpp.per-second", "x",
                        "countersign.totp.most", ""),
                PATIENCE);

        assertThat(exitCode).isEqualTo(EX_CONFIG);
        assertThat(Files.readString(folder.resolve("log/server.log")))
                .contains("The server does not start. ")
                .contains("countersign.smpp.per-second is a whole number, and not x")
                .contains("countersign.token.life is an ISO 8601 duration from PT10S to PT24H, and not 15m")
                .contains("countersign.totp.most is set to nothing");
    }

    @Test
    void aSettingThatAPushServiceCannotUseEndsTheStart() throws IOException {
        Path folder = Path.of("target/run-push-settings");

        int exitCode =
                Product.endOfStart(folder, Map.of("countersign.push.vapid.subject", "ops@example.com"), PATIENCE);

        assertThat(exitCode).isEqualTo(EX_CONFIG);
        assertThat(Files.readString(folder.resolve("log/server.log")))
                .contains("The server does not start. ")
                .contains("countersign.push.vapid.subject must begin with mailto: or https://");
    }
}
