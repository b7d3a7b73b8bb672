package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.device.ActivationSecret;
import dev.countersign.device.ApprovalRequest;
import dev.countersign.device.Challenge;
import dev.countersign.device.Octets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line device as a script and as a person see it. */
class MainTest {

    private static final String PIN = "7a=31";

    private static final ApprovalRequest REQUEST = new ApprovalRequest(
            UUID.randomUUID(),
            PlayedServer.USER,
            "Portal",
            "Zug, CH",
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-01-01T00:02:00Z"),
            Octets.random(32, new SecureRandom()));

    @TempDir
    Path folder;

    private final PlayedServer played = PlayedServer.start(ActivationSecret.randomQr(new SecureRandom()));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        played.close();
    }

    @Test
    void isActivatedAndAnswers() {
        assertThat(script(PIN + "\n", activate(played.link()))).isZero();
        assertThat(said()).isEqualTo("Activated for abcde123.");

        assertThat(script(PIN + "\n", List.of("respond", "--state", state(), "482 913")))
                .isZero();
        assertThat(said().replace(" ", "")).isEqualTo(played.response(new Challenge(482_913), Optional.of(PIN)));
        assertThat(complaint()).isEmpty();
    }

    /** So that the secret stands in no list of processes. */
    @Test
    void readsLinkAndChallengeFromStandardInputToo() {
        assertThat(script(
                        played.link() + "\r\n" + PIN + "\r\n",
                        List.of("activate", "--server", address(), "--state", state())))
                .isZero();
        said();

        assertThat(script("482913\n" + PIN, List.of("respond", "--state", state(), "--user", "abcde123")))
                .isZero();
        assertThat(said().replace(" ", "")).isEqualTo(played.response(new Challenge(482_913), Optional.of(PIN)));
    }

    @Test
    void isActivatedByPasswordAndToken() {
        try (PlayedServer bySms = PlayedServer.start(ActivationSecret.ofSmsToken("01234567"))) {
            List<String> line = List.of(
                    "activate", "--server", bySms.address().toString(), "--state", state(), "--user", "abcde123");

            assertThat(script("Pass word 1\n0123 4567\n" + PIN, line)).isZero();

            assertThat(said()).isEqualTo("Activated for abcde123.");
            assertThat(bySms.calls.get(1).body().getString("number")).isEqualTo(PlayedServer.SECOND_NUMBER.toString());
            assertThat(complaint()).isEmpty();
        }
    }

    @Test
    void theTokenGoesToTheNumberThatWasChosen() {
        List<String> line =
                List.of("activate", "--server", address(), "--state", state(), "--user", "abcde123", "--number", "1");

        assertThat(script("Pass word 1\n0123", line)).isEqualTo(2);

        assertThat(complaint()).isEqualTo("The token has eight digits.");
        assertThat(played.calls.get(1).body().getString("number")).isEqualTo(PlayedServer.FIRST_NUMBER.toString());
        assertThat(script("Pass word 1\n", replaced(line, "3"))).isEqualTo(2);
        assertThat(complaint()).isEqualTo("There are 2 numbers.");
    }

    private static List<String> replaced(List<String> line, String last) {
        List<String> other = new ArrayList<>(line);
        other.set(other.size() - 1, last);
        return other;
    }

    @Test
    void tellsHowItsEnrolmentsStand() {
        script(PIN, activate(played.link()));
        said();
        played.statusOfEnrolments = Optional.of(
                "[{\"id\": \"" + played.enrolment + "\", \"userName\": \"abcde123\", \"state\": \"REVOKED\"}]");

        assertThat(script("", List.of("status", "--state", state()))).isZero();
        assertThat(said()).isEqualTo("abcde123 REVOKED " + played.enrolment);
        assertThat(script("", List.of("status", "--state", state(), "--server", "https://login.example")))
                .isEqualTo(3);
        assertThat(complaint()).contains("belongs to " + address());
    }

    @Test
    void aRefusalIsToldWithWhatToDo() {
        played.answerNext(410, PlayedServer.problem("ACT_SESSION_EXPIRED"));

        assertThat(script(PIN, activate(played.link()))).isEqualTo(1);
        assertThat(complaint())
                .isEqualTo(
                        "This activation has expired. Begin a new one in the portal. Tries left: 3. Try again in 61 s."
                                + " Reference for the help desk: 7Q2M4K9T.");
        assertThat(said()).isEmpty();
    }

    @Test
    void aScriptIsNotAskedTwice() {
        assertThat(script("12\n" + PIN, activate(played.link()))).isEqualTo(1);
        assertThat(complaint()).startsWith("A PIN has 4 to 6");
    }

    @Test
    void withoutAnEnrolmentThereIsNoResponse() {
        assertThat(script(PIN, List.of("respond", "--state", state(), "482913")))
                .isEqualTo(1);
        assertThat(complaint()).isEqualTo("No such user is enrolled in this file.");
        assertThat(script("", List.of("status", "--state", state()))).isEqualTo(1);
    }

    @Test
    void noAnswerIsAFault() {
        played.close();

        assertThat(script(PIN, activate(played.link()))).isEqualTo(3);
        assertThat(complaint()).startsWith("No answer from " + address());
    }

    @Test
    void anUnusableFileIsAFault() throws Exception {
        script(PIN, activate(played.link()));
        complaint();
        Files.writeString(Path.of(state()), "{");

        assertThat(script(PIN, List.of("respond", "--state", state(), "482913")))
                .isEqualTo(3);
        assertThat(complaint()).startsWith(state() + " is damaged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "login",
                "activate",
                "activate --server http://127.0.0.1:1",
                "activate --state x",
                "activate --server ^ --state x 7KQ3-M9XV-2CHT",
                "activate --server http://login.example --state x 7KQ3-M9XV-2CHT",
                "activate --server https://login.example --state x 7KQ3-M9XV",
                "activate --server https://login.example --state x 7KQ3 M9XV 2CHT",
                "activate --server https://login.example --state x --user u 7KQ3-M9XV-2CHT",
                "activate --server https://login.example --state x --model",
                "activate --server https://login.example --state x --number 1 7KQ3-M9XV-2CHT",
                "activate --server https://login.example --state x --user u --number 0",
                "respond --state x --state x",
                "respond --state x --server y",
                "status --state x --user u",
                "status --state x more",
                "respond --state x 482913 more",
            })
    void aWrongCommandLineIsToldInTheWordsOfItsUse(String line) {
        assertThat(script("", line.isEmpty() ? List.of() : List.of(line.split(" "))))
                .isEqualTo(2);
        assertThat(complaint()).isNotEmpty().doesNotContain("Exception").doesNotContain("7KQ3");
        assertThat(said()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"012345", "48291", "x"})
    void whatIsNoChallengeIsToldSo(String challenge) {
        script(PIN, activate(played.link()));
        complaint();

        assertThat(script(PIN, List.of("respond", "--state", state(), challenge)))
                .isEqualTo(2);
        assertThat(complaint()).isEqualTo("A challenge has six digits and does not begin with 0.");
    }

    @Test
    void saysWhatItWaitedFor() {
        assertThat(script("", activate(played.link()))).isEqualTo(2);
        assertThat(complaint())
                .isEqualTo("Standard input ended before: New PIN (4 to 6 characters, one digit at least)");
    }

    @Test
    void aPersonTypesANewPinTwice() {
        Person person = new Person("1234", "1243", PIN, PIN);

        assertThat(run(person, activate(played.link()))).isZero();
        assertThat(person.told).containsExactly("These were two different PINs.");
        assertThat(played.openedPin).isEqualTo(PIN);
    }

    @Test
    void aPersonMayChooseAnotherPin() {
        Person person = new Person("12", "12", "1111", "1111", PIN, PIN);
        played.answerNext(
                200,
                played.offer(PlayedServer.PIN_SUITE, Optional.of(PlayedServer.APPROVAL_SUITE))
                        .toString());
        played.answerNext(422, PlayedServer.problem("ACT_PIN_RULES"));

        assertThat(run(person, activate(played.link()))).isZero();
        assertThat(person.told).hasSize(2).allMatch(text -> text.startsWith("A PIN has 4 to 6"));
        assertThat(played.openedPin).isEqualTo(PIN);
    }

    @Test
    void aDeviceWithUsersAsksForItsPinOnce() {
        run(new Person(PIN, PIN), activate(played.link()));
        played.userName = "zyxwv987";
        played.answerNext(
                200,
                played.offer(PlayedServer.PIN_SUITE, Optional.of(PlayedServer.APPROVAL_SUITE))
                        .toString());
        played.answerNext(422, PlayedServer.problem("ACT_PIN_WRONG"));
        Person person = new Person("1234", PIN);

        assertThat(run(person, activate(played.link()))).isZero();
        assertThat(person.asked).containsOnly("PIN of this device");
        assertThat(person.told).singleElement().asString().startsWith("This is not the PIN of this device.");
    }

    @Test
    void aPersonIsNotAskedWithoutTriesLeft() {
        played.answerNext(
                200,
                played.offer(PlayedServer.PIN_SUITE, Optional.of(PlayedServer.APPROVAL_SUITE))
                        .toString());
        played.answerNext(422, PlayedServer.problem("ACT_PIN_WRONG").replace("\"triesLeft\":3", "\"triesLeft\":0"));

        assertThat(run(new Person(PIN, PIN), activate(played.link()))).isEqualTo(1);
    }

    @Test
    void nothingIsAskedForAUserWhoIsNotThere() {
        run(new Person(PIN, PIN), activate(played.link()));
        Person person = new Person();

        assertThat(run(person, List.of("respond", "--state", state(), "--user", "nobody")))
                .isEqualTo(1);
        assertThat(person.asked).isEmpty();
    }

    @Test
    void approvesWhatWaitsByNumberAndPin() {
        run(new Person(PIN, PIN), activate(played.link()));
        said();
        played.answerNext(200, played.waiting(UUID.randomUUID(), REQUEST, true));
        played.answerNext(204, "");
        played.answerNext(200, "{\"state\": \"AUTHENTICATED\"}");
        Person person = new Person("yes", "42", PIN);

        assertThat(run(person, List.of("approve", "--state", state()))).isZero();

        assertThat(said()).isEqualTo("abcde123 AUTHENTICATED");
        assertThat(person.told).containsExactly("Is this you, abcde123? Portal, Zug, CH, 2026-01-01T00:00:00Z");
        assertThat(person.asked).containsExactly("yes or no", "Number on the login screen", "PIN");
        assertThat(played.calls.get(played.calls.size() - 2).path()).endsWith("/opened");
        assertThat(played.calls.get(played.calls.size() - 1).body().getString("response"))
                .isEqualTo(played.approval(REQUEST, PIN));
    }

    @Test
    void deniesWhatWaitsWithoutAPin() {
        run(new Person(PIN, PIN), activate(played.link()));
        said();
        played.answerNext(200, played.waiting(UUID.randomUUID(), REQUEST, true));
        played.answerNext(204, "");
        played.answerNext(200, "{\"state\": \"DENIED\"}");

        assertThat(script("no\n", List.of("approve", "--state", state()))).isZero();

        assertThat(said()).isEqualTo("abcde123 DENIED");
    }

    @Test
    void asksForNoNumberWhereThereIsNone() {
        run(new Person(PIN, PIN), activate(played.link()));
        said();
        played.answerNext(200, played.waiting(UUID.randomUUID(), REQUEST, false));
        played.answerNext(204, "");
        played.answerNext(422, PlayedServer.problem("LOGIN_FACTOR_FAILED"));

        assertThat(script("yes\n" + PIN + "\n", List.of("approve", "--state", state())))
                .isEqualTo(1);

        assertThat(said()).isEmpty();
        assertThat(complaint()).contains("Tries left: 3.");
    }

    @Test
    void anythingElseDecidesNothing() {
        run(new Person(PIN, PIN), activate(played.link()));
        played.answerNext(200, played.waiting(UUID.randomUUID(), REQUEST, false));
        played.answerNext(204, "");
        int before = played.calls.size();

        assertThat(script("perhaps\n", List.of("approve", "--state", state()))).isEqualTo(2);

        assertThat(complaint()).isEqualTo("Type yes or no. Nothing was decided.");
        assertThat(played.calls).hasSize(before + 2);
    }

    @Test
    void saysWhenNothingWaits() {
        run(new Person(PIN, PIN), activate(played.link()));
        said();
        played.answerNext(200, "{\"requests\": []}");

        assertThat(script("", List.of("approve", "--state", state()))).isZero();
        assertThat(said()).isEqualTo("Nothing waits.");
    }

    @Test
    void withoutAnEnrolmentNothingIsApproved() {
        assertThat(script("", List.of("approve", "--state", state()))).isEqualTo(1);
        assertThat(complaint()).isEqualTo("No such user is enrolled in this file.");
    }

    private List<String> activate(String link) {
        return List.of("activate", "--server", address(), "--state", state(), link);
    }

    private int script(String input, List<String> arguments) {
        return run(new StreamTerminal(new StringReader(input)), arguments);
    }

    private int run(Terminal terminal, List<String> arguments) {
        return Main.run(arguments, terminal, stream(out), stream(err));
    }

    private static PrintStream stream(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String state() {
        return folder.resolve("device.json").toString();
    }

    private String address() {
        return played.address().toString();
    }

    private String said() {
        return taken(out);
    }

    private String complaint() {
        return taken(err);
    }

    private static String taken(ByteArrayOutputStream stream) {
        String text = stream.toString(StandardCharsets.UTF_8).strip();
        stream.reset();
        return text;
    }

    /** Somebody who types what he was told to, one answer after the other. */
    private static final class Person implements Terminal {

        final List<String> asked = new ArrayList<>();
        final List<String> told = new ArrayList<>();
        private final Deque<String> answers;

        Person(String... answers) {
            this.answers = new ArrayDeque<>(List.of(answers));
        }

        @Override
        public String line(String prompt) {
            asked.add(prompt);
            return answers.remove();
        }

        @Override
        public char[] secret(String prompt) {
            return line(prompt).toCharArray();
        }

        @Override
        public void tell(String text) {
            told.add(text);
        }

        @Override
        public boolean isPerson() {
            return true;
        }
    }
}
