package dev.countersign.sdk;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Moves an authenticator to this device at the command line: password, token or earlier key, redemption.
 *
 * @param earlier keeps the device that was here before, whose key signs instead of a token
 */
record Move(Purpose purpose, Optional<FileStore> earlier, Terminal terminal) {

    /** Takes an offer, with the earlier key where there is one. */
    interface Redeeming extends BiFunction<Offer, Optional<ApprovalKey>, Outcome<Enrolled>> {}

    Outcome<String> make(PasswordDoor door, Device device, String userName, Redeeming redeeming) {
        return begin(door, userName).then(begun -> {
            try (begun) {
                return take(door, device, userName, begun, redeeming).map(Move::said);
            }
        });
    }

    private Outcome<Begun> begin(PasswordDoor door, String userName) {
        Outcome<Begun> begun = withPassword("Password", password -> door.begin(userName, password, purpose));
        return purpose == Purpose.MIGRATE
                ? begun.then(known -> withPassword(
                        "The authenticator leaves the other device. The password once more",
                        password -> door.repeat(known, userName, password)))
                : begun;
    }

    private Outcome<Begun> withPassword(String prompt, Function<char[], Outcome<Begun>> call) {
        char[] password = terminal.secret(prompt);
        try {
            return call.apply(password);
        } finally {
            Arrays.fill(password, (char) 0);
        }
    }

    private Outcome<Enrolled> take(
            PasswordDoor door, Device device, String userName, Begun begun, Redeeming redeeming) {
        if (earlier.isPresent()) {
            return keyOf(userName)
                    .then(key -> device.ask(begun.ofKey()).then(offer -> redeeming.apply(offer, Optional.of(key))));
        }
        return door.send(begun, Optional.empty())
                .map(this::token)
                .then(digits -> begun.ofToken(digits)
                        .map(device::ask)
                        .orElseThrow(() -> new UsageException("These are not eight digits.")))
                .then(offer -> redeeming.apply(offer, Optional.empty()));
    }

    private Outcome<ApprovalKey> keyOf(String userName) {
        DeviceState state = earlier.orElseThrow().read();
        state.installation().ifPresent(Installation::close);
        return state.enrolments().stream()
                .filter(enrolment -> enrolment.userName().equals(userName))
                .findFirst()
                .<Outcome<ApprovalKey>>map(enrolment -> new Outcome.Done<>(enrolment.approvalKey()))
                .orElseGet(() -> Outcome.refused(RefusalReason.NOT_ENROLLED));
    }

    private String token(TokenSource source) {
        return terminal.line(source.challenge()
                .map(challenge -> "Ask your card " + challenge + ". Its eight digits")
                .orElseGet(
                        () -> "The eight digits that went to " + source.label().orElse("your number")));
    }

    private static String said(Enrolled enrolled) {
        StringBuilder said = new StringBuilder("Active for " + enrolled.userName() + ".");
        enrolled.weakUntil().ifPresent(until -> said.append(" It counts as an SMS until " + until + "."));
        if (!enrolled.others().isEmpty()) {
            said.append(" Can follow: " + String.join(", ", enrolled.others()) + ".");
        }
        return said.toString();
    }
}
