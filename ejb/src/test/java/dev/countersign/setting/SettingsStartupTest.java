package dev.countersign.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.countersign.Beans;
import dev.countersign.Databases;
import dev.countersign.crypto.KeyFolder;
import dev.countersign.schema.SchemaStartup;
import jakarta.ejb.DependsOn;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** By which settings the product starts, and by which it does not. */
class SettingsStartupTest {

    private static final String ISSUER = "countersign.token.issuer";
    private static final String PROFILE = "countersign.profile";

    /** Files of which the start reads more than that they are there. */
    private static final Set<String> READ_AT_ONCE =
            Set.of("countersign.device.statement-keys", "countersign.mail.ca-file");

    private final Map<String, String> settings = new HashMap<>();

    private final JdbcDataSource database = new JdbcDataSource();

    @TempDir
    private Path folder;

    @BeforeEach
    void keys() throws IOException {
        KeyFolder.create(folder);
        settings.put(PROFILE, "development");
        database.setURL("jdbc:h2:mem:");
    }

    @Test
    void withKeysAndNoSettingItStarts() {
        start();
    }

    @Test
    void aWrongNumberEndsTheStart() {
        settings.put("countersign.totp.most", "0");

        assertThatThrownBy(this::start).hasMessageContaining("countersign.totp.most");
    }

    @Test
    void keysOfTheGatewayThatAreMissingOrDamagedEndTheStart() throws IOException {
        Path file = folder.resolve("sms-gateway.jwks");
        Files.writeString(file, "{");
        assertThatThrownBy(this::start).hasMessageContaining("sms-gateway.jwks is no JWK Set");

        Files.delete(file);
        assertThatThrownBy(this::start).hasMessageContaining("Cannot read " + file);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "countersign.device.statement-keys",
                "countersign.mail.ca-file",
                "countersign.mail.password-file",
                "countersign.push.apns.key",
                "countersign.push.fcm.service-account",
                "countersign.smpp.carriers",
                "countersign.smpp.client-keys",
            })
    void aNamedFileThatIsMissingEndsTheStart(String key) throws IOException {
        Path file = folder.resolve("named");
        settings.put(key, file.toString());
        assertThatThrownBy(this::start).hasMessageContaining(key + " names " + file);

        Files.createFile(file);

        if (!READ_AT_ONCE.contains(key)) {
            start();
        }
    }

    /** Days later nobody would connect the refused phone, or the mail that does not go, with the file. */
    @ParameterizedTest
    @CsvSource({
        "countersign.device.statement-keys, ''",
        "countersign.device.statement-keys, something else",
        "countersign.device.statement-keys, {\"keys\": []}",
        "countersign.mail.ca-file, ''",
        "countersign.mail.ca-file, something else",
        "countersign.mail.ca-file, -----BEGIN CERTIFICATE-----",
    })
    void aNamedFileWithSomethingElseEndsTheStart(String key, String content) throws IOException {
        Path file = Files.writeString(folder.resolve("named"), content);
        settings.put(key, file.toString());

        assertThatThrownBy(this::start).hasMessageContaining(key + ": ").hasMessageContaining(file.toString());
    }

    @Test
    void aNamedFileWithWhatBelongsThereDoesNot() throws Exception {
        JWK key = new ECKeyGenerator(Curve.P_256).keyID("s1").generate().toPublicJWK();
        Path file = Files.writeString(folder.resolve("named"), new JWKSet(key).toString());
        settings.put("countersign.device.statement-keys", file.toString());

        start();
    }

    /** Else each person who activates a phone would be answered with an error. */
    @ParameterizedTest
    @ValueSource(strings = {"IOS;*;App Store", "IOS;*;App Store;https://store example/"})
    void aStoreThatIsNoneEndsTheStart(String entry) {
        settings.put("countersign.authenticator.stores", "IOS;*;App Store;https://store.example/app, " + entry);

        assertThatThrownBy(this::start)
                .hasMessageContaining("countersign.authenticator.stores: '" + entry + "' is not PLATFORM;REGION");
    }

    /** Nobody would miss it before a user is to be told that somebody guesses. */
    @Test
    void settingsByWhichNoMailCouldBeSentEndTheStart() {
        settings.put("countersign.mail.tls", "SOMETIMES");
        settings.put("countersign.mail.from", "office");
        start();

        settings.put("countersign.mail.host", "mail.example.com");
        assertThatThrownBy(this::start)
                .hasMessageContaining("countersign.mail.tls is STARTTLS, TLS or NONE")
                .hasMessageContaining("countersign.mail.from is an address");
        settings.remove("countersign.mail.from");
        assertThatThrownBy(this::start).hasMessageContaining("countersign.mail.from is needed");

        settings.put("countersign.mail.tls", "TLS");
        settings.put("countersign.mail.from", "office@example.com");
        start();
    }

    /** Else no browser could log in, and no answer would say why. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example/",
                "https://login.example/portal",
                "https://Login.example",
                "HTTPS://login.example",
                "login.example",
                "//login.example",
                "ftp://login.example",
                "https://",
                "https://login.example:443",
                "http://login.example:80",
                "https://login.example:0",
                "https://login.example:65536",
                "https://login.example:",
                "https://login example",
                "https://user@login.example",
                "https://login.example?",
                "https://*.example",
                "https://portal.example;https://login.example",
                "null",
            })
    void anAddressThatNoBrowserNamesEndsTheStart(String address) {
        settings.put("countersign.http.origins", "https://portal.example, " + address);

        assertThatThrownBy(this::start)
                .hasMessageContaining("countersign.http.origins has " + address + ", which no browser sends")
                .hasMessageContaining("write https://login.example");
    }

    @Test
    void addressesAsBrowsersNameThemDoNot() {
        settings.put(
                "countersign.http.origins",
                " https://login.example , https://login.example:8443,http://localhost:8080, https://[2001:db8::1]:8443,"
                        + "https://192.0.2.1, https://xn--bcher-kva.example, http://my_app:8080, http://a:443, https://a:80, ");

        start();
    }

    /** Else every request would fail, on a server that says it is ready; or one who is to read the meters could not. */
    @ParameterizedTest
    @CsvSource({
        "countersign.http.trusted-proxies, 10.0.0.0/33",
        "countersign.http.trusted-proxies, proxy.example",
        "countersign.http.trusted-proxies, 10.0.0.0/",
        "countersign.metrics.open-to, prometheus.example",
        "countersign.metrics.open-to, 10.0.0.0/8",
    })
    void aListOfAddressesWithSomethingElseEndsTheStart(String key, String entry) {
        settings.put(key, "10.0.0.1, " + entry);

        assertThatThrownBy(this::start).hasMessageContaining(key + ": \"" + entry + "\" is no network address");
    }

    @Test
    void addressesAndTheirRangesDoNot() {
        settings.put("countersign.http.trusted-proxies", "10.0.0.1, 10.2.0.0/16,2001:db8::/64, ::1, ");
        settings.put("countersign.metrics.open-to", "127.0.0.1,0:0:0:0:0:0:0:1,::1, fe80::1%eth0");

        start();
    }

    /** The first who adds a phone would miss them, or the first whose phone takes them. */
    @ParameterizedTest
    @CsvSource({
        "suite, OCRA-1:HOTP-SHA256-8:QA06",
        "suite, OCRA-1:HOTP-SHA256-6:QN06",
        "suite, OCRA-1:HOTP-SHA256-8:QN08",
        "suite, OCRA-1:HOTP-SHA256-8:QN06-PSHA256",
        "suite, OCRA-1:HOTP-SHA256-8:C-QN06",
        "suite, HOTP",
        "pin-suite, OCRA-1:HOTP-SHA256-8:QN06",
        "pin-suite, OCRA-1:HOTP-SHA256-8:QN06-PSHA256-T1M",
        "pin-suite, OCRA-1:HOTP-SHA256-8:QN06-PSHA512",
        "approval-suite, OCRA-1:HOTP-SHA256-8:QH40-PSHA256",
        "approval-suite, OCRA-1:HOTP-SHA256-0:QH64-PSHA256",
        "approval-suite, OCRA-1:HOTP-SHA256-8:QH64",
        "approval-suite, OCRA-1:HOTP-SHA256-8:QH64-PSHA1",
    })
    void aSuiteByWhichNoPhoneCouldAnswerEndsTheStart(String key, String suite) {
        settings.put("countersign.authenticator." + key, suite);

        assertThatThrownBy(this::start).hasMessageContaining("countersign.authenticator." + key);
    }

    @Test
    void anyHashOfTheSuitesWillDo() {
        settings.put("countersign.authenticator.suite", "OCRA-1:HOTP-SHA512-8:QN06");
        settings.put("countersign.authenticator.pin-suite", "OCRA-1:HOTP-SHA1-8:QN06-PSHA512");
        settings.put("countersign.authenticator.approval-suite", "OCRA-1:HOTP-SHA512-8:QH64-PSHA512");

        start();
    }

    /** From there on a phone would be asked until hardly a question is left. */
    @Test
    void aRenewalThatComesTooLateEndsTheStart() {
        settings.put("countersign.authenticator.renewal-after", "800000");
        start();
        settings.put("countersign.authenticator.renewal-after", "800001");

        assertThatThrownBy(this::start).hasMessageContaining("countersign.authenticator.renewal-after");
    }

    @Test
    void productionIsNotServedUnderTheNameOfADevelopersMachineNorFromTheEmbeddedDatabase() {
        for (String profile : new String[] {"production", "prod", ""}) {
            settings.put(PROFILE, profile);

            assertThatThrownBy(this::start)
                    .hasMessageContaining("countersign.token.issuer")
                    .hasMessageContaining("COUNTERSIGN_DB_KIND");
        }
        settings.put(ISSUER, "http://localhost:8080");
        assertThatThrownBy(this::start).hasMessageContaining("countersign.token.issuer");

        settings.put(ISSUER, "https://login.example.com");
        assertThatThrownBy(this::start).hasMessageNotContaining("issuer").hasMessageContaining("COUNTERSIGN_DB_KIND");
    }

    @Test
    void productionStartsOnADatabaseThatIsNotThereYet() {
        settings.put(PROFILE, "production");
        settings.put(ISSUER, "https://login.example.com");
        database.setURL("jdbc:h2:tcp://127.0.0.1:1/none");

        start();
    }

    @Test
    void whatMayBeMissingInProductionIsToldAndEndsNothing() {
        assertThat(Production.doubts(key -> Optional.empty()))
                .hasSize(2)
                .anySatisfy(doubt -> assertThat(doubt).contains("countersign.http.trusted-proxies"))
                .anySatisfy(doubt -> assertThat(doubt).contains("countersign.http.origins"));
        assertThat(Production.doubts(key -> Optional.of("10.0.0.0/8"))).isEmpty();
    }

    /** Else a version that does not start by its settings would keep the one before from starting again. */
    @Test
    void theSchemaIsChangedBehindIt() {
        assertThat(SchemaStartup.class.getAnnotation(DependsOn.class).value())
                .containsExactly(SettingsStartup.class.getSimpleName());
    }

    private void start() {
        Beans beans = new Beans(Databases.embedded());
        Optional.ofNullable(settings.get(PROFILE))
                .filter(profile -> !profile.isEmpty())
                .ifPresent(profile -> beans.set(PROFILE, profile));
        beans.set("countersign.keys.directory", folder.toString())
                .give(Config.class, config())
                .give(DataSource.class, database)
                .run(SettingsStartup.class, started -> {});
    }

    private Config config() {
        return (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (self, method, arguments) -> Optional.ofNullable(settings.get((String) arguments[0])));
    }
}
