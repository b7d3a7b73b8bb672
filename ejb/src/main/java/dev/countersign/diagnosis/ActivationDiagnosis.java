package dev.countersign.diagnosis;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.activation.ActivationView.Stage;
import dev.countersign.diagnosis.ActivationSignals.About;
import dev.countersign.diagnosis.ActivationSignals.Where;
import java.util.List;
import java.util.Map;

/** The rules of "activation shows an error", in their order; what the server knows comes before what the user is asked. */
final class ActivationDiagnosis {

    private static final List<Rule<ActivationSignals, ActivationVerdict, Question>> ORDER = List.of(
            Rule.of(
                    ActivationVerdict.ACT_ALREADY_HERE,
                    signals -> signals.active() == Where.HERE || hasCause(signals, Reason.ALREADY_HERE)),
            Rule.of(
                    ActivationVerdict.ACT_ALREADY_ELSEWHERE,
                    signals -> signals.active() == Where.ELSEWHERE || hasCause(signals, Reason.ALREADY_ELSEWHERE)),
            Rule.of(
                    ActivationVerdict.ACT_STOPPED,
                    signals -> signals.active() == Where.STOPPED || hasCause(signals, Reason.STOPPED)),
            Rule.of(
                    ActivationVerdict.ACT_SESSION_USED,
                    signals -> isIn(signals, Stage.DONE) || isIn(signals, Stage.FAILED)),
            Rule.of(ActivationVerdict.ACT_SESSION_EXPIRED, signals -> isIn(signals, Stage.EXPIRED)),
            Rule.of(
                    ActivationVerdict.ACT_SESSION_UNKNOWN,
                    signals -> signals.about() == About.ACTIVATION
                            && signals.activation().isEmpty()),
            Rule.of(
                    ActivationVerdict.ACT_DEVICE_REFUSED,
                    signals -> hasCause(signals, Reason.DEVICE_REFUSED) || hasCause(signals, Reason.INSTALLATION_FULL)),
            Rule.of(ActivationVerdict.ACT_OS_TOO_OLD, signals -> hasCause(signals, Reason.OS_TOO_OLD)),
            Rule.of(
                    ActivationVerdict.ACT_NO_LOCK,
                    signals -> hasCause(signals, Reason.NO_LOCK) || hasCause(signals, Reason.NO_SENSOR)),
            Rule.of(ActivationVerdict.ACT_CAMERA, signals -> !signals.answers().camera()),
            Rule.of(ActivationVerdict.ACT_SCAN, signals -> !signals.answers().recognised()),
            Rule.of(ActivationVerdict.ACT_INSTALL, signals -> !signals.answers().installed()),
            Rule.of(ActivationVerdict.ACT_SERVER, signals -> signals.answers().faulted()));

    private static final Rules<ActivationSignals, ActivationVerdict, Question> RULES =
            new Rules<>(ActivationVerdict.ACT_WAITING, ORDER);

    private ActivationDiagnosis() {}

    static ActivationVerdict of(ActivationSignals signals) {
        return RULES.judge(signals, Map.of()).verdict();
    }

    private static boolean isIn(ActivationSignals signals, Stage stage) {
        return signals.activation().filter(view -> view.stage() == stage).isPresent();
    }

    private static boolean hasCause(ActivationSignals signals, Reason reason) {
        return signals.activation()
                .flatMap(view -> view.cause())
                .filter(reason::equals)
                .isPresent();
    }
}
