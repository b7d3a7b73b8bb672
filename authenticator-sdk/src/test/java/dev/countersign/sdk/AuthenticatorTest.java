package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.device.Challenge;
import dev.countersign.device.EnrolmentKeys;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.Response;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The vectors are those of {@code docs/device-protocol.md}. */
class AuthenticatorTest {

    private final MemoryStore store = new MemoryStore();
    private final Authenticator authenticator = new Authenticator(store);

    @ParameterizedTest
    @CsvSource({"100000, 57640938", "999999, 82250239"})
    void answersWithThePin(int challenge, String response) {
        enrol(
                "one",
                "OCRA-1:HOTP-SHA256-8:QN06-PSHA256",
                "a550e00ad1bb2bc7d3eb0c1699e9c5097c0ec64d8bb1e3552f04731d8ba40df1");

        assertThat(respond(challenge, Optional.empty(), "7a=31").value()).contains(new Response(response));
        assertThat(respond(challenge, Optional.empty(), "7a=32").value())
                .isPresent()
                .isNotEqualTo(Optional.of(new Response(response)));
    }

    @Test
    void answersWithoutPin() {
        enrol("one", "OCRA-1:HOTP-SHA256-8:QN06", "5a270570b1130c83440f8fe7e6ea46e292f7869d93c21b51aebcd931004d2a6a");

        assertThat(respond(482_913, Optional.empty(), "").value()).contains(new Response("59486570"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "abcd", "1234567"})
    void wastesNoTryOnWhatIsNoPin(String pin) {
        enrol("one", "OCRA-1:HOTP-SHA256-8:QN06-PSHA256", "00");

        assertThat(respond(100_000, Optional.empty(), pin).refusal()).contains(Refusal.of(RefusalReason.ACT_PIN_RULES));
    }

    @Test
    void answersForTheUserWhoIsNamed() {
        enrol("one", "OCRA-1:HOTP-SHA256-8:QN06", "01");
        enrol("two", "OCRA-1:HOTP-SHA256-8:QN06", "02");

        assertThat(authenticator.users()).extracting(Enrolled::userName).containsExactly("one", "two");
        assertThat(respond(100_000, Optional.of("one"), "").value())
                .isPresent()
                .isNotEqualTo(respond(100_000, Optional.of("two"), "").value());
        assertThat(respond(100_000, Optional.empty(), "").refusal()).contains(Refusal.of(RefusalReason.WHICH_USER));
        assertThat(authenticator.find(Optional.empty()).refusal()).contains(Refusal.of(RefusalReason.WHICH_USER));
        assertThat(authenticator.find(Optional.of("two")).value().map(Enrolled::userName))
                .contains("two");
    }

    @Test
    void saysThatNobodyIsEnrolled() {
        assertThat(respond(100_000, Optional.empty(), "").refusal()).contains(Refusal.of(RefusalReason.NOT_ENROLLED));
        enrol("one", "OCRA-1:HOTP-SHA256-8:QN06", "01");
        assertThat(respond(100_000, Optional.of("One"), "").refusal()).contains(Refusal.of(RefusalReason.NOT_ENROLLED));
    }

    private Outcome<Response> respond(int challenge, Optional<String> user, String pin) {
        return authenticator.respond(new Challenge(challenge), user, pin.toCharArray());
    }

    private void enrol(String user, String suite, String key) {
        store.update(state -> state.with(new Enrolment(
                UUID.randomUUID(),
                user,
                OcraSuite.parse(suite),
                Optional.empty(),
                new EnrolmentKeys(new OcraKey(Octets.ofHex(key)), Optional.empty()),
                ApprovalKey.random(UnlockKind.PIN, DeviceStoreContract.RANDOM))));
    }
}
