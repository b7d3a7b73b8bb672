package dev.countersign.web;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What users say to the questions of a diagnosis, as fields of a body that are true or false. */
final class DiagnosisAnswers {

    private DiagnosisAnswers() {}

    /**
     * The answers by question; one that the user was not asked is left out.
     *
     * @param others fields that the body may have beside the questions
     */
    static <Q extends Enum<Q>> Map<Q, Boolean> of(Class<Q> questions, JsonFields body, String... others) {
        body.only(Stream.concat(
                        Arrays.stream(questions.getEnumConstants()).map(DiagnosisAnswers::field), Arrays.stream(others))
                .toArray(String[]::new));
        Map<Q, Boolean> answers = new EnumMap<>(questions);
        for (Q question : questions.getEnumConstants()) {
            body.findBoolean(field(question)).ifPresent(answer -> answers.put(question, answer));
        }
        return answers;
    }

    /** How a question is named. */
    static String field(Enum<?> question) {
        return question.name().toLowerCase(Locale.ROOT);
    }
}
