package dev.countersign.sdk;

import dev.countersign.device.Challenge;
import dev.countersign.device.Response;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The things that the command line device does. What comes of each is a text to be printed, or a refusal. */
final class Commands {

    private static final String VERSION = "1.0.0";
    private static final String MODEL = "Command line device";

    private final Arguments arguments;
    private final Terminal terminal;
    private final SecureRandom random;
    private final FileStore store;
    private final Authenticator authenticator;

    Commands(Arguments arguments, Terminal terminal, SecureRandom random) {
        this.arguments = arguments;
        this.terminal = terminal;
        this.random = random;
        this.store = new FileStore(arguments.state());
        this.authenticator = new Authenticator(store);
    }

    Outcome<String> run() {
        return switch (arguments.command()) {
            case "activate" -> activate(device(arguments.server())).map(Commands::activated);
            case "respond" -> respond();
            case "migrate", "recover", "merge" -> move();
            case "approve" -> approve();
            default -> status();
        };
    }

    private static String activated(Enrolled enrolled) {
        return "Activated for " + enrolled.userName() + ".";
    }

    private Outcome<Enrolled> activate(Device device) {
        Optional<String> user = arguments.find("--user");
        return user.isPresent()
                ? new BySms(arguments.number().orElse(0), terminal, device, door(device))
                        .activate(user.get(), this::redeem)
                : byPortal(device);
    }

    private Outcome<Enrolled> byPortal(Device device) {
        String text = arguments.word().orElseGet(() -> terminal.line("Link or code"));
        try (Invitation invitation = Invitation.parse(text)
                .orElseThrow(() -> new UsageException("This is neither the link of a QR code"
                        + " (https://HOST/activate/#...) nor a code of twelve characters (XXXX-XXXX-XXXX)."))) {
            return device.ask(invitation).then(offer -> redeem(device, offer));
        }
    }

    private Outcome<Enrolled> redeem(Device device, Offer offer) {
        return withPin(authenticator.users().isEmpty(), pin -> device.redeem(offer, pin));
    }

    /** A person may try another PIN as long as the server lets him. */
    private Outcome<Enrolled> withPin(boolean isNew, Function<char[], Outcome<Enrolled>> redeem) {
        Outcome<Enrolled> outcome = withPinOnce(isNew, redeem);
        while (terminal.isPerson()
                && outcome.refusal().filter(Commands::isAboutThePin).isPresent()) {
            outcome.refusal().map(Advice::of).ifPresent(terminal::tell);
            outcome = withPinOnce(isNew, redeem);
        }
        return outcome;
    }

    private Outcome<Enrolled> withPinOnce(boolean isNew, Function<char[], Outcome<Enrolled>> redeem) {
        char[] pin = isNew ? newPin() : terminal.secret("PIN of this device");
        try {
            return redeem.apply(pin);
        } finally {
            Arrays.fill(pin, (char) 0);
        }
    }

    private Outcome<String> move() {
        Purpose purpose = Purpose.valueOf(arguments.command().toUpperCase(Locale.ROOT));
        Device device = device(arguments.server());
        PasswordDoor door = door(device);
        boolean newPin = purpose == Purpose.MIGRATE && authenticator.users().isEmpty();
        Move move = new Move(purpose, earlier(purpose), terminal);
        return move.make(
                door,
                device,
                user(),
                (offer, key) -> withPin(
                        newPin,
                        pin -> key.map(signing -> device.redeem(offer, pin, signing))
                                .orElseGet(() -> device.redeem(offer, pin))));
    }

    private String user() {
        return arguments.word().orElseGet(() -> terminal.line("User name"));
    }

    /** The file of a device that was here before; only a merge needs one. */
    private Optional<FileStore> earlier(Purpose purpose) {
        Optional<String> file =
                purpose == Purpose.MERGE ? Optional.of(arguments.required("--from")) : arguments.find("--from");
        return file.map(Path::of).map(FileStore::new);
    }

    private static boolean isAboutThePin(Refusal refusal) {
        return switch (refusal.reason()) {
            case ACT_PIN_RULES, MIG_PIN_RULES -> true;
            case ACT_PIN_WRONG, REC_PIN_WRONG -> refusal.triesLeft().orElse(0) > 0;
            default -> false;
        };
    }

    /** Twice from a person, who does not see what he types. */
    private char[] newPin() {
        char[] pin = terminal.secret("New PIN (4 to 6 characters, one digit at least)");
        while (terminal.isPerson() && !isTypedAgain(pin)) {
            terminal.tell("These were two different PINs.");
            Arrays.fill(pin, (char) 0);
            pin = terminal.secret("New PIN");
        }
        return pin;
    }

    private boolean isTypedAgain(char[] pin) {
        char[] again = terminal.secret("The same PIN again");
        try {
            return Arrays.equals(pin, again);
        } finally {
            Arrays.fill(again, (char) 0);
        }
    }

    private Outcome<String> respond() {
        Optional<String> user = arguments.find("--user");
        return authenticator
                .find(user)
                .then(enrolled -> respond(challenge(), Optional.of(enrolled.userName())))
                .map(Response::grouped);
    }

    private Challenge challenge() {
        String text = arguments.word().orElseGet(() -> terminal.line("Challenge"));
        return Challenge.parse(text)
                .orElseThrow(() -> new UsageException("A challenge has six digits and does not begin with 0."));
    }

    private Outcome<Response> respond(Challenge challenge, Optional<String> user) {
        char[] pin = terminal.secret("PIN");
        try {
            return authenticator.respond(challenge, user, pin);
        } finally {
            Arrays.fill(pin, (char) 0);
        }
    }

    private Outcome<String> approve() {
        return knownServer()
                .map(server -> new ApproveCommand(terminal, store, server).run())
                .orElseGet(() -> Outcome.refused(RefusalReason.NOT_ENROLLED));
    }

    private Outcome<String> status() {
        Optional<URI> server = arguments.findServer().or(this::knownServer);
        return server.isPresent()
                ? device(server.get()).status().map(Commands::table)
                : Outcome.refused(RefusalReason.NOT_ENROLLED);
    }

    private Optional<URI> knownServer() {
        try (DeviceState state = store.read()) {
            return state.installation().map(Installation::server);
        }
    }

    private static String table(List<EnrolmentStatus> enrolments) {
        return enrolments.stream()
                .map(one -> one.enrolled().userName() + " " + one.state() + " "
                        + one.enrolled().enrolment())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private PasswordDoor door(Device device) {
        return new PasswordDoor(new Server(arguments.server()), device);
    }

    private Device device(URI address) {
        String model = arguments.find("--model").orElse(MODEL);
        try {
            return new Device(new Server(address), store, DeviceReport.ofProgram(model, VERSION), random);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }
}
