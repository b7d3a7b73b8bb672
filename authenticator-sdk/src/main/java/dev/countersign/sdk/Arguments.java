package dev.countersign.sdk;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The command line: a command, options that each have a value, and at most one more word.
 *
 * @param word empty if it is to be asked for
 */
record Arguments(String command, Map<String, String> options, Optional<String> word) {

    static final String USAGE = """
            countersign-device: an authenticator for the command line

              activate --server ADDRESS --state FILE [--model NAME] [LINK | CODE]
              migrate  --server ADDRESS --state FILE [--model NAME] USER
              recover  --server ADDRESS --state FILE [--model NAME] [--from OLD] USER
              merge    --server ADDRESS --state FILE [--model NAME] --from OLD USER
              activate --server ADDRESS --state FILE [--model NAME] --user NAME [--number N]
              respond  --state FILE [--user NAME] [CHALLENGE]
              approve  --state FILE
              status   --state FILE [--server ADDRESS]

            ADDRESS is https://HOST[:PORT], FILE is where this device keeps its keys. The link of the QR code, the code, the
            challenge and the PIN are asked for, or read from standard input, a line each. So are the password, for migrate twice,
            and the eight digits. OLD is the file of a device that was here before: its key signs instead of the digits.
            challenge and the PIN are asked for, or read from standard input, a line each. With --user the activation begins
            with the password and goes on with the token of an SMS, to the Nth of the user's numbers or to his default one.

            Exit codes: 0 done, 1 refused, 2 the command line is wrong, 3 no answer or an unusable file.""";

    private static final Map<String, Set<String>> COMMANDS = Map.of(
            "activate", Set.of("--server", "--state", "--model", "--user", "--number"),
            "migrate", Set.of("--server", "--state", "--model"),
            "recover", Set.of("--server", "--state", "--model", "--from"),
            "merge", Set.of("--server", "--state", "--model", "--from"),
            "respond", Set.of("--state", "--user"),
            "approve", Set.of("--state"),
            "status", Set.of("--state", "--server"));

    static Arguments parse(List<String> words) {
        if (words.isEmpty() || !COMMANDS.containsKey(words.get(0))) {
            throw new UsageException(USAGE);
        }
        String command = words.get(0);
        Map<String, String> options = new HashMap<>();
        int next = 1;
        while (next < words.size() && words.get(next).startsWith("--")) {
            put(options, command, words, next);
            next += 2;
        }
        int word = Set.of("status", "approve").contains(command) ? 0 : 1;
        if (words.size() > next + word) {
            throw new UsageException("There is a word too much. Options stand before the link, code or challenge.");
        }
        if (command.equals("activate") && options.containsKey("--user") && words.size() > next) {
            throw new UsageException("With --user there is neither link nor code.");
        }
        if (options.containsKey("--number") && !options.containsKey("--user")) {
            throw new UsageException("--number goes with --user.");
        }
        return new Arguments(command, options, next < words.size() ? Optional.of(words.get(next)) : Optional.empty());
    }

    private static void put(Map<String, String> options, String command, List<String> words, int place) {
        String option = words.get(place);
        if (!COMMANDS.getOrDefault(command, Set.of()).contains(option)) {
            throw new UsageException(command + " does not know " + option + ".\n\n" + USAGE);
        }
        if (place + 1 == words.size()) {
            throw new UsageException(option + " needs a value.");
        }
        if (options.put(option, words.get(place + 1)) != null) {
            throw new UsageException(option + " stands twice.");
        }
    }

    /** Which of the user's numbers, counted from 1. */
    Optional<Integer> number() {
        return find("--number").map(text -> {
            if (!text.matches("[1-9][0-9]?")) {
                throw new UsageException("--number is 1 for the first number, 2 for the second, and so on.");
            }
            return Integer.valueOf(text);
        });
    }

    Path state() {
        return Path.of(required("--state"));
    }

    URI server() {
        return uri(required("--server"));
    }

    Optional<URI> findServer() {
        return find("--server").map(Arguments::uri);
    }

    Optional<String> find(String option) {
        return Optional.ofNullable(options.get(option));
    }

    String required(String option) {
        return find(option).orElseThrow(() -> new UsageException(command + " needs " + option + ".\n\n" + USAGE));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new UsageException("--server is no address: https://HOST[:PORT]");
        }
    }

    /** Without the word, which may be a secret. */
    @Override
    public String toString() {
        return "Arguments[" + command + "]";
    }
}
