package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.device.ActivationSecret;
import dev.countersign.device.Octets;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authenticator moves to the command line device, as a script sees it. */
class MoveTest {

    private static final String PIN = "7a=31";
    private static final Octets TOLD = Octets.random(32, new SecureRandom());

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void aMigrationAsksForThePasswordTwiceAndForTheDigits() {
        try (PlayedServer played = PlayedServer.start(ActivationSecret.ofSmsToken("01234567"))) {
            played.answerNext(201, begun(played));
            played.answerNext(204, "");
            played.answerNext(202, "{\"label\": \"•••• 4567\", \"expiresAt\": \"2026-01-01T00:15:00Z\"}");

            assertThat(script(
                            "pass1\npass2\n0123 4567\n" + PIN,
                            List.of("migrate", "--server", at(played), "--state", file("new"), "abcde123")))
                    .isZero();

            assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo("Active for abcde123.");
            assertThat(played.calls)
                    .extracting(PlayedServer.Call::path)
                    .containsExactly(
                            "/api/v1/device/activations/credentials",
                            "/api/v1/device/activations/" + played.activation + "/credentials",
                            "/api/v1/device/activations/" + played.activation + "/sms",
                            "/api/v1/device/activations",
                            "/api/v1/device/activations/" + played.activation + "/redemption");
            assertThat(played.calls.get(0).body().getString("purpose")).isEqualTo("MIGRATE");
            assertThat(played.calls.get(0).body().getString("password")).isEqualTo("pass1");
            assertThat(played.calls.get(1).body().getString("password")).isEqualTo("pass2");
            assertThat(played.calls.get(1).authorization()).contains("Bearer " + Base64Url.encode(TOLD));
            assertThat(played.calls.get(2).body()).isEmpty();
            assertThat(played.openedPin).isEqualTo(PIN);
        }
    }

    @Test
    void aCardIsAskedWhereTheServerSaysSo() {
        try (PlayedServer played = PlayedServer.start(ActivationSecret.ofSmsToken("76543210"))) {
            played.answerNext(201, begun(played));
            played.answerNext(202, "{\"challenge\": \"482913\", \"expiresAt\": \"2026-01-01T00:15:00Z\"}");

            assertThat(script(
                            "pass1\n76543210\n" + PIN,
                            List.of("recover", "--server", at(played), "--state", file("new"), "abcde123")))
                    .isZero();
        }
    }

    @Test
    void theKeyOfAnOlderDeviceSignsInsteadOfTheDigits() {
        try (PlayedServer before = PlayedServer.start(ActivationSecret.randomQr(new SecureRandom()));
                PlayedServer played = PlayedServer.start(ActivationSecret.ofKey(TOLD))) {
            script(PIN, List.of("activate", "--server", at(before), "--state", file("old"), before.link()));
            played.answerNext(201, begun(played));

            assertThat(script(
                            "pass1\n" + PIN,
                            List.of(
                                    "merge",
                                    "--server",
                                    at(played),
                                    "--state",
                                    file("new"),
                                    "--from",
                                    file("old"),
                                    "abcde123")))
                    .isZero();

            JsonObject claim = played.calls.get(2).body();
            assertThat(claim.getString("method")).isEqualTo("key");
            assertThat(claim.getJsonObject("handOver").getString("signature"))
                    .hasSize(86)
                    .isNotEqualTo(claim.getJsonObject("possession").getString("signature"));
        }
    }

    @Test
    void whatIsRefusedIsToldAndAMergeNeedsAnOlderDevice() {
        try (PlayedServer played = PlayedServer.start(ActivationSecret.ofKey(TOLD))) {
            played.answerNext(409, PlayedServer.problem("REC_NOTHING_FOUND"));

            assertThat(script("pass1", List.of("recover", "--server", at(played), "--state", file("new"), "abcde123")))
                    .isEqualTo(1);
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .startsWith("There is nothing that this device could recover.");
            assertThat(script("pass1", List.of("merge", "--server", at(played), "--state", file("new"), "abcde123")))
                    .isEqualTo(2);
        }
    }

    private static String begun(PlayedServer played) {
        return JsonText.object()
                .add("activation", played.activation.toString())
                .add("secret", Base64Url.encode(TOLD))
                .add("numbers", JsonText.array())
                .add("expiresAt", "2026-01-01T00:15:00Z")
                .build()
                .toString();
    }

    private static String at(PlayedServer played) {
        return played.address().toString();
    }

    private String file(String name) {
        return folder.resolve(name + ".json").toString();
    }

    private int script(String input, List<String> arguments) {
        return Main.run(
                arguments,
                new StreamTerminal(new StringReader(input)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
