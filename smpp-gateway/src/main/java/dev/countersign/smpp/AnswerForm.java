package dev.countersign.smpp;

import jakarta.json.JsonException;
import jakarta.json.JsonStructure;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where the answers of a carrier over HTTP have what, as JSON pointers (RFC 6901). Some providers answer 200 to what they refuse, and
 * say so in the body alone.
 *
 * @param id of the message's id, in an answer of the class 2xx
 * @param error of the error's code; empty where there is none
 * @param errors what its codes ask for, where the carrier's book says that
 * @param status of the word that says whether an answer of the class 2xx is an acceptance; empty where there is none
 * @param accepted words there that say it is one, lower case; none exactly where {@code status} is empty
 */
record AnswerForm(String id, String error, Map<String, CommandStatus> errors, String status, Set<String> accepted) {

    private static final String SLASH = "/";

    /** The core keeps an id with the name of its carrier in 80 characters. */
    private static final Pattern ID = Pattern.compile("[ -~]{1,64}");

    AnswerForm {
        errors = Map.copyOf(errors);
        accepted = accepted.stream().map(word -> word.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        if (!id.startsWith(SLASH) || !isPointerOrEmpty(error) || !isPointerOrEmpty(status)) {
            throw new IllegalArgumentException("id, error and status are JSON pointers, which begin with a slash");
        }
        if (status.isEmpty() != accepted.isEmpty()) {
            throw new IllegalArgumentException("status and accepted go together");
        }
        if (errors.containsValue(CommandStatus.ACCEPTED)) {
            throw new IllegalArgumentException("a code in errors is none of an acceptance");
        }
    }

    private static boolean isPointerOrEmpty(String pointer) {
        return pointer.isEmpty() || pointer.startsWith(SLASH);
    }

    /**
     * Whether the body of an answer 2xx says that the message was not taken: another word than one of an acceptance stands at
     * {@code status}, or an error that the carrier's book knows, or an error and no id. A body that says neither has not come whole, or has another form; to refuse it would
     * send the message twice.
     */
    boolean refuses(String body) {
        Optional<String> word = find(body, status, Pointers::findWord).map(found -> found.toLowerCase(Locale.ROOT));
        return word.isPresent()
                ? !accepted.contains(word.get())
                : findClass(body).isPresent()
                        || (findError(body).isPresent() && findId(body).isEmpty());
    }

    /** An id as receipts are matched by it, lower case; empty for one that cannot be kept. */
    static Optional<String> idOf(String text) {
        return Optional.of(text).filter(id -> ID.matcher(id).matches()).map(id -> id.toLowerCase(Locale.ROOT));
    }

    Optional<String> findId(String body) {
        return find(body, id, Pointers::find).filter(found -> !found.isEmpty());
    }

    Optional<String> findError(String body) {
        return find(body, error, Pointers::find).filter(found -> !found.isEmpty());
    }

    /** What the error's code asks for; empty where there is none, or the carrier's book does not say. */
    Optional<CommandStatus> findClass(String body) {
        return findError(body).map(errors::get);
    }

    private static Optional<String> find(
            String body, String pointer, BiFunction<JsonStructure, String, Optional<String>> look) {
        try {
            return look.apply(Pointers.parse(body), pointer);
        } catch (JsonException e) {
            return Optional.empty();
        }
    }
}
