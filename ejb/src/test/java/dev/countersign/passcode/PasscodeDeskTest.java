package dev.countersign.passcode;

import static dev.countersign.helpdesk.IdentityElement.CALL_BACK;
import static dev.countersign.helpdesk.IdentityElement.DATE_OF_BIRTH;
import static dev.countersign.helpdesk.IdentityElement.SECURITY_QUESTION;
import static dev.countersign.passcode.Passcodes.granted;
import static dev.countersign.passcode.Passcodes.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.Opening;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.helpdesk.IdentityElement;
import dev.countersign.helpdesk.KeptChecks;
import dev.countersign.passcode.PasscodeOutcome.Refused;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.HelpDeskCase;
import dev.countersign.user.UserAdministration;
import dev.countersign.user.UserChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PasscodeDeskTest {

    private static final Map<IdentityElement, Boolean> RIGHT = Map.of(SECURITY_QUESTION, true, CALL_BACK, true);

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    @Test
    void aCallerWhoProvedWhoHeIsGetsAPasscodeThatNobodyCanReadAgain() {
        IssuedPasscode issued = granted(issue("ann"));

        assertThat(issued.value().grouped()).matches("([ACDEFGHJKMNPRTVWXY3479]{4}-){2}[ACDEFGHJKMNPRTVWXY3479]{4}");
        assertThat(issued).asString().doesNotContain(issued.value().value());
        assertThat(issued.fullUntil()).isEqualTo(beans.clock().instant().plus(Duration.ofDays(2)));
        assertThat(issued.limitedUntil()).isEqualTo(beans.clock().instant().plus(Duration.ofDays(12)));
        assertThat(stored()).doesNotContain(issued.value().value());
        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(SecurityEvent.of(user.userId(), SecurityEvent.Kind.TEMPORARY_PASSCODE));
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("TEMPORARY_PASSCODE ISSUED");
        assertThat(checks()).containsExactly("+SECURITY_QUESTION +CALL_BACK");
    }

    static Stream<Map<IdentityElement, Boolean>> notEnough() {
        return Stream.of(
                Map.of(),
                Map.of(SECURITY_QUESTION, true),
                Map.of(DATE_OF_BIRTH, true, CALL_BACK, true),
                Map.of(SECURITY_QUESTION, false, CALL_BACK, true),
                Map.of(SECURITY_QUESTION, true, CALL_BACK, true, DATE_OF_BIRTH, false));
    }

    @ParameterizedTest
    @MethodSource("notEnough")
    void whoDidNotProveItGetsNoneAndWhatHeAnsweredIsKept(Map<IdentityElement, Boolean> answers) {
        assertThat(refusal(Passcodes.issue(beans, user.userName(), answers, "ann")))
                .isEqualTo(PasscodeRefusal.IDENTITY_UNPROVEN);

        assertThat(checks()).hasSize(1);
        assertThat(last()).isEmpty();
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("TEMPORARY_PASSCODE IDENTITY_UNPROVEN");
        assertThat(beans.fired(SecurityEvent.class)).isEmpty();
    }

    @Test
    void aSecondOneWithinTheTimeOfTheFirstTakesAnotherOperatorsWord() {
        granted(issue("ann"));
        beans.clock().pass(Duration.ofDays(12).minusMillis(1));

        assertThat(refusal(issue("ann"))).isEqualTo(PasscodeRefusal.SUPERVISOR_NEEDED);
        permit("ann");
        assertThat(refusal(issue("ann"))).as("his own word").isEqualTo(PasscodeRefusal.SUPERVISOR_NEEDED);
        permit("bob");
        granted(issue("ann"));

        assertThat(refusal(issue("ann"))).as("once").isEqualTo(PasscodeRefusal.SUPERVISOR_NEEDED);
        beans.clock().pass(Duration.ofDays(12));
        granted(issue("ann"));
        assertThat(AuditTrail.of(beans, user.userId()))
                .contains("TEMPORARY_PASSCODE PERMITTED", "TEMPORARY_PASSCODE SUPERVISOR_NEEDED");
    }

    @Test
    void aPermitLivesAnHour() {
        granted(issue("ann"));
        permit("bob");
        beans.clock().pass(Duration.ofHours(1));

        assertThat(refusal(issue("ann"))).isEqualTo(PasscodeRefusal.SUPERVISOR_NEEDED);
    }

    @Test
    void theNextOneEndsTheOneBefore() {
        granted(issue("ann"));
        TemporaryPasscode first = last().orElseThrow();
        SignedInUser listener = SignedIn.again(beans, "TEMPORARY_PASSCODE", user);
        permit("bob");
        granted(issue("ann"));

        assertThat(SignedIn.isEnded(beans, listener)).isTrue();
        assertThat(SignedIn.isEnded(beans, user)).isFalse();
        assertThat(beans.fired(FactorEnded.class)).containsExactly(new FactorEnded(user.userId(), first.ref()));
        assertThat(beans.<PasscodeFactor, Opening>call(
                        PasscodeFactor.class, factor -> factor.opens(first.ref().id())))
                .isEqualTo(Opening.NOTHING);
    }

    /** The clock of the server that issues it may be behind that of the one before. */
    @Test
    void theNextOneServesWhateverTheClockSaysThatIssuedIt() {
        granted(issue("ann"));
        permit("bob");
        beans.clock().pass(Duration.ofMinutes(-1));

        granted(issue("ann"));

        TemporaryPasscode next = last().orElseThrow();
        assertThat(next.opensAt(beans.clock().instant())).isEqualTo(Opening.EVERYTHING);
        assertThat(beans.<PasscodeFactor, List<OwnedFactor>>call(
                        PasscodeFactor.class, factor -> factor.list(user.userId())))
                .extracting(OwnedFactor::ref)
                .containsExactly(next.ref());
        assertThat(AuditTrail.things(beans, user.userId()))
                .endsWith("TEMPORARY_PASSCODE " + next.ref().id());
    }

    @Test
    void whoeverIsLockedIsUnlockedFirstAndANameThatNobodyHasIsNobodys() {
        UserChange lock = new UserChange(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(true),
                Optional.empty(),
                Optional.empty());
        beans.call(UserAdministration.class, administration -> administration.change(user.userName(), lock, "ann"));

        Refused<IssuedPasscode> locked = (Refused<IssuedPasscode>) issue("ann");
        assertThat(locked.refusal()).isEqualTo(PasscodeRefusal.LOCKED);
        assertThat(AuditTrail.at(beans, locked.reference())).containsExactly("TEMPORARY_PASSCODE LOCKED");
        assertThat(refusal(Passcodes.issue(beans, "nobody1", RIGHT, "ann"))).isEqualTo(PasscodeRefusal.UNKNOWN_USER);
    }

    @Test
    void aCaseHasAName() {
        assertThatThrownBy(() -> new HelpDeskCase("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HelpDeskCase("C 1")).isInstanceOf(IllegalArgumentException.class);
    }

    private PasscodeOutcome<IssuedPasscode> issue(String operator) {
        return Passcodes.issue(beans, user.userName(), RIGHT, operator);
    }

    private void permit(String operator) {
        granted(beans.call(PasscodeDesk.class, desk -> desk.permit(user.userName(), operator)));
    }

    private Optional<TemporaryPasscode> last() {
        return beans.call(PasscodeStore.class, store -> store.findLast(user.userId()));
    }

    private String stored() {
        return beans.query(entities ->
                (String) entities.createNativeQuery("select value_hash from temporary_passcode where user_id = ?1")
                        .setParameter(1, user.userId())
                        .getSingleResult());
    }

    private List<String> checks() {
        return KeptChecks.of(beans, user.userId());
    }
}
