package dev.countersign.activation;

import static dev.countersign.activation.Phone.granted;
import static dev.countersign.activation.Phone.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.Beans;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.authenticator.AuthenticatorStore;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Integrity;
import dev.countersign.authenticator.Platform;
import dev.countersign.authenticator.UnlockKind;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A phone of which the attestation service said that it is not sound. */
class UnsoundPhonesTest {

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, Moving.PASSWORD, Account.OPEN);
    private final Phone phone = new Phone(beans);
    private final ECKey service = key();

    @TempDir
    private Path folder;

    @BeforeEach
    void judge() throws IOException {
        Path keys = folder.resolve("keys.json");
        Files.writeString(keys, new JWKSet(service.toPublicJWK()).toString());
        beans.set("countersign.device.statement-keys", keys.toString());
        Activations.activate(beans, user, phone);
        report(Platform.ANDROID, Optional.of(statement(phone.installation(), "UNSOUND")));
    }

    @Test
    void isRefusedAndKnownToBeSoWhateverItSaysOfItself() {
        assertThat(integrity()).isEqualTo(Integrity.UNSOUND);

        assertThat(reason(report(Platform.ANDROID, Optional.empty()))).isEqualTo(Reason.DEVICE_REFUSED);
        assertThat(reason(report(Platform.ANDROID, Optional.of(statement(UUID.randomUUID(), "SOUND")))))
                .as("a statement about another one")
                .isEqualTo(Reason.DEVICE_REFUSED);
        assertThat(reason(report(Platform.ANDROID_BROWSER, Optional.empty())))
                .as("a platform for which nobody vouches")
                .isEqualTo(Reason.DEVICE_REFUSED);
        assertThat(integrity()).isEqualTo(Integrity.UNSOUND);
    }

    @Test
    void getsNoFurtherUser() {
        SignedInUser other = SignedIn.add(beans);
        BegunActivation begun = granted(beans.call(
                ActivationDesk.class, desk -> desk.begin(other, new ActivationWish(Optional.empty(), false))));

        assertThat(reason(phone.activate(begun))).isEqualTo(Reason.DEVICE_REFUSED);

        assertThat(integrity()).isEqualTo(Integrity.UNSOUND);
    }

    @Test
    void isTakenAgainOnceItIsSaidToBeSound() {
        granted(report(Platform.ANDROID, Optional.of(statement(phone.installation(), "SOUND"))));

        assertThat(integrity()).isEqualTo(Integrity.SOUND);
        assertThat(reason(report(Platform.ANDROID, Optional.empty())))
                .as("this platform has to vouch each time")
                .isEqualTo(Reason.DEVICE_REFUSED);
        assertThat(integrity()).isEqualTo(Integrity.UNKNOWN);
        granted(report(Platform.ANDROID_BROWSER, Optional.empty()));
    }

    /** RFC 8725: whoever is believed has signed it, for us, for this, and for now. */
    @ParameterizedTest
    @CsvSource({
        "device-statement+jwt, device-attestation, countersign, PT1H, true, true",
        "device-statement+jwt, device-attestation, countersign, -PT6S, true, false",
        "device-statement+jwt, device-attestation, broker-api, PT1H, true, false",
        "device-statement+jwt, countersign, countersign, PT1H, true, false",
        "at+jwt, device-attestation, countersign, PT1H, true, false",
        "device-statement+jwt, device-attestation, countersign, PT1H, false, false"
    })
    void isBelievedSoundByARightStatementAlone(
            String type, String issuer, String audience, Duration left, boolean ofTheService, boolean believed) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder(claims(phone.installation(), "SOUND"))
                .issuer(issuer)
                .audience(audience)
                .expirationTime(Date.from(beans.clock().instant().plus(left)))
                .build();

        report(Platform.ANDROID, Optional.of(signed(type, claims, ofTheService ? service : key())));

        assertThat(integrity()).isEqualTo(believed ? Integrity.SOUND : Integrity.UNSOUND);
    }

    private ActivationOutcome<UUID> report(Platform platform, Optional<String> statement) {
        moving.later();
        DeviceReport report = new DeviceReport(
                phone.installation(), platform, "14", "1.0", "Pixel 8", UnlockKind.PIN, true, statement);
        return beans.<InstallationDesk, Optional<ActivationOutcome<UUID>>>call(
                        InstallationDesk.class, desk -> desk.report(phone.token(), report, Optional.empty()))
                .orElseThrow();
    }

    private Integrity integrity() {
        return beans.<AuthenticatorStore, Optional<Integrity>>call(
                        AuthenticatorStore.class,
                        store -> store.findInstallation(phone.installation(), phone.token())
                                .map(found -> found.integrity()))
                .orElseThrow();
    }

    private String statement(UUID installation, String integrity) {
        return signed("device-statement+jwt", claims(installation, integrity), service);
    }

    private JWTClaimsSet claims(UUID installation, String integrity) {
        return new JWTClaimsSet.Builder()
                .issuer("device-attestation")
                .audience("countersign")
                .expirationTime(Date.from(beans.clock().instant().plus(Duration.ofHours(1))))
                .claim("installation", installation.toString())
                .claim("integrity", integrity)
                .build();
    }

    private static String signed(String type, JWTClaimsSet claims, ECKey key) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .type(new JOSEObjectType(type))
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("attestation-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
