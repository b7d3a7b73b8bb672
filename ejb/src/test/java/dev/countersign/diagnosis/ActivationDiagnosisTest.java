package dev.countersign.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.activation.ActivationView;
import dev.countersign.activation.ActivationView.Stage;
import dev.countersign.audit.Reference;
import dev.countersign.diagnosis.ActivationSignals.About;
import dev.countersign.diagnosis.ActivationSignals.Answers;
import dev.countersign.diagnosis.ActivationSignals.Where;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of a failed activation, in their order. */
class ActivationDiagnosisTest {

    private static final Answers ALL_WRONG = new Answers(false, false, false, true);

    @ParameterizedTest
    @CsvSource({
        "FAILED, ALREADY_HERE, ACT_ALREADY_HERE",
        "FAILED, ALREADY_ELSEWHERE, ACT_ALREADY_ELSEWHERE",
        "FAILED, STOPPED, ACT_STOPPED",
        "FAILED, PROOF_WRONG, ACT_SESSION_USED",
        "EXPIRED, DEVICE_REFUSED, ACT_SESSION_EXPIRED",
        "FOUND, DEVICE_REFUSED, ACT_DEVICE_REFUSED",
        "WAITING, INSTALLATION_FULL, ACT_DEVICE_REFUSED",
        "WAITING, OS_TOO_OLD, ACT_OS_TOO_OLD",
        "WAITING, NO_LOCK, ACT_NO_LOCK",
        "WAITING, NO_SENSOR, ACT_NO_LOCK",
    })
    void whatTheServerKnowsComesBeforeWhatTheUserSays(Stage stage, Reason cause, ActivationVerdict verdict) {
        assertThat(of(view(stage, Optional.of(cause)), Where.NOWHERE, ALL_WRONG))
                .isEqualTo(verdict);
    }

    @Test
    void whereTheUserIsActiveComesFirst() {
        ActivationView used = view(Stage.FAILED, Optional.of(Reason.PROOF_WRONG));

        assertThat(of(used, Where.HERE, ALL_WRONG)).isEqualTo(ActivationVerdict.ACT_ALREADY_HERE);
        assertThat(of(used, Where.ELSEWHERE, ALL_WRONG)).isEqualTo(ActivationVerdict.ACT_ALREADY_ELSEWHERE);
        assertThat(of(used, Where.STOPPED, ALL_WRONG)).isEqualTo(ActivationVerdict.ACT_STOPPED);
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, true, ACT_CAMERA",
        "true, false, false, true, ACT_SCAN",
        "true, true, false, true, ACT_INSTALL",
        "true, true, true, true, ACT_SERVER",
        "true, true, true, false, ACT_WAITING",
    })
    void whatTheUserSeesDecidesWhereTheServerKnowsNothing(
            boolean camera, boolean recognised, boolean installed, boolean faulted, ActivationVerdict verdict) {
        Answers answers = new Answers(camera, recognised, installed, faulted);

        assertThat(of(view(Stage.WAITING, Optional.empty()), Where.NOWHERE, answers))
                .isEqualTo(verdict);
    }

    @Test
    void anActivationThatWasNeverBegunIsUnknown() {
        assertThat(ofNothing(About.ACTIVATION, ALL_WRONG)).isEqualTo(ActivationVerdict.ACT_SESSION_UNKNOWN);
    }

    @Test
    void aQuestionAboutAPhoneIsNotAnsweredByAnActivationThatItDoesNotName() {
        assertThat(ofNothing(About.PHONE, ALL_WRONG)).isEqualTo(ActivationVerdict.ACT_CAMERA);
        assertThat(ofNothing(About.PHONE, Answers.NONE)).isEqualTo(ActivationVerdict.ACT_WAITING);
    }

    private static ActivationVerdict ofNothing(About about, Answers answers) {
        return ActivationDiagnosis.of(new ActivationSignals(about, Optional.empty(), Where.NOWHERE, answers));
    }

    private static ActivationVerdict of(ActivationView view, Where active, Answers answers) {
        return ActivationDiagnosis.of(new ActivationSignals(About.ACTIVATION, Optional.of(view), active, answers));
    }

    private static ActivationView view(Stage stage, Optional<Reason> cause) {
        return new ActivationView(
                UUID.randomUUID(),
                stage,
                false,
                Optional.of("Pixel 8"),
                cause,
                new Reference("7KQ3-M9XV"),
                Instant.EPOCH);
    }
}
