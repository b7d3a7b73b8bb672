package dev.countersign.diagnosis;

import dev.countersign.card.AnswerReading;
import dev.countersign.card.CardTrouble.Motion;
import dev.countersign.card.CardTrouble.Standing;
import dev.countersign.diagnosis.Rules.Finding;
import java.util.List;

/** The rules of "my card answer is refused", in their order. */
final class CardDiagnosis {

    /** Challenges in a row that nobody mistypes so often. */
    private static final int PIN_LIKELY_AFTER = 2;

    private static final List<Rule<CardSignals, CardVerdict, CardDoubt>> ORDER = List.of(
            Rule.of(CardVerdict.K_BLOCKED, CardSignals::isBlocked),
            Rule.of(CardVerdict.K_EXPIRED, signals -> signals.was(AnswerReading.EXPIRED) || signals.isChallengeOver()),
            Rule.of(CardVerdict.K_FORMAT, signals -> signals.was(AnswerReading.FORMAT)),
            Rule.of(CardVerdict.K_OLD_CHALLENGE, signals -> signals.was(AnswerReading.OLD_CHALLENGE)),
            Rule.of(
                    CardVerdict.K_OTHER_CARD,
                    signals -> signals.was(AnswerReading.OTHER_CARD) && signals.isAnsweringOne(Standing.USABLE)),
            Rule.of(CardVerdict.K_NOT_ACTIVE, signals -> signals.isAnsweringOne(Standing.SENT)),
            Rule.of(CardVerdict.K_RETIRED, signals -> signals.isAnsweringOne(Standing.ENDED)),
            Rule.of(CardVerdict.K_OUT_OF_STEP, signals -> signals.was(AnswerReading.OUT_OF_STEP)),
            Rule.leadingOn(
                    CardVerdict.K_PIN_LIKELY, signals -> takesPin(signals) && isWrong(signals, PIN_LIKELY_AFTER)),
            Rule.asking(CardVerdict.K_PIN_FORGOTTEN, CardDoubt.PIN, CardDiagnosis::takesPin),
            Rule.asking(CardVerdict.K_DEFECT, CardDoubt.DISPLAY, signals -> true),
            Rule.asking(CardVerdict.K_BUTTONS, CardDoubt.PRESSED, signals -> true),
            Rule.of(
                    CardVerdict.K_OUT_OF_STEP,
                    signals -> signals.trouble().card().motion() == Motion.FINDABLE && isWrong(signals, 1)),
            Rule.of(CardVerdict.K_ESCALATE, signals -> true));

    private static final Rules<CardSignals, CardVerdict, CardDoubt> RULES =
            new Rules<>(CardVerdict.K_NOTHING_FOUND, ORDER);

    private CardDiagnosis() {}

    static Finding<CardVerdict, CardDoubt> of(CardSignals signals) {
        return RULES.judge(signals, signals.answers());
    }

    private static boolean takesPin(CardSignals signals) {
        return signals.trouble().card().takesPin();
    }

    private static boolean isWrong(CardSignals signals, int challenges) {
        return signals.trouble().wrongChallenges() >= challenges;
    }
}
