package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.countersign.device.ActivationMethod;
import dev.countersign.device.ActivationSecret;
import dev.countersign.device.Octets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest {

    private static final UUID ID = UUID.fromString("3f0c1f6e-52a4-4c57-9d2e-1f8a7f0e6b01");
    private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
    private static final Octets OCTETS =
            Octets.ofHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example/activate/#",
                "http://127.0.0.1:8080/activate/#",
                "  https://login.example:8443/activate/#"
            })
    void readsTheLinkOfAQrCode(String start) {
        Invitation invitation =
                Invitation.parse(start + ID + "." + SECRET + "\n").orElseThrow();

        assertThat(invitation)
                .isEqualTo(new Invitation(ActivationSecret.ofQr(OCTETS), Optional.of(ID), Optional.empty()));
        assertThat(invitation.secret().method()).isEqualTo(ActivationMethod.QR);
    }

    /** The locator is the one of the document's vectors. */
    @Test
    void readsACode() {
        Invitation invitation = Invitation.parse(" 7kq3-m9xv 2cht ").orElseThrow();

        assertThat(invitation.secret().octets()).isEqualTo(Octets.ofHex("374b51334d39585632434854"));
        assertThat(invitation.locator()).contains(Octets.ofHex("dccdf7b9e3ddee85c091a56e448e402e"));
        assertThat(invitation.activation()).isEmpty();
    }

    @Test
    void readsATokenWithItsBlanks() {
        Invitation invitation = Invitation.ofSmsToken(ID, " 0123-4567").orElseThrow();

        assertThat(invitation.secret()).isEqualTo(ActivationSecret.ofSmsToken("01234567"));
        assertThat(invitation.activation()).contains(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7KQ3-M9XV-2CH",
                "#",
                "https://login.example/activate/#",
                "ftp://login.example/activate/#3f0c1f6e-52a4-4c57-9d2e-1f8a7f0e6b01." + SECRET,
                "https://login.example/activate/#3F0C1F6E-52A4-4C57-9D2E-1F8A7F0E6B01." + SECRET,
                "https://login.example/activate/#3f0c1f6e-52a4-4c57-9d2e-1f8a7f0e6b01:" + SECRET,
                "https://login.example/activate/#3f0c1f6e-52a4-4c57-9d2e-1f8a7f0e6b01." + SECRET + "A",
                "https://login.example/activate#3f0c1f6e-52a4-4c57-9d2e-1f8a7f0e6b01." + SECRET,
                "https://login.example/activate/#3f0c1f6e-52a4-4c57-9d2e-1f8a7f0e6b01.AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9"
            })
    void refusesEverythingElse(String text) {
        assertThat(Invitation.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "123456789", "1234567a", "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18"})
    void refusesWhatIsNoToken(String typed) {
        assertThat(Invitation.ofSmsToken(ID, typed)).isEmpty();
    }

    @Test
    void hasOneName() {
        ActivationSecret secret = ActivationSecret.ofQr(OCTETS);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Invitation(secret, Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Invitation(secret, Optional.of(ID), Optional.of(OCTETS)));
    }

    @Test
    void wipesItsSecret() {
        Invitation invitation = Invitation.parse("7KQ3-M9XV-2CHT").orElseThrow();

        invitation.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> invitation.secret().octets().toArray());
    }
}
