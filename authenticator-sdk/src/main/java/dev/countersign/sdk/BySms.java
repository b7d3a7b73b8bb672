package dev.countersign.sdk;

import dev.countersign.sdk.Begun.TokenNumber;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The activation by user name, password and the token of an SMS, at the command line. */
final class BySms {

    private final int chosen;
    private final Terminal terminal;
    private final Device device;
    private final PasswordDoor door;

    /** @param chosen which of the user's numbers, counted from 1; 0 for his default one */
    BySms(int chosen, Terminal terminal, Device device, PasswordDoor door) {
        this.chosen = chosen;
        this.terminal = terminal;
        this.device = device;
        this.door = door;
    }

    /** @param redeem what is done with an offer */
    Outcome<Enrolled> activate(String userName, BiFunction<Device, Offer, Outcome<Enrolled>> redeem) {
        char[] password = terminal.secret("Password");
        try {
            return door.begin(userName, password, Purpose.ACTIVATE).then(begun -> {
                try (begun) {
                    return activate(begun, redeem);
                }
            });
        } finally {
            Arrays.fill(password, (char) 0);
        }
    }

    private Outcome<Enrolled> activate(Begun begun, BiFunction<Device, Offer, Outcome<Enrolled>> redeem) {
        TokenNumber number = number(begun);
        return door.send(begun, Optional.of(number.id())).then(sent -> {
            terminal.tell("The token goes to " + number.label() + ".");
            Outcome<Enrolled> outcome = redeemOnce(begun, redeem);
            while (terminal.isPerson()
                    && outcome.refusal().filter(BySms::mayBeTypedAgain).isPresent()) {
                outcome.refusal().map(Advice::of).ifPresent(terminal::tell);
                outcome = redeemOnce(begun, redeem);
            }
            return outcome;
        });
    }

    private Outcome<Enrolled> redeemOnce(Begun begun, BiFunction<Device, Offer, Outcome<Enrolled>> redeem) {
        try (Invitation invitation = begun.ofToken(terminal.line("Token of the SMS"))
                .orElseThrow(() -> new UsageException("The token has eight digits."))) {
            return device.ask(invitation).then(offer -> redeem.apply(device, offer));
        }
    }

    private static boolean mayBeTypedAgain(Refusal refusal) {
        return refusal.reason() == RefusalReason.ACT_TOKEN_WRONG
                && refusal.triesLeft().orElse(0) > 0;
    }

    /** The one that was asked for, the default one, or the first. */
    private TokenNumber number(Begun begun) {
        List<TokenNumber> numbers = begun.numbers();
        if (chosen > numbers.size()) {
            throw new UsageException("There are " + numbers.size() + " numbers.");
        }
        return chosen > 0 ? numbers.get(chosen - 1) : begun.defaultNumber().orElseGet(() -> numbers.get(0));
    }
}
