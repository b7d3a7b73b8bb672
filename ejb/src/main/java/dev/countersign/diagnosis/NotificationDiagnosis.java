package dev.countersign.diagnosis;

import dev.countersign.diagnosis.ActivationSignals.Where;
import dev.countersign.diagnosis.NotificationSignals.Coverage;
import dev.countersign.diagnosis.NotificationSignals.Factor;
import dev.countersign.diagnosis.NotificationSignals.Phone;
import dev.countersign.diagnosis.NotificationSignals.Setting;
import dev.countersign.diagnosis.NotificationSignals.Unfit;
import dev.countersign.push.Arrival;
import dev.countersign.push.NotificationHealth.Reach;
import dev.countersign.push.NotificationPermission;
import dev.countersign.push.NotificationReport;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules of "I am not receiving notifications", in their order: the first one that is true gives the verdict. What the user has to
 * be asked comes after all that the server decides alone.
 */
final class NotificationDiagnosis {

    /**
     * One rule.
     *
     * @param question whose answer decides, where the rule is true at all
     */
    private record Rule(
            NotificationVerdict verdict,
            Predicate<NotificationSignals> isTrue,
            Optional<NotificationQuestion> question) {

        static Rule of(NotificationVerdict verdict, Predicate<NotificationSignals> isTrue) {
            return new Rule(verdict, isTrue, Optional.empty());
        }

        static Rule asking(
                NotificationVerdict verdict, NotificationQuestion question, Predicate<NotificationSignals> isAsked) {
            return new Rule(verdict, isAsked, Optional.of(question));
        }

        /** What a rule that is true comes to; empty where the rules behind it go on. */
        Optional<NotificationFinding> judge(NotificationSignals signals, NotificationVerdict meanwhile) {
            if (question.isEmpty()) {
                return LEADING_ON.contains(verdict) ? Optional.empty() : Optional.of(NotificationFinding.of(verdict));
            }
            NotificationQuestion asked = question.get();
            return Optional.ofNullable(signals.answers().get(asked))
                    .map(answer -> asked.isFine(answer)
                            ? Optional.<NotificationFinding>empty()
                            : Optional.of(NotificationFinding.of(verdict)))
                    // What a test will show needs no asking.
                    .orElseGet(() -> Optional.of(
                            signals.trail().isTestPending()
                                    ? NotificationFinding.of(meanwhile)
                                    : NotificationFinding.meanwhile(meanwhile, asked)));
        }
    }

    private static final List<Rule> RULES = List.of(
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
            Rule.of(NotificationVerdict.N_NOT_DELIVERED, signals -> came(signals, Arrival.TAKEN)),
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

    /** Verdicts that say what happened and not why: the questions go on. */
    private static final List<NotificationVerdict> LEADING_ON = List.of(NotificationVerdict.N_NOT_DELIVERED);

    private NotificationDiagnosis() {}

    static NotificationFinding of(NotificationSignals signals) {
        NotificationFinding found = judge(RULES, signals);
        return found.verdict() == NotificationVerdict.N_SUSPENDED ? causeOf(found, signals) : found;
    }

    /** A pause is an effect: what the server knows by the rules behind it is its cause. */
    private static NotificationFinding causeOf(NotificationFinding pause, NotificationSignals signals) {
        List<Rule> behind = RULES.stream()
                .dropWhile(rule -> rule.verdict() != NotificationVerdict.N_SUSPENDED)
                .skip(1)
                .takeWhile(rule -> rule.question().isEmpty())
                .toList();
        NotificationVerdict cause = judge(behind, signals).verdict();
        return cause == NotificationVerdict.N_NOTHING_FOUND || cause == NotificationVerdict.N_WORKS
                ? pause
                : pause.by(cause);
    }

    private static NotificationFinding judge(List<Rule> rules, NotificationSignals signals) {
        NotificationVerdict meanwhile = NotificationVerdict.N_NOTHING_FOUND;
        for (Rule rule : rules) {
            if (rule.isTrue().test(signals)) {
                Optional<NotificationFinding> found = rule.judge(signals, meanwhile);
                if (found.isPresent()) {
                    return found.get();
                }
                meanwhile = rule.question().isEmpty() ? rule.verdict() : meanwhile;
            }
        }
        return NotificationFinding.of(meanwhile);
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
