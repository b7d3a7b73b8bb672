package dev.countersign.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.user.Passwords.Verdict;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final Argon2Parameters PRESENT = new Argon2Parameters(128, 1, 1);
    private static final Argon2Parameters PAST = new Argon2Parameters(64, 1, 1);

    private final Argon2 argon2 = new Argon2(new SecureRandom());
    private final Passwords passwords = new Passwords(PRESENT, new HashingBulkhead(1, Duration.ofSeconds(5)));

    @Test
    void findsARightPassword() {
        Optional<String> stored = passwords.hash(new Password("secret1"));

        assertThat(passwords.check("secret1", stored)).isEqualTo(Verdict.RIGHT);
        assertThat(passwords.check("secret2", stored)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void tellsThatAHashOfAnotherCostIsToBeRenewed() {
        Optional<String> stored = Optional.of(argon2.hash("secret1", PAST).phc());

        assertThat(passwords.check("secret1", stored)).isEqualTo(Verdict.RIGHT_OUTDATED);
        assertThat(passwords.check("secret1", passwords.hashAgain("secret1"))).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void findsNobodysPasswordWrong() {
        assertThat(passwords.check("decoy", Optional.empty())).isEqualTo(Verdict.WRONG);
        assertThat(passwords.check("decoy", Optional.of("$2b$10$not-argon2"))).isEqualTo(Verdict.WRONG);
    }

    @Test
    void saysThatItIsBusyInsteadOfGuessing() {
        Passwords closed = new Passwords(PRESENT, new HashingBulkhead(0, Duration.ZERO));

        assertThat(closed.check("secret1", Optional.empty())).isEqualTo(Verdict.BUSY);
        assertThat(closed.hash(new Password("secret1"))).isEmpty();
    }
}
