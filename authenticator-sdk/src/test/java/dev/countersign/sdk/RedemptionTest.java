package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countersign.device.ActivationSecret;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RedemptionTest {

    private static final URI SERVER = URI.create("https://login.example");

    private final SecureRandom random = new SecureRandom();
    private final Offer offer = new Offer(
            new Invitation(ActivationSecret.randomQr(random), Optional.of(UUID.randomUUID()), Optional.empty()),
            UUID.randomUUID(),
            UUID.randomUUID(),
            OcraSuite.parse(PlayedServer.PIN_SUITE),
            Optional.of(OcraSuite.parse(PlayedServer.APPROVAL_SUITE)),
            P256KeyPair.generate(random).publicKey(),
            Instant.EPOCH);

    /** A refused try, or one without an answer, leaves no key behind. */
    @Test
    void hasNoKeysOnceItIsClosed() {
        Redemption redemption = redemption();

        redemption.close();

        assertThatIllegalStateException().isThrownBy(() -> redemption.sealed("7a=31".toCharArray(), random));
        assertThatIllegalStateException().isThrownBy(() -> redemption.body(SERVER));
        assertThat(redemption.confirmedBy(Octets.of(new byte[32]), "u")).isEmpty();
    }

    /** The nonce of a sealed PIN serves once, and so does a key pair. */
    @Test
    void sharesNothingWithAnotherTry() {
        String one = redemption().sealed("7a=31".toCharArray(), random);
        String other = redemption().sealed("7a=31".toCharArray(), random);

        assertThat(one.substring(0, 16)).isNotEqualTo(other.substring(0, 16));
        assertThat(redemption().body(SERVER).build().getString("devicePublicKey"))
                .isNotEqualTo(redemption().body(SERVER).build().getString("devicePublicKey"));
    }

    private Redemption redemption() {
        return Redemption.of(offer, DeviceStoreContract.installation(), UnlockKind.PIN, random);
    }
}
