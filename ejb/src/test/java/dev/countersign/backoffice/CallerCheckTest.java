package dev.countersign.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.backoffice.CallerOutcome.Known;
import dev.countersign.backoffice.CallerOutcome.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who sent a message, and that each message is taken once (UsernameToken Profile 1.1.1 section 3.1). */
class CallerCheckTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SECRET = "a secret of 256 bits";
    private static final Nonce NONCE = new Nonce(Base64.getEncoder().encodeToString(new byte[16]));

    private final Remembered records = new Remembered();

    /** One back office named {@code broker}, and the nonces that it used. */
    private static final class Remembered implements CallerRecords {

        private final Map<String, Instant> entered = new HashMap<>();

        @Override
        public Optional<String> findSecret(Optional<ClientName> name) {
            return name.filter(new ClientName("broker")::equals).map(known -> SECRET);
        }

        @Override
        public boolean enter(ClientName client, Nonce nonce, Instant end) {
            return entered.putIfAbsent(client + " " + nonce.base64(), end) == null;
        }
    }

    @Test
    void theRightDigestIsTakenOnce() {
        UsernameToken token = token("broker", SECRET, NOW);

        assertThat(check(token, NOW)).isEqualTo(new Known(new ClientName("broker")));
        assertThat(check(token, NOW)).isEqualTo(new Refused(CallerRefusal.REPLAYED));
    }

    @Test
    void theNonceIsRememberedLongerThanItsMessageLives() {
        check(token("broker", SECRET, NOW), NOW);

        assertThat(records.entered.values()).containsExactly(NOW.plus(Duration.ofMinutes(15)));
    }

    @Test
    void anotherSecretIsRefusedAndUsesUpNoNonce() {
        assertThat(check(token("broker", "another", NOW), NOW)).isEqualTo(new Refused(CallerRefusal.NOT_AUTHENTICATED));

        assertThat(records.entered).isEmpty();
        assertThat(check(token("broker", SECRET, NOW), NOW)).isInstanceOf(Known.class);
    }

    @Test
    void whoIsUnknownIsRefusedAlsoWithTheDigestOfNoSecret() {
        assertThat(check(token("stranger", SECRET, NOW), NOW)).isEqualTo(new Refused(CallerRefusal.NOT_AUTHENTICATED));
        assertThat(check(token("stranger", "", NOW), NOW)).isEqualTo(new Refused(CallerRefusal.NOT_AUTHENTICATED));
        assertThat(check(token("Not a name", "", NOW), NOW)).isEqualTo(new Refused(CallerRefusal.NOT_AUTHENTICATED));

        assertThat(records.entered).isEmpty();
    }

    @Test
    void theDigestCoversNonceCreatedAndSecret() {
        UsernameToken made = token("broker", SECRET, NOW);
        Nonce other = new Nonce(Base64.getEncoder().encodeToString(new byte[17]));

        assertThat(check(new UsernameToken("broker", made.digest(), other, made.created()), NOW))
                .isEqualTo(new Refused(CallerRefusal.NOT_AUTHENTICATED));
        assertThat(check(new UsernameToken("broker", made.digest(), NONCE, WsuTime.parse("2026-01-01T00:00:01Z")), NOW))
                .isEqualTo(new Refused(CallerRefusal.NOT_AUTHENTICATED));
        assertThat(check(new UsernameToken("broker", "", NONCE, made.created()), NOW))
                .isEqualTo(new Refused(CallerRefusal.NOT_AUTHENTICATED));
    }

    @Test
    void theTimesAreLookedAtFirst() {
        Instant old = NOW.minus(Duration.ofMinutes(5)).minusSeconds(1);

        assertThat(check(token("stranger", "", old), NOW)).isEqualTo(new Refused(CallerRefusal.EXPIRED));
        assertThat(check(token("broker", SECRET, old), NOW)).isEqualTo(new Refused(CallerRefusal.EXPIRED));
        assertThat(records.entered).isEmpty();
    }

    private CallerOutcome check(UsernameToken token, Instant now) {
        return new CallerCheck(records).check(token, new MessageTimestamp(token.created(), Optional.empty()), now);
    }

    private static UsernameToken token(String name, String secret, Instant created) {
        return Tokens.made(name, secret, WsuTime.parse(created.toString()), new byte[16]);
    }
}
