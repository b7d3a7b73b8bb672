package dev.countersign.diagnosis;

import dev.countersign.diagnosis.ActivationSignals.Where;
import dev.countersign.diagnosis.NotificationSignals.Coverage;
import dev.countersign.diagnosis.NotificationSignals.Factor;
import dev.countersign.diagnosis.NotificationSignals.Phone;
import dev.countersign.diagnosis.NotificationSignals.Setting;
import dev.countersign.diagnosis.NotificationSignals.Unfit;
import dev.countersign.diagnosis.Rules.Finding;
import dev.countersign.push.Arrival;
import dev.countersign.push.NotificationHealth.Reach;
import dev.countersign.push.NotificationPermission;
import dev.countersign.push.NotificationReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules of "I am not receiving notifications", in their order.
 */
final class NotificationDiagnosis {

    private static final List<Rule<NotificationSignals, NotificationVerdict, NotificationQuestion>> ORDER = List.of(
            Rule.of(
                    NotificationVerdict.N_NO_REQUEST,
                    signals -> signals.asker() == NotificationAsker.AGENT
                            && signals.login().isEmpty()),
            Rule.of(NotificationVerdict.N_NOT_ACTIVATED, signals -> signals.active() == Where.NOWHERE),
            Rule.of(NotificationVerdict.N_OTHER_PHONE, signals -> signals.active() == Where.ELSEWHERE),
            Rule.of(
                    NotificationVerdict.N_OTHER_FACTOR,
                    signals -> signals.login().filter(Factor.OTHER::equals).isPresent()),
            Rule.of(NotificationVerdict.N_SEAMLESS_OFF, signals -> signals.setting() == Setting.OFF),
            Rule.of(NotificationVerdict.N_SUSPENDED, signals -> signals.setting() == Setting.PAUSED),
            Rule.of(NotificationVerdict.N_TOKEN_DEAD, ofPhone(NotificationDiagnosis::isOutOfReach)),
            Rule.of(
                    NotificationVerdict.N_REGION,
                    ofPhone(phone -> phone.isAndroid() && phone.coverage() == Coverage.UNREACHED)),
            Rule.of(NotificationVerdict.N_PERMISSION, ofPhone(NotificationDiagnosis::isForbidden)),
            Rule.of(
                    NotificationVerdict.N_INTEGRITY,
                    ofPhone(phone -> phone.unfit().filter(Unfit.UNSOUND::equals).isPresent())),
            Rule.of(
                    NotificationVerdict.N_VERSION,
                    ofPhone(phone ->
                            phone.unfit().filter(Unfit.OUTDATED::equals).isPresent())),
            Rule.of(NotificationVerdict.N_POWER, ofReport(NotificationReport::powerSaving)),
            Rule.of(NotificationVerdict.N_FOCUS, ofReport(NotificationReport::focus)),
            Rule.of(NotificationVerdict.N_OFFLINE, ofPhone(Phone::isSilent).or(ofReport(report -> !report.online()))),
            Rule.of(NotificationVerdict.N_WORKS, signals -> signals.trail().isTestOpened()),
            Rule.leadingOn(NotificationVerdict.N_NOT_DELIVERED, signals -> came(signals, Arrival.TAKEN)),
            Rule.of(NotificationVerdict.N_OVERLOOKED, signals -> came(signals, Arrival.ARRIVED)),
            Rule.asking(
                    NotificationVerdict.N_OTHER_PHONE,
                    NotificationQuestion.PHONE,
                    signals -> signals.asker() != NotificationAsker.APP),
            Rule.asking(
                    NotificationVerdict.N_OFFLINE,
                    NotificationQuestion.ONLINE,
                    signals -> signals.asker() != NotificationAsker.APP),
            Rule.asking(NotificationVerdict.N_POWER, NotificationQuestion.POWER, ofPhone(Phone::isHandheld)),
            Rule.asking(NotificationVerdict.N_FOCUS, NotificationQuestion.FOCUS, signals -> true),
            Rule.asking(NotificationVerdict.N_PHONE, NotificationQuestion.OTHERS, signals -> true),
            Rule.asking(NotificationVerdict.N_RESET, NotificationQuestion.RESET, ofPhone(Phone::isAndroid)),
            Rule.of(NotificationVerdict.N_ESCALATE, signals -> true));

    private static final Rules<NotificationSignals, NotificationVerdict, NotificationQuestion> RULES =
            new Rules<>(NotificationVerdict.N_NOTHING_FOUND, ORDER);

    private NotificationDiagnosis() {}

    static NotificationFinding of(NotificationSignals signals) {
        Finding<NotificationVerdict, NotificationQuestion> found = RULES.judge(signals, signals.answers());
        // What a test will show needs no asking.
        NotificationFinding finding = new NotificationFinding(
                found.verdict(),
                Optional.empty(),
                found.question().filter(question -> !signals.trail().isTestPending()));
        return found.verdict() == NotificationVerdict.N_SUSPENDED ? causeOf(finding, signals) : finding;
    }

    /** A pause is an effect: what the server knows by the rules behind it is its cause. */
    private static NotificationFinding causeOf(NotificationFinding pause, NotificationSignals signals) {
        NotificationVerdict cause = RULES.behind(NotificationVerdict.N_SUSPENDED)
                .judge(signals, Map.of())
                .verdict();
        return cause == NotificationVerdict.N_NOTHING_FOUND || cause == NotificationVerdict.N_WORKS
                ? pause
                : pause.by(cause);
    }

    /** Where no notifications may be shown there is no address either: then the rule of the permission says why. */
    private static boolean isOutOfReach(Phone phone) {
        return phone.reach() != Reach.KNOWN && !isForbidden(phone);
    }

    private static boolean isForbidden(Phone phone) {
        return phone.report()
                .filter(said -> said.permission() != NotificationPermission.GRANTED)
                .isPresent();
    }

    private static boolean came(NotificationSignals signals, Arrival arrival) {
        return signals.trail().newest().filter(arrival::equals).isPresent();
    }

    private static Predicate<NotificationSignals> ofPhone(Predicate<Phone> isTrue) {
        return signals -> signals.phone().filter(isTrue).isPresent();
    }

    private static Predicate<NotificationSignals> ofReport(Predicate<NotificationReport> isTrue) {
        return ofPhone(phone -> phone.report().filter(isTrue).isPresent());
    }
}
