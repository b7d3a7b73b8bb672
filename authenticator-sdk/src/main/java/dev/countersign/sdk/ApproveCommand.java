package dev.countersign.sdk;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Shows what waits, newest first, and asks for a decision about each. */
final class ApproveCommand {

    private final Terminal terminal;
    private final Requests requests;

    ApproveCommand(Terminal terminal, DeviceStore store, URI server) {
        this.terminal = terminal;
        this.requests = new Requests(new Server(server), store);
    }

    Outcome<String> run() {
        return requests.list().then(this::decideAll);
    }

    private Outcome<String> decideAll(List<PendingRequest> waiting) {
        StringBuilder said = new StringBuilder();
        for (PendingRequest request : waiting) {
            Outcome<DecidedLogin> decided = requests.opened(request).then(this::decide);
            if (decided.refusal().isPresent()) {
                return decided.map(DecidedLogin::name);
            }
            decided.value()
                    .ifPresent(login -> said.append(request.shown().user())
                            .append(' ')
                            .append(login)
                            .append(System.lineSeparator()));
        }
        return new Outcome.Done<>(
                waiting.isEmpty() ? "Nothing waits." : said.toString().strip());
    }

    private Outcome<DecidedLogin> decide(PendingRequest request) {
        terminal.tell("Is this you, " + request.shown().user() + "? "
                + request.shown().client() + ", " + request.shown().place() + ", "
                + request.shown().time());
        return switch (terminal.line("yes or no")) {
            case "yes" -> approve(request);
            case "no" -> requests.deny(request);
            default -> throw new UsageException("Type yes or no. Nothing was decided.");
        };
    }

    private Outcome<DecidedLogin> approve(PendingRequest request) {
        Optional<String> number =
                request.asksNumber() ? Optional.of(terminal.line("Number on the login screen")) : Optional.empty();
        char[] pin = terminal.secret("PIN");
        try {
            return requests.approve(request, number, pin);
        } finally {
            Arrays.fill(pin, (char) 0);
        }
    }
}
