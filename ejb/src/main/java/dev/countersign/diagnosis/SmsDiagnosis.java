package dev.countersign.diagnosis;

import dev.countersign.diagnosis.Rules.Finding;
import dev.countersign.diagnosis.SmsSignals.Use;
import dev.countersign.sms.SmsReport.Standing;
import dev.countersign.sms.Turn;
import java.util.List;

/**
 * The rules of "I am not receiving text messages", in their order: why nothing was sent, then what became of what was sent, then what
 * only the user knows. That nothing was sent stands behind its reasons.
 */
final class SmsDiagnosis {

    private static final List<Rule<SmsSignals, SmsVerdict, SmsQuestion>> ORDER = List.of(
            Rule.of(SmsVerdict.S_NOT_SMS_USER, signals -> signals.isSilentFor(Use.OTHER_FACTOR)),
            Rule.of(SmsVerdict.S_UNVERIFIED, signals -> signals.isSilentFor(Use.UNVERIFIED)),
            Rule.of(SmsVerdict.S_OTHER_NUMBER, signals -> signals.isSilentFor(Use.OTHER_NUMBER)),
            Rule.of(SmsVerdict.S_WAIT, signals -> signals.isSilent() && signals.waits(Turn.Kind.PAUSE)),
            Rule.of(SmsVerdict.S_LIMIT, signals -> signals.isSilent() && signals.waits(Turn.Kind.LIMIT)),
            Rule.of(SmsVerdict.S_BAD_NUMBER, signals -> signals.use() == Use.CLOSED || signals.is(Standing.BAD_NUMBER)),
            Rule.of(SmsVerdict.S_NO_REQUEST, SmsSignals::isSilent),
            Rule.of(SmsVerdict.S_NOT_SENT, signals -> signals.is(Standing.LATE)),
            Rule.of(SmsVerdict.S_ESCALATE, signals -> signals.is(Standing.REFUSED)),
            Rule.leadingOn(SmsVerdict.S_DELIVERED, signals -> signals.is(Standing.DELIVERED)),
            Rule.of(SmsVerdict.S_CARRIER_BLOCK, signals -> signals.is(Standing.BLOCKED)),
            Rule.leadingOn(SmsVerdict.S_UNREACHABLE, signals -> signals.is(Standing.UNREACHABLE)),
            Rule.leadingOn(SmsVerdict.S_DELAY, SmsSignals::isUnderWay),
            Rule.leadingOn(SmsVerdict.S_NO_RECEIPT, SmsSignals::isOverdue),
            Rule.asking(SmsVerdict.S_OTHER_NUMBER, SmsQuestion.NUMBER, signals -> true),
            Rule.asking(SmsVerdict.S_RESTART, SmsQuestion.RESTART, signals -> true),
            Rule.of(SmsVerdict.S_DELAY, SmsSignals::isUnderWay),
            Rule.of(SmsVerdict.S_ADVISE_AUTH, SmsSignals::isOften),
            Rule.of(SmsVerdict.S_ESCALATE, signals -> true));

    private static final Rules<SmsSignals, SmsVerdict, SmsQuestion> RULES = new Rules<>(SmsVerdict.S_NO_REQUEST, ORDER);

    private SmsDiagnosis() {}

    static Finding<SmsVerdict, SmsQuestion> of(SmsSignals signals) {
        return RULES.judge(signals, signals.answers());
    }
}
