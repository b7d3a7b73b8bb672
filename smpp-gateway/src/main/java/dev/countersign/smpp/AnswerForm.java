package dev.countersign.smpp;

import jakarta.json.JsonException;
import jakarta.json.JsonStructure;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the answers of a carrier over HTTP have what. Some providers answer 200 to what they refuse, and say so in the body alone.
 *
 * @param kind how the places are written
 * @param id of the message's id, in an answer of the class 2xx
 * @param error of the error's code; empty where there is none
 * @param errors what its codes ask for, where the carrier's book says that
 * @param status of the word that says whether an answer of the class 2xx is an acceptance; empty where there is none
 * @param accepted words there that say it is one, lower case; none exactly where {@code status} is empty
 */
record AnswerForm(
        Kind kind, String id, String error, Map<String, CommandStatus> errors, String status, Set<String> accepted) {

    /** The core keeps an id with the name of its carrier in 80 characters. */
    private static final Pattern ID = Pattern.compile("[ -~]{1,64}");

    /** What an answer is, and how its parts are found. */
    enum Kind {
        /** JSON pointers (RFC 6901). */
        JSON {
            @Override
            void require(String place) {
                if (!Pointers.isPointer(place)) {
                    throw new IllegalArgumentException("id, error and status are " + Pointers.FORM);
                }
            }

            @Override
            Optional<String> find(String body, String place) {
                return find(body, place, Pointers::find);
            }

            @Override
            Optional<String> findWord(String body, String place) {
                return find(body, place, Pointers::findWord);
            }

            private static Optional<String> find(
                    String body, String place, BiFunction<JsonStructure, String, Optional<String>> look) {
                try {
                    return look.apply(Pointers.parse(body), place);
                } catch (JsonException e) {
                    return Optional.empty();
                }
            }
        },
        /** Regular expressions, each with one group, which is what is looked for. */
        TEXT {
            @Override
            void require(String place) {
                if (groups(place) != 1) {
                    throw new IllegalArgumentException("id, error and status are regular expressions with one group");
                }
            }

            @Override
            Optional<String> find(String body, String place) {
                Matcher found = Pattern.compile(place).matcher(body.substring(0, Math.min(body.length(), MOST)));
                return found.find() ? Optional.ofNullable(found.group(1)) : Optional.empty();
            }

            @Override
            Optional<String> findWord(String body, String place) {
                return find(body, place);
            }

            private static int groups(String place) {
                try {
                    return Pattern.compile(place).matcher("").groupCount();
                } catch (PatternSyntaxException e) {
                    return 0;
                }
            }
        };

        /** An expression may look at a long text for long. */
        private static final int MOST = 2_000;

        /** Throws {@link IllegalArgumentException} for a place that is written in another way. */
        abstract void require(String place);

        /** A text or a number there; empty where there is none. */
        abstract Optional<String> find(String body, String place);

        /** The same, or {@code true} or {@code false}. */
        abstract Optional<String> findWord(String body, String place);
    }

    /** What an answer of the class 2xx says of the message. */
    enum Verdict {
        TAKEN,
        REFUSED,
        /** Nobody knows. */
        OPEN
    }

    AnswerForm {
        errors = Map.copyOf(errors);
        accepted = accepted.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        kind.require(id);
        Stream.of(error, status).filter(place -> !place.isEmpty()).forEach(kind::require);
        if (status.isEmpty() != accepted.isEmpty()) {
            throw new IllegalArgumentException("status and accepted go together");
        }
        if (errors.containsValue(CommandStatus.ACCEPTED)) {
            throw new IllegalArgumentException("a code in errors is none of an acceptance");
        }
    }

    /**
     * What the body of an answer 2xx says: the word at {@code status} decides. Without one the message was refused where there is an error
     * that the carrier's book knows, or an error and no id. A body that says neither is open where there should be such a word: it
     * has not come whole, or is of somebody else. Where there should be none it is an acceptance; to refuse it would send the
     * message twice.
     */
    Verdict verdict(String body) {
        Optional<String> word = (status.isEmpty() ? Optional.<String>empty() : kind.findWord(body, status))
                .map(found -> found.toLowerCase(Locale.ROOT));
        if (word.isPresent()) {
            return accepted.contains(word.get()) ? Verdict.TAKEN : Verdict.REFUSED;
        }
        if (findClass(body).isPresent()
                || (findError(body).isPresent() && findId(body).isEmpty())) {
            return Verdict.REFUSED;
        }
        return status.isEmpty() ? Verdict.TAKEN : Verdict.OPEN;
    }

    /** An id as receipts are matched by it, lower case; empty for one that cannot be kept. */
    static Optional<String> idOf(String text) {
        return Optional.of(text).filter(id -> ID.matcher(id).matches()).map(id -> id.toLowerCase(Locale.ROOT));
    }

    Optional<String> findId(String body) {
        return find(body, id);
    }

    Optional<String> findError(String body) {
        return find(body, error);
    }

    /** What the error's code asks for; empty where there is none, or the carrier's book does not say. */
    Optional<CommandStatus> findClass(String body) {
        return findError(body).map(errors::get);
    }

    private Optional<String> find(String body, String place) {
        return place.isEmpty() ? Optional.empty() : kind.find(body, place).filter(found -> !found.isEmpty());
    }
}
