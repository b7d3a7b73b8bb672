package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.push.apns.Apns;
import dev.countersign.push.fcm.Fcm;
import dev.countersign.push.webpush.WebPush;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which services are on by which settings. */
class PushConfigurationTest {

    private static final String KEY =
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private static final String AUTH = "BTBZMqHH6r4Tts7J_aSIgg";

    @TempDir
    private Path folder;

    private final Beans beans = new Beans();

    @Test
    void browsersAloneAreOnByDefault() {
        assertThat(isOn(WebPush.class)).isTrue();
        assertThat(isOn(Apns.class)).isFalse();
        assertThat(isOn(Fcm.class)).isFalse();
    }

    @Test
    void browsersCanBeOff() {
        beans.set("countersign.push.web", "false").set("countersign.push.vapid.subject", "of no use then");

        assertThat(isOn(WebPush.class)).isFalse();
    }

    @Test
    void endpointsFollowTheSettings() {
        beans.set("countersign.push.web.hosts", "push.example.net, *.push.apple.com")
                .set("countersign.push.web.ports", "443, 8443");

        assertThat(accepts("https://push.example.net:8443/p")).isTrue();
        assertThat(accepts("https://web.push.apple.com/p")).isTrue();
        assertThat(accepts("https://fcm.googleapis.com/p")).isFalse();
        assertThat(accepts("http://127.0.0.1:8090/push/1")).isFalse();
        beans.set("countersign.push.web.loopback", "true");
        assertThat(accepts("http://127.0.0.1:8090/push/1")).isTrue();
    }

    @Test
    void aSubjectIsAnAddress() {
        beans.set("countersign.push.vapid.subject", "ops@example.com");

        assertThatThrownBy(() -> isOn(WebPush.class)).hasMessageContaining("countersign.push.vapid.subject");
    }

    @Test
    void aPortIsANumber() {
        beans.set("countersign.push.web.ports", "443, https");

        assertThatThrownBy(() -> isOn(WebPush.class)).hasMessageContaining("countersign.push.web.ports has https");
    }

    @Test
    void appleIsOnWithAKeyAndAllThatBelongsToIt() throws Exception {
        beans.set("countersign.push.apns.key", pem("EC"))
                .set("countersign.push.apns.key-id", "KEY1234567")
                .set("countersign.push.apns.team-id", "TEAM123456");
        assertThatThrownBy(() -> isOn(Apns.class)).hasMessageContaining("needs countersign.push.apns.topic");

        beans.set("countersign.push.apns.topic", "dev.countersign.app");

        assertThat(isOn(Apns.class)).isTrue();
    }

    @Test
    void aKeyOfAnotherKindIsRefusedAtTheStart() throws Exception {
        beans.set("countersign.push.apns.key", pem("RSA"))
                .set("countersign.push.apns.key-id", "KEY1234567")
                .set("countersign.push.apns.team-id", "TEAM123456")
                .set("countersign.push.apns.topic", "dev.countersign.app");

        assertThatThrownBy(() -> isOn(Apns.class))
                .hasMessage("countersign.push.apns.key: this is no private key for EC");
    }

    @Test
    void googleIsOnWithAServiceAccount() throws Exception {
        String key =
                Files.readString(Path.of(pem("RSA"))).replace("\r\n", "\\n").replace("\n", "\\n");
        String file =
                write("{\"project_id\": \"p\", \"client_email\": \"e\", \"private_key_id\": \"k\", \"private_key\": \""
                        + key + "\", \"token_uri\": \"https://token.example/\"}");
        beans.set("countersign.push.fcm.service-account", file);

        assertThat(isOn(Fcm.class)).isTrue();
    }

    @Test
    void aFileThatIsMissingIsToldByItsSetting() {
        beans.set("countersign.push.fcm.service-account", folder.resolve("none").toString());

        assertThatThrownBy(() -> isOn(Fcm.class)).hasMessageContaining("countersign.push.fcm.service-account");
    }

    private boolean isOn(Class<? extends PushProvider> provider) {
        return beans.<PushProvider, Boolean>call(provider, PushProvider::isConfigured);
    }

    private boolean accepts(String endpoint) {
        return beans.<WebPush, Boolean>call(
                WebPush.class, provider -> provider.accepts(WebPushAddress.of(endpoint, KEY, AUTH)));
    }

    private String pem(String algorithm) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        return write("-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n");
    }

    private String write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "key", ".txt"), text)
                .toString();
    }
}
