package dev.countersign.sdk;

import dev.countersign.device.Challenge;
import dev.countersign.device.EnrolmentKeys;
import dev.countersign.device.Ocra;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.PinHash;
import dev.countersign.device.Response;
import java.util.List;
import java.util.Optional;

/** Answers challenges with the keys that a device keeps. Needs no network and no clock, and cannot tell a wrong PIN from a right one. */
public final class Authenticator {

    private final DeviceStore store;

    public Authenticator(DeviceStore store) {
        this.store = store;
    }

    /** Who is enrolled here, in the order of activation. */
    public List<Enrolled> users() {
        try (DeviceState state = store.read()) {
            return state.enrolments().stream().map(Enrolment::withoutKeys).toList();
        }
    }

    /**
     * Who would answer: the user of this name, or the only one.
     *
     * @param userName needed where several users are enrolled here
     */
    public Outcome<Enrolled> find(Optional<String> userName) {
        try (DeviceState state = store.read()) {
            return find(state, userName).map(Enrolment::withoutKeys);
        }
    }

    /**
     * The response to a challenge. A wrong PIN gives a wrong response, which the server refuses and counts.
     *
     * @param userName as for {@link #find}
     * @param pin the caller's to wipe; not looked at where the phone unlocks the keys
     */
    public Outcome<Response> respond(Challenge challenge, Optional<String> userName, char[] pin) {
        try (DeviceState state = store.read()) {
            return find(state, userName).then(enrolment -> respond(enrolment, challenge, pin));
        }
    }

    private static Outcome<Enrolment> find(DeviceState state, Optional<String> userName) {
        List<Enrolment> enrolments = state.enrolments().stream()
                .filter(enrolment -> userName.map(enrolment.userName()::equals).orElse(true))
                .toList();
        if (enrolments.isEmpty()) {
            return Outcome.refused(RefusalReason.NOT_ENROLLED);
        }
        return enrolments.size() > 1
                ? Outcome.refused(RefusalReason.WHICH_USER)
                : new Outcome.Done<>(enrolments.get(0));
    }

    private static Outcome<Response> respond(Enrolment enrolment, Challenge challenge, char[] pin) {
        OcraSuite suite = enrolment.challengeSuite();
        EnrolmentKeys keys = enrolment.keys();
        OcraInput question = OcraInput.of(challenge.digits());
        if (suite.pinHash().isEmpty()) {
            return new Outcome.Done<>(new Response(Ocra.response(suite, keys.challengeKey(), question)));
        }
        if (!PinRules.accepts(pin)) {
            return Outcome.refused(RefusalReason.ACT_PIN_RULES);
        }
        try (PinHash hash = PinHash.of(pin, suite.pinHash().get())) {
            return new Outcome.Done<>(new Response(Ocra.response(suite, keys.challengeKey(), question.withPin(hash))));
        }
    }
}
