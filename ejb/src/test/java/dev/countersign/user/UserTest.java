package dev.countersign.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.lockout.DeviceOwner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UserTest {

    private static final String PHC = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$dGFndGFndGFn";
    private static final Account APPLICANT = new Account(Account.Kind.LIVE, Account.State.APPLICANT);

    private final User user = new User(
            new NewUser(
                    new UserName("demoa001"),
                    new Password("secret1"),
                    "en",
                    "GB",
                    APPLICANT,
                    List.of(),
                    Identity.UNKNOWN),
            PHC,
            Instant.parse("2026-01-01T00:00:00Z"));

    @Test
    void isAsItWasProvisioned() {
        assertThat(user.userName()).isEqualTo("demoa001");
        assertThat(user.language()).isEqualTo("en");
        assertThat(user.jurisdiction()).isEqualTo("GB");
        assertThat(user.account()).isEqualTo(APPLICANT);
        assertThat(user.isLocked()).isFalse();
    }

    @Test
    void isLockedUntilItIsUnlocked() {
        user.lock();
        assertThat(user.isLocked()).isTrue();

        user.unlock();
        assertThat(user.isLocked()).isFalse();
    }

    @Test
    void changesLanguageJurisdictionAndAccount() {
        user.speak("de");
        user.moveTo("DE");
        user.actFor(Account.OPEN);

        assertThat(user.language()).isEqualTo("de");
        assertThat(user.jurisdiction()).isEqualTo("DE");
        assertThat(user.account()).isEqualTo(Account.OPEN);
    }

    @Test
    void knowsWhenItsPasswordWasChanged() {
        Instant later = Instant.parse("2026-02-01T00:00:00Z");
        assertThat(user.passwordChangedAt()).isEmpty();

        user.changePassword(PHC + "x", later);

        assertThat(user.passwordChangedAt()).contains(later);
        assertThat(user.hasPasswordOf(checked(PHC))).isFalse();
        assertThat(user.hasPasswordOf(checked(PHC + "x"))).isTrue();
    }

    @Test
    void hasTheSamePasswordWhereItsVerifierAloneWasRenewed() {
        assertThat(user.hasPasswordOf(checked(PHC))).isTrue();
        assertThat(user.hasPasswordOf(checked(PHC + "of another cost"))).isTrue();
    }

    /** Before the password was changed. */
    private static Credentials checked(String phc) {
        return new Credentials(1, phc, Optional.empty(), "GB", new DeviceOwner(1, Instant.EPOCH));
    }
}
