package dev.countersign.password;

import static dev.countersign.password.ResetOutcomes.granted;
import static dev.countersign.password.ResetOutcomes.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.password.PasswordOutcome.Changed;
import dev.countersign.password.PasswordRefusal.Reason;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.AccessRevoked;
import dev.countersign.user.CredentialDesk;
import dev.countersign.user.Credentials;
import dev.countersign.user.Password;
import dev.countersign.user.UserAdministration;
import dev.countersign.user.UserChange;
import dev.countersign.user.Users;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reset that somebody else may have begun, when all that is open is ended, or the password replaced. */
class EndedResetsTest {

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    /** What a user or an operator does who fears a stranger; a login that was not his is told by the same event as the first. */
    enum Act {
        LOGGED_OUT_EVERYWHERE {
            @Override
            void of(EndedResetsTest test) {
                test.beans.run(Sessions.class, sessions -> sessions.endAll(test.user));
            }
        },
        LOCKED_AND_UNLOCKED {
            @Override
            void of(EndedResetsTest test) {
                UserChange locked = new UserChange(
                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(true), Optional.empty());
                String name = test.user.userName();
                test.beans.call(UserAdministration.class, users -> users.change(name, locked, "op"));
                test.beans.call(UserAdministration.class, users -> users.unlock(name, "op"));
            }
        },
        PASSWORD_CHANGED {
            @Override
            void of(EndedResetsTest test) {
                test.changePassword();
            }
        };

        abstract void of(EndedResetsTest test);
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void aResetThatWaitsForItsFactorComesToNoEnd(Act act) {
        addNumber();
        ClaimedReset claimed = claim(issue());
        String sms =
                SentCodes.get(beans, CodePurpose.PASSWORD_RESET, claimed.asked().id());

        act.of(this);
        observe();

        String before = Users.verifier(beans, user.userId());
        assertThat(refusal(finish(claimed, sms)).reason()).isEqualTo(Reason.RESET_OVER);
        assertThat(Users.verifier(beans, user.userId())).isEqualTo(before);
        assertThat(SentCodes.find(
                        beans, CodePurpose.PASSWORD_RESET, claimed.asked().id()))
                .as("the text is blank")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Act.class)
    void theCodeOfAnOperatorOpensNothingAnyMore(Act act) {
        addNumber();
        String code = issue();

        act.of(this);
        observe();

        assertThat(refusal(tryClaim(code)).reason()).isEqualTo(Reason.RESET_REFUSED);
        assertThat(AuditTrail.of(beans, user.userId()))
                .contains(
                        act == Act.PASSWORD_CHANGED
                                ? "PASSWORD_RESET_ENDED PASSWORD_REPLACED"
                                : "PASSWORD_RESET_ENDED ACCESS_REVOKED");
    }

    @Test
    void oneThatIsGivenAfterwardsIsUnharmed() {
        addNumber();
        issue();
        Act.LOGGED_OUT_EVERYWHERE.of(this);
        observe();
        ClaimedReset claimed = claim(issue());

        assertThat(finish(
                        claimed,
                        SentCodes.get(
                                beans,
                                CodePurpose.PASSWORD_RESET,
                                claimed.asked().id())))
                .isEqualTo(new Changed());
        observe();
        assertThat(AuditTrail.of(beans, user.userId())).doesNotContain("PASSWORD_RESET_ENDED PASSWORD_REPLACED");
        assertThat(AuditTrail.things(beans, user.userId()))
                .contains("PASSWORD_RESET_ISSUED " + claimed.asked().id());
    }

    /** What the container does with the events within the transaction. */
    private void observe() {
        beans.fired(AccessRevoked.class)
                .forEach(event -> beans.run(OpenResets.class, resets -> resets.onRevoked(event)));
        beans.fired(PasswordReplaced.class)
                .forEach(event -> beans.run(OpenResets.class, resets -> resets.onReplaced(event)));
    }

    private void changePassword() {
        String id = Confirming.begin(beans, user, ConfirmationPurpose.PASSWORD_CHANGE);
        Proof proof = new Proof(id, Confirming.code(beans, ConfirmationPurpose.PASSWORD_CHANGE, id));
        PasswordChange change = new PasswordChange("secret1", new Password("secret99"), Optional.of(proof));
        Optional<Credentials> known = beans.call(CredentialDesk.class, desk -> desk.findCredentials(user.userName()));
        PasswordOutcome outcome = beans.call(
                PasswordDesk.class, desk -> desk.change(user, change, known.orElseThrow(), "another verifier"));
        assertThat(outcome).isEqualTo(new Changed());
    }

    private String issue() {
        ResetOutcome<IssuedReset> issued = beans.call(ResetDesk.class, desk -> desk.issue(user.userName(), "op"));
        return granted(issued).code().value();
    }

    private ClaimedReset claim(String code) {
        return granted(tryClaim(code));
    }

    private ResetOutcome<ClaimedReset> tryClaim(String code) {
        return beans.call(PasswordResets.class, resets -> resets.claim(user.userName(), code, "a-" + user.userId()));
    }

    private PasswordOutcome finish(ClaimedReset claimed, String typed) {
        return beans.call(
                PasswordResets.class,
                resets -> resets.finish(
                        claimed.asked().id(),
                        claimed.secret(),
                        Optional.of(new FactorAnswer.Typed(typed)),
                        "the thief's verifier"));
    }

    private void addNumber() {
        beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));
    }
}
