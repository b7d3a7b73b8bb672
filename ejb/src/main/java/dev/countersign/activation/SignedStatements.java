package dev.countersign.activation;

import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Integrity;
import dev.countersign.authenticator.Platform;
import dev.countersign.token.JwtRules;
import dev.countersign.token.JwtVerifier;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Native apps: the operator's attestation service looks at what the platform says of phone and app, and states the result in a JWT
 * (RFC 7519) signed by ES256: {@code typ} is {@code device-statement+jwt}, {@code installation} the id, {@code integrity}
 * {@code SOUND} or {@code UNSOUND}. Without its keys nothing is known of any phone.
 */
@ApplicationScoped
class SignedStatements implements IntegrityProvider {

    private static final String TYPE = "device-statement+jwt";
    private static final Duration LEEWAY = Duration.ofSeconds(5);

    @Inject
    @ConfigProperty(name = "countersign.device.statement-keys")
    private Optional<String> keyFile;

    @Inject
    @ConfigProperty(name = "countersign.device.statement-issuer", defaultValue = "device-attestation")
    private String issuer;

    @Inject
    @ConfigProperty(name = "countersign.device.statement-audience", defaultValue = "countersign")
    private String audience;

    private JwtVerifier verifier;

    @SuppressWarnings("NullAway.Init")
    protected SignedStatements() {}

    /** Throws {@link IllegalStateException} that names the file if the configured one holds no keys. */
    @PostConstruct
    void readKeys() {
        Map<String, ECPublicKey> keys =
                keyFile.map(Path::of).map(StatementKeys::read).orElse(Map.of());
        JwtRules rules = new JwtRules(issuer, audience, Set.of(TYPE), LEEWAY);
        verifier = new JwtVerifier(rules, id -> Optional.ofNullable(keys.get(id)));
    }

    @Override
    public boolean judges(Platform platform) {
        return platform == Platform.ANDROID || platform == Platform.IOS;
    }

    @Override
    public Integrity judge(DeviceReport report, Instant now) {
        return report.statement()
                .flatMap(statement -> verifier.verify(statement, now))
                .filter(claims -> claims.getString("installation", "")
                        .equals(report.installation().toString()))
                .map(SignedStatements::integrity)
                .orElse(Integrity.UNKNOWN);
    }

    private static Integrity integrity(JsonObject claims) {
        return switch (claims.getString("integrity", "")) {
            case "SOUND" -> Integrity.SOUND;
            case "UNSOUND" -> Integrity.UNSOUND;
            default -> Integrity.UNKNOWN;
        };
    }
}
