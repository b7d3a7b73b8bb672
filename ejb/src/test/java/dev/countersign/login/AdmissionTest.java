package dev.countersign.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.login.Admission.Means;
import dev.countersign.user.Account;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is asked for a second factor, and where an account may be used at all. */
class AdmissionTest {

    @ParameterizedTest
    @CsvSource({
        "LIVE,  OPEN,      PORTAL,      FACTOR, FACTOR",
        "LIVE,  OPEN,      WORKSTATION, FACTOR, FACTOR",
        "LIVE,  OPEN,      PORTAL,      NONE, PASSWORD_ONLY",
        "LIVE,  OPEN,      WORKSTATION, NONE, NO_FACTOR",
        "LIVE,  APPROVED,  MOBILE,      FACTOR, FACTOR",
        "LIVE,  APPROVED,  MOBILE,      NONE, NO_FACTOR",
        "LIVE,  APPLICANT, PORTAL,      FACTOR, FACTOR",
        "LIVE,  APPLICANT, PORTAL,      NONE, PASSWORD_ONLY",
        "LIVE,  APPLICANT, WORKSTATION, FACTOR, PORTAL_ONLY",
        "LIVE,  APPLICANT, WEB_TRADER,  NONE, PORTAL_ONLY",
        "LIVE,  CLOSED,    PORTAL,      FACTOR, PASSWORD_ONLY",
        "LIVE,  CLOSED,    PORTAL,      NONE, PASSWORD_ONLY",
        "LIVE,  CLOSED,    WEB_TRADER,  FACTOR, PORTAL_ONLY",
        "LIVE,  OPEN,      PORTAL,      LAPSED, SUSPENDED",
        "LIVE,  OPEN,      WORKSTATION, LAPSED, SUSPENDED",
        "LIVE,  OPEN,      PORTAL,      EXPIRED, CARD_LAPSED",
        "LIVE,  OPEN,      WORKSTATION, EXPIRED, CARD_LAPSED",
        "LIVE,  CLOSED,    PORTAL,      EXPIRED, PASSWORD_ONLY",
        "LIVE,  CLOSED,    PORTAL,      LAPSED, PASSWORD_ONLY",
        "LIVE,  CLOSED,    MOBILE,      LAPSED, PORTAL_ONLY",
        "LIVE,  OPEN,      PORTAL,      GONE, FACTOR_GONE",
        "LIVE,  APPLICANT, PORTAL,      GONE, FACTOR_GONE",
        "LIVE,  OPEN,      WEB_TRADER,  GONE, FACTOR_GONE",
        "LIVE,  CLOSED,    PORTAL,      GONE, PASSWORD_ONLY",
        "PAPER, OPEN,      PORTAL,      GONE, PASSWORD_ONLY",
        "PAPER, OPEN,      WORKSTATION, FACTOR, PASSWORD_ONLY",
        "PAPER, OPEN,      WORKSTATION, NONE, PASSWORD_ONLY",
        "PAPER, CLOSED,    WORKSTATION, FACTOR, PORTAL_ONLY",
        "PAPER, APPLICANT, MOBILE,      NONE, PORTAL_ONLY",
    })
    void accountClientAndFactorDecide(
            Account.Kind kind, Account.State state, ClientKind client, Means means, Admission expected) {
        assertThat(Admission.of(new Account(kind, state), client, means)).isEqualTo(expected);
    }
}
