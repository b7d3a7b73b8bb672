package dev.countersign.diagnosis;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.activation.ActivationView.Stage;
import dev.countersign.diagnosis.ActivationSignals.About;
import dev.countersign.diagnosis.ActivationSignals.Where;
import java.util.List;
import java.util.function.Predicate;

/** The rules of "activation shows an error", in their order; what the server knows comes before what the user is asked. */
final class ActivationDiagnosis {

    private record Rule(ActivationVerdict verdict, Predicate<ActivationSignals> isTrue) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    ActivationVerdict.ACT_ALREADY_HERE,
                    signals -> signals.active() == Where.HERE || hasCause(signals, Reason.ALREADY_HERE)),
            new Rule(
                    ActivationVerdict.ACT_ALREADY_ELSEWHERE,
                    signals -> signals.active() == Where.ELSEWHERE || hasCause(signals, Reason.ALREADY_ELSEWHERE)),
            new Rule(
                    ActivationVerdict.ACT_SESSION_USED,
                    signals -> isIn(signals, Stage.DONE) || isIn(signals, Stage.FAILED)),
            new Rule(ActivationVerdict.ACT_SESSION_EXPIRED, signals -> isIn(signals, Stage.EXPIRED)),
            new Rule(
                    ActivationVerdict.ACT_SESSION_UNKNOWN,
                    signals -> signals.about() == About.ACTIVATION
                            && signals.activation().isEmpty()),
            new Rule(ActivationVerdict.ACT_DEVICE_REFUSED, signals -> hasCause(signals, Reason.DEVICE_REFUSED)),
            new Rule(ActivationVerdict.ACT_OS_TOO_OLD, signals -> hasCause(signals, Reason.OS_TOO_OLD)),
            new Rule(
                    ActivationVerdict.ACT_NO_LOCK,
                    signals -> hasCause(signals, Reason.NO_LOCK) || hasCause(signals, Reason.NO_SENSOR)),
            new Rule(ActivationVerdict.ACT_CAMERA, signals -> !signals.answers().camera()),
            new Rule(ActivationVerdict.ACT_SCAN, signals -> !signals.answers().recognised()),
            new Rule(
                    ActivationVerdict.ACT_INSTALL, signals -> !signals.answers().installed()),
            new Rule(ActivationVerdict.ACT_SERVER, signals -> signals.answers().faulted()));

    private ActivationDiagnosis() {}

    static ActivationVerdict of(ActivationSignals signals) {
        return RULES.stream()
                .filter(rule -> rule.isTrue().test(signals))
                .findFirst()
                .map(Rule::verdict)
                .orElse(ActivationVerdict.ACT_WAITING);
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
