package dev.countersign.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.user.Account;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is asked for a second factor, and where an account may be used at all. */
class AdmissionTest {

    @ParameterizedTest
    @CsvSource({
        "LIVE,  OPEN,      PORTAL,      true,  FACTOR",
        "LIVE,  OPEN,      WORKSTATION, true,  FACTOR",
        "LIVE,  OPEN,      PORTAL,      false, PASSWORD_ONLY",
        "LIVE,  OPEN,      WORKSTATION, false, NO_FACTOR",
        "LIVE,  APPROVED,  MOBILE,      true,  FACTOR",
        "LIVE,  APPROVED,  MOBILE,      false, NO_FACTOR",
        "LIVE,  APPLICANT, PORTAL,      true,  FACTOR",
        "LIVE,  APPLICANT, PORTAL,      false, PASSWORD_ONLY",
        "LIVE,  APPLICANT, WORKSTATION, true,  PORTAL_ONLY",
        "LIVE,  APPLICANT, WEB_TRADER,  false, PORTAL_ONLY",
        "LIVE,  CLOSED,    PORTAL,      true,  PASSWORD_ONLY",
        "LIVE,  CLOSED,    PORTAL,      false, PASSWORD_ONLY",
        "LIVE,  CLOSED,    WEB_TRADER,  true,  PORTAL_ONLY",
        "PAPER, OPEN,      WORKSTATION, true,  PASSWORD_ONLY",
        "PAPER, OPEN,      WORKSTATION, false, PASSWORD_ONLY",
        "PAPER, CLOSED,    WORKSTATION, true,  PORTAL_ONLY",
        "PAPER, APPLICANT, MOBILE,      false, PORTAL_ONLY",
    })
    void accountClientAndFactorDecide(
            Account.Kind kind, Account.State state, ClientKind client, boolean hasFactor, Admission expected) {
        assertThat(Admission.of(new Account(kind, state), client, hasFactor)).isEqualTo(expected);
    }
}
