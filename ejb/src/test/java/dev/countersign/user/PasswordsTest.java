package dev.countersign.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.user.Passwords.Verdict;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private static final Argon2Parameters PRESENT = new Argon2Parameters(128, 1, 1);
    private static final Argon2Parameters PAST = new Argon2Parameters(64, 1, 1);

    private final Argon2 argon2 = new Argon2(new SecureRandom());
    private final Passwords passwords = new Passwords(PRESENT, new HashingBulkhead(1, Duration.ofSeconds(5)), argon2);

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

    /** Else the time of an answer would tell who has not logged in since the cost was raised. */
    @Test
    void aWrongPasswordCostsWhatAnUnknownNameCosts() {
        List<Argon2Parameters> spent = new ArrayList<>();
        Argon2 counting = new Argon2(new SecureRandom()) {
            @Override
            PasswordHash hash(String password, Argon2Parameters cost) {
                spent.add(cost);
                return super.hash(password, cost);
            }
        };
        Argon2Parameters present = new Argon2Parameters(64, 5, 1);
        Passwords all = new Passwords(present, new HashingBulkhead(1, Duration.ZERO), counting);
        spent.clear();

        all.check("secret2", storedAt(64, 2));
        assertThat(spent).containsExactly(new Argon2Parameters(64, 3, 1));
        spent.clear();
        all.check("secret2", storedAt(32, 7));
        assertThat(spent).containsExactly(new Argon2Parameters(48, 2, 1));
        spent.clear();
        all.check("secret1", storedAt(64, 2));
        all.check("secret2", Optional.of(argon2.hash("secret1", present).phc()));
        all.check("secret2", storedAt(64, 6));
        all.check("secret2", Optional.empty());
        assertThat(spent).isEmpty();
    }

    private Optional<String> storedAt(int memoryKib, int iterations) {
        Argon2Parameters cost = new Argon2Parameters(memoryKib, iterations, 1);
        return Optional.of(argon2.hash("secret1", cost).phc());
    }

    @Test
    void findsNobodysPasswordWrong() {
        assertThat(passwords.check("decoy", Optional.empty())).isEqualTo(Verdict.WRONG);
        assertThat(passwords.check("decoy", Optional.of("$2b$10$not-argon2"))).isEqualTo(Verdict.WRONG);
    }

    @Test
    void saysThatItIsBusyInsteadOfGuessing() {
        Passwords closed = new Passwords(PRESENT, new HashingBulkhead(0, Duration.ZERO), argon2);

        assertThat(closed.check("secret1", Optional.empty())).isEqualTo(Verdict.BUSY);
        assertThat(closed.hash(new Password("secret1"))).isEmpty();
    }
}
