package dev.countersign.device;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads one suite from left to right. */
final class OcraSuiteParser {

    private static final String VERSION = "OCRA-1";
    private static final String INPUT_ORDER = "CQPST";
    private static final Set<String> DIGITS = Set.of("0", "4", "5", "6", "7", "8", "9", "10");
    private static final int SHORTEST_QUESTION = 4;
    private static final int LONGEST_QUESTION = 64;
    private static final int LONGEST_SESSION = 512;

    private final String text;

    OcraSuiteParser(String text) {
        this.text = text;
    }

    OcraSuite parse() {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw fault("it has not three parts with two colons between them");
        }
        if (!parts[0].equals(VERSION)) {
            throw fault("the version \"" + parts[0] + "\" is not " + VERSION);
        }
        String[] function = parts[1].split("-", -1);
        if (function.length != 3 || !function[0].equals("HOTP")) {
            throw fault("the function \"" + parts[1] + "\" has not the form HOTP-hash-digits");
        }
        List<String> inputs = List.of(parts[2].split("-", -1));
        requireOrder(inputs);
        String question = input(inputs, 'Q').orElseThrow(() -> fault("it has no question"));
        return new OcraSuite(
                text,
                hash(function[1]),
                digits(function[2]),
                input(inputs, 'C').isPresent(),
                questionFormat(question),
                questionLength(question),
                input(inputs, 'P').map(pin -> hash(pin.substring(1))),
                input(inputs, 'S').map(this::sessionLength).map(OptionalInt::of).orElse(OptionalInt.empty()),
                input(inputs, 'T').map(time -> TimeStep.parse(time.substring(1), text)));
    }

    private void requireOrder(List<String> inputs) {
        int last = -1;
        for (String input : inputs) {
            if (input.isEmpty()) {
                throw fault("a data input is empty");
            }
            int place = INPUT_ORDER.indexOf(input.charAt(0));
            if (place < 0 || (input.charAt(0) == 'C' && input.length() > 1)) {
                throw fault("the data input \"" + input + "\" is unknown");
            }
            if (place <= last) {
                throw fault("\"" + input + "\" stands in the wrong place: the order is C, Q, P, S, T, each once");
            }
            last = place;
        }
    }

    private static Optional<String> input(List<String> inputs, char letter) {
        return inputs.stream().filter(input -> input.charAt(0) == letter).findFirst();
    }

    private HashFunction hash(String name) {
        return Arrays.stream(HashFunction.values())
                .filter(hash -> hash.name().equals(name))
                .findFirst()
                .orElseThrow(() -> fault("the hash \"" + name + "\" is not SHA1, SHA256 or SHA512"));
    }

    private int digits(String number) {
        if (!DIGITS.contains(number)) {
            throw fault("\"" + number + "\" digits of a response are not 0 or 4 to 10");
        }
        return Integer.parseInt(number);
    }

    private QuestionFormat questionFormat(String question) {
        return Arrays.stream(QuestionFormat.values())
                .filter(format -> question.length() > 1 && format.letter() == question.charAt(1))
                .findFirst()
                .orElseThrow(() -> fault("the question \"" + question + "\" has not the format A, N or H"));
    }

    private int questionLength(String question) {
        String length = question.substring(2);
        if (length.length() != 2 || !isNumber(length, SHORTEST_QUESTION, LONGEST_QUESTION)) {
            throw fault("the question \"" + question + "\" has not a length of two digits, 04 to 64");
        }
        return Integer.parseInt(length);
    }

    private int sessionLength(String session) {
        String length = session.substring(1);
        if (length.length() != 3 || !isNumber(length, 1, LONGEST_SESSION)) {
            throw fault("the session \"" + session + "\" has not a length of three digits, 001 to 512");
        }
        return Integer.parseInt(length);
    }

    /** Whether the text is a few digits of ASCII that make a number between the two. */
    static boolean isNumber(String text, int lowest, int highest) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int number = Integer.parseInt(text);
        return number >= lowest && number <= highest;
    }

    private MalformedSuiteException fault(String what) {
        return new MalformedSuiteException(text, what);
    }
}
