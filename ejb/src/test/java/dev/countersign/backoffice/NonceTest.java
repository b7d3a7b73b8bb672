package dev.countersign.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NonceTest {

    @ParameterizedTest
    @ValueSource(ints = {16, 20, 64})
    void sixteenToSixtyFourOctetsAreTaken(int octets) {
        assertThat(Nonce.parse(Base64.getEncoder().encodeToString(new byte[octets]))
                        .octets())
                .hasSize(octets);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 65})
    void fewerAndMoreAreNot(int octets) {
        String text = Base64.getEncoder().encodeToString(new byte[octets]);

        assertThatIllegalArgumentException().isThrownBy(() -> Nonce.parse(text));
    }

    @Test
    void spellingsOfTheSameOctetsAreTheSameNonce() {
        Nonce plain = Nonce.parse("AAECAwQFBgcICQoLDA0ODw==");

        assertThat(Nonce.parse("AAEC\n AwQFBgcICQoLDA0ODw==")).isEqualTo(plain);
        assertThat(Nonce.parse("AAECAwQFBgcICQoLDA0ODw")).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AAECAwQFBgcICQoLDA0OD*==", "AAECAwQFBgcICQoLDA0ODw==\u00A0", "????", "AAECAwQFBgcICQoL-A0ODw=="
            })
    void otherTextIsNoNonce(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Nonce.parse(text));
    }
}
