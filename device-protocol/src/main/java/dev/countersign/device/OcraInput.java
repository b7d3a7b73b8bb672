package dev.countersign.device;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The values that go into one response: what the suite asks for and nothing more (RFC 6287 section 5.1).
 *
 * @param questions one question, or the two of mutual challenge and response in their order
 * @param counter read as a number without a sign
 * @param pinHash hash of the PIN by the hash that the suite names
 * @param session as many octets as the suite says, or fewer: zeros fill them up on the left
 * @param timeSteps of {@link TimeStep#stepsAt}
 */
public record OcraInput(
        List<String> questions,
        OptionalLong counter,
        Optional<PinHash> pinHash,
        Optional<Octets> session,
        OptionalLong timeSteps) {

    public OcraInput {
        questions = List.copyOf(questions);
    }

    /** One-way challenge and response, or a signature over the question (RFC 6287 sections 7.1 and 7.3). */
    public static OcraInput of(String question) {
        return of(List.of(question));
    }

    /** Mutual: what the server computes to show that it is the server (RFC 6287 section 7.2). */
    public static OcraInput ofServer(String clientQuestion, String serverQuestion) {
        return of(List.of(clientQuestion, serverQuestion));
    }

    /** Mutual: what the client computes then (RFC 6287 section 7.2). */
    public static OcraInput ofClient(String clientQuestion, String serverQuestion) {
        return of(List.of(serverQuestion, clientQuestion));
    }

    public OcraInput withCounter(long value) {
        return new OcraInput(questions, OptionalLong.of(value), pinHash, session, timeSteps);
    }

    public OcraInput withPin(PinHash value) {
        return new OcraInput(questions, counter, Optional.of(value), session, timeSteps);
    }

    public OcraInput withSession(Octets value) {
        return new OcraInput(questions, counter, pinHash, Optional.of(value), timeSteps);
    }

    public OcraInput withTimeSteps(long value) {
        return new OcraInput(questions, counter, pinHash, session, OptionalLong.of(value));
    }

    /** Throws {@link IllegalArgumentException} if the suite asks for something else; the message has no value in it. */
    void requireFits(OcraSuite suite) {
        for (String question : questions) {
            if (!suite.questionFormat().isQuestion(question, suite.questionLength())) {
                throw misfit(
                        suite,
                        "a question of 1 to " + suite.questionLength() + " characters, " + suite.questionFormat());
            }
        }
        if (counter.isPresent() != suite.hasCounter()) {
            throw misfit(suite, suite.hasCounter() ? "a counter" : "no counter");
        }
        if (!pinHash.map(PinHash::hash).equals(suite.pinHash())) {
            throw misfit(
                    suite, suite.pinHash().map(hash -> "a PIN hash of " + hash).orElse("no PIN"));
        }
        if (session.isPresent() != suite.sessionLength().isPresent()
                || session.map(Octets::length).orElse(0) > suite.sessionLength().orElse(0)) {
            OptionalInt most = suite.sessionLength();
            throw misfit(
                    suite,
                    most.isPresent() ? "session data of at most " + most.getAsInt() + " octets" : "no session data");
        }
        if (timeSteps.isPresent() != suite.timeStep().isPresent()) {
            throw misfit(suite, suite.timeStep().isPresent() ? "a time stamp" : "no time stamp");
        }
    }

    private static OcraInput of(List<String> questions) {
        return new OcraInput(questions, OptionalLong.empty(), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    private static IllegalArgumentException misfit(OcraSuite suite, String takes) {
        return new IllegalArgumentException("the suite " + suite + " takes " + takes);
    }

    /** Questions and PIN are not printed. */
    @Override
    public String toString() {
        return "OcraInput[" + questions.size() + " question(s)]";
    }
}
