package dev.countersign.diagnosis;

import static dev.countersign.activation.Phone.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationDesk;
import dev.countersign.activation.ActivationWish;
import dev.countersign.activation.BegunActivation;
import dev.countersign.activation.Phone;
import dev.countersign.audit.Reference;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.diagnosis.ActivationSignals.Answers;
import dev.countersign.diagnosis.DiagnosisDesk.Diagnosis;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is wrong with the activation of a phone that takes the place of another. */
class ReplacementDiagnosisTest {

    private static final Answers NO_CAMERA = new Answers(false, true, true, false);

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);
    private final Phone lost = new Phone(beans);

    @Test
    void thatTheOtherPhoneIsActiveIsNotWhatIsWrong() {
        granted(lost.activate(begin(user, false)));
        // Of two of one moment none is the newest.
        beans.clock().pass(Duration.ofSeconds(1));

        BegunActivation begun = begin(SignedIn.openedBy("TEMPORARY_PASSCODE", user), true);

        assertThat(diagnose(begun, NO_CAMERA)).isEqualTo(ActivationVerdict.ACT_CAMERA);
        assertThat(diagnose(begun, Answers.NONE)).isEqualTo(ActivationVerdict.ACT_WAITING);
        assertThat(look()).contains(ActivationVerdict.ACT_WAITING);
    }

    @Test
    void whatTookItsPlaceIsHere() {
        granted(lost.activate(begin(user, false)));
        BegunActivation begun = begin(SignedIn.openedBy("TEMPORARY_PASSCODE", user), true);

        granted(new Phone(beans).activate(begun));

        assertThat(diagnose(begun, NO_CAMERA)).isEqualTo(ActivationVerdict.ACT_ALREADY_HERE);
    }

    @Test
    void oneThatReplacesNothingFindsTheOtherPhone() {
        BegunActivation earlier = begin(user, false);
        granted(lost.activate(begin(user, false)));

        assertThat(diagnose(earlier, NO_CAMERA)).isEqualTo(ActivationVerdict.ACT_ALREADY_ELSEWHERE);
    }

    @Test
    void aStoppedPhoneIsNotOneThatAnotherMayTakeThePlaceOf() {
        BegunActivation earlier = begin(user, false);
        UUID enrolment = granted(lost.activate(begin(user, false))).enrolment();

        beans.run(Authenticators.class, all -> all.end(all.get(enrolment), EnrolmentState.STOPPED));

        assertThat(diagnose(earlier, Answers.NONE)).isEqualTo(ActivationVerdict.ACT_STOPPED);
    }

    private BegunActivation begin(SignedInUser caller, boolean replacesLostPhone) {
        return granted(beans.call(
                ActivationDesk.class,
                desk -> desk.begin(caller, new ActivationWish(Optional.empty(), replacesLostPhone))));
    }

    private ActivationVerdict diagnose(BegunActivation begun, Answers answers) {
        UUID id = begun.view().id();
        return beans.<DiagnosisDesk, Diagnosis>call(DiagnosisDesk.class, desk -> desk.diagnose(user, id, answers))
                .verdict();
    }

    private Optional<ActivationVerdict> look() {
        return beans.<DiagnosisDesk, Optional<Diagnosis>>call(
                        DiagnosisDesk.class, desk -> desk.look(user.userId(), Reference.next()))
                .map(Diagnosis::verdict);
    }
}
