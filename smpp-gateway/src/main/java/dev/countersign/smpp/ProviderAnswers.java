package dev.countersign.smpp;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the answers of a carrier over HTTP mean: its own code first, where its book knows that, then the HTTP status. */
final class ProviderAnswers {

    /** With fewer digits than a number or the code of a login has. */
    private static final Pattern CODE = Pattern.compile("(?=.{1,32}$)[A-Za-z_.-]*[0-9]{0,5}[A-Za-z_.-]*");

    private static final int OK = 2;
    private static final int SERVER_FAULT = 5;
    private static final int CLASS = 100;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY = 429;

    private final AnswerForm form;
    private final StatusTable statuses;

    /**
     * Of one carrier.
     *
     * @param statuses where it names an HTTP status, that is what the status means
     */
    ProviderAnswers(AnswerForm form, StatusTable statuses) {
        this.form = form;
        this.statuses = statuses;
    }

    /**
     * The head of an answer.
     *
     * @param pause that its Retry-After asks for
     */
    record Head(int status, Optional<Duration> pause) {

        /** None came. */
        static final Head NONE = new Head(0, Optional.empty());

        /** Only such a status says that more messages would not be taken either, and only where the refusal is not about this one alone. */
        private SubmitAnswer pausing(SubmitAnswer answer, CommandStatus asked) {
            boolean ofAll = asked == CommandStatus.SLOW_DOWN || asked == CommandStatus.RETRY;
            return ofAll && (status == TOO_MANY || status == UNAVAILABLE)
                    ? pause.map(answer::after).orElse(answer)
                    : answer;
        }
    }

    /**
     * What was read.
     *
     * @param fault for operators, without number or text; empty where it says nothing against the carrier
     */
    record Reading(SubmitAnswer answer, String fault) {}

    /**
     * Reads an answer. An acceptance whose id cannot be read is one nevertheless, or the message would go out twice.
     *
     * @param body as far as it came
     * @param otherwise stands in for an id that nobody knows
     */
    Reading read(Head head, String body, String otherwise) {
        int status = head.status;
        return status / CLASS == OK ? success(head, body, otherwise) : refusal(head, body);
    }

    private Reading success(Head head, String body, String otherwise) {
        return switch (form.verdict(body)) {
            case TAKEN ->
                new Reading(
                        SubmitAnswer.accepted(
                                form.findId(body).flatMap(AnswerForm::idOf).orElse(otherwise)),
                        "");
            case REFUSED -> refusal(head, body);
            case OPEN -> new Reading(SubmitAnswer.unanswered(), "HTTP status " + head.status + ", no word at status");
        };
    }

    private Reading refusal(Head head, String body) {
        Optional<CommandStatus> asked = form.findClass(body);
        SubmitAnswer answer =
                asked.map(known -> SubmitAnswer.refused(known.number())).orElseGet(() -> refused(head.status));
        return new Reading(
                head.pausing(answer, asked.orElseGet(() -> statuses.of(answer.commandStatus()))),
                asked.filter(CommandStatus.GIVE_UP::equals).isPresent() ? "" : fault(head.status, body));
    }

    /** Operators are shown a code and no sentence, in which the number or the text might stand. */
    private String fault(int status, String body) {
        return form.findError(body)
                .filter(error -> CODE.matcher(error).matches())
                .map(code -> "HTTP status " + status + ", error " + code)
                .orElse("HTTP status " + status);
    }

    /**
     * A server or a proxy that failed on the way (RFC 9110 section 15.6) does not say what became of the message; one that is
     * unavailable says that it takes none.
     */
    private SubmitAnswer refused(int status) {
        if (statuses.names(status)) {
            return SubmitAnswer.refused(status);
        }
        return status / CLASS == SERVER_FAULT && status != UNAVAILABLE
                ? SubmitAnswer.unanswered()
                : SubmitAnswer.refused(commandStatus(status));
    }

    private static int commandStatus(int status) {
        return switch (status) {
            case UNAVAILABLE -> CommandStatus.ESME_RSYSERR;
            case TOO_MANY -> CommandStatus.ESME_RTHROTTLED;
            case 401, 403 -> CommandStatus.ESME_RINVPASWD;
            default -> status;
        };
    }
}
