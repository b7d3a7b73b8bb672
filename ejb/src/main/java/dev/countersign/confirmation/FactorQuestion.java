package dev.countersign.confirmation;

import dev.countersign.factor.FactorRef;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.SignedFactor;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One of a user's factors, as he is asked for it.
 *
 * @param factor that the answer is to come from
 * @param others of the user's factors, which can be asked for instead
 * @param signed what a device is to sign; empty where a code is typed
 * @param challenge the digits that the authenticator or the card is to answer, or the indexes of cells; empty where nothing is shown
 * @param resendAt when the number may get another SMS; empty where none comes
 * @param expiresAt until when an answer counts
 * @param mostWrong wrong answers that it bears, 1 or more
 */
public record FactorQuestion(
        OwnedFactor factor,
        List<OwnedFactor> others,
        Optional<SignedFactor.Question> signed,
        Optional<String> challenge,
        Optional<Instant> resendAt,
        Instant expiresAt,
        int mostWrong) {

    public FactorQuestion {
        others = List.copyOf(others);
    }

    static FactorQuestion ofSms(OwnedFactor number, Instant resendAt, Instant expiresAt) {
        return new FactorQuestion(
                number,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(resendAt),
                expiresAt,
                Integer.MAX_VALUE);
    }

    static FactorQuestion ofChallenge(
            OwnedFactor factor, Optional<String> challenge, Instant expiresAt, int mostWrong) {
        return new FactorQuestion(
                factor, List.of(), Optional.empty(), challenge, Optional.empty(), expiresAt, mostWrong);
    }

    static FactorQuestion ofSigned(OwnedFactor factor, SignedFactor.Question question) {
        return new FactorQuestion(
                factor,
                List.of(),
                Optional.of(question),
                Optional.empty(),
                Optional.empty(),
                question.expiresAt(),
                Integer.MAX_VALUE);
    }

    public FactorRef ref() {
        return factor.ref();
    }

    /** The same, beside what else could be asked for. */
    public FactorQuestion beside(List<OwnedFactor> present) {
        List<OwnedFactor> rest = present.stream()
                .filter(other -> !other.ref().equals(factor.ref()))
                .toList();
        return new FactorQuestion(factor, rest, signed, challenge, resendAt, expiresAt, mostWrong);
    }

    /** What is asked is nobody's to read. */
    @Override
    public String toString() {
        return "FactorQuestion[" + factor.kind() + "]";
    }
}
