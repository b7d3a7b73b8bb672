package dev.countersign.activation;

import static dev.countersign.activation.Phone.granted;

import dev.countersign.Beans;
import dev.countersign.device.ActivationSecret;
import dev.countersign.device.Octets;
import dev.countersign.lockout.Caller;
import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginRequest;
import dev.countersign.move.MoveKind;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.SentCodes;
import dev.countersign.user.User;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Moves authenticators, a transaction a step, with hashes that cost little. */
public final class Moving {

    public static final String PASSWORD = "secret1";

    private final Beans beans;
    private final Caller home =
            new Caller("home-" + UUID.randomUUID().toString().substring(0, 8), "");

    public Moving(Beans beans) {
        this.beans = beans.set("countersign.password.argon2-memory-kib", "8")
                .set("countersign.password.argon2-iterations", "1");
    }

    ActivationOutcome<BegunByToken> begin(User user, MoveKind kind, Phone to) {
        return begin(user, Optional.of(kind), to);
    }

    ActivationOutcome<BegunByToken> begin(User user, Optional<MoveKind> kind, Phone to) {
        return beans.call(CredentialDoor.class, door -> door.begin(request(user, PASSWORD), kind, to.report(), home));
    }

    ActivationOutcome<UUID> repeat(BegunByToken begun, User user, String password) {
        return beans.<CredentialDoor, Optional<ActivationOutcome<UUID>>>call(
                        CredentialDoor.class,
                        door -> door.repeat(begun.activation(), begun.secret(), request(user, password), home))
                .orElseThrow();
    }

    ActivationOutcome<SentToken> send(BegunByToken begun) {
        return beans.<TokenDesk, Optional<ActivationOutcome<SentToken>>>call(
                        TokenDesk.class, desk -> desk.send(begun.activation(), begun.secret(), Optional.empty()))
                .orElseThrow();
    }

    ActivationOutcome<Offer> offer(BegunByToken begun, Phone to) {
        return beans.call(DeviceDesk.class, desk -> desk.offer(begun.activation(), to.report()));
    }

    String token(BegunByToken begun) {
        return SentCodes.get(beans, CodePurpose.ACTIVATION, begun.activation().toString());
    }

    ActivationOutcome<Activated> claim(BegunByToken begun, Phone to, String token) {
        return to.redeem(granted(offer(begun, to)), ActivationSecret.ofSmsToken(token));
    }

    /** Without an SMS, with the key of an earlier app. */
    ActivationOutcome<Activated> claimByKey(BegunByToken begun, Phone to) {
        Octets told = Octets.of(Base64.getUrlDecoder().decode(begun.secret()));
        return to.redeem(granted(offer(begun, to)), ActivationSecret.ofKey(told));
    }

    /** So that what comes now is newer than what was before. */
    public void later() {
        beans.clock().pass(Duration.ofMinutes(3));
    }

    /** What a stranger who knows the name types at the door. */
    void wrongPasswords(User user, int times) {
        for (int i = 0; i < times; i++) {
            beans.call(
                    CredentialDoor.class,
                    door -> door.begin(request(user, "wrong"), Optional.empty(), new Phone(beans).report(), home));
        }
    }

    /** A migration as far as its token. */
    BegunByToken beginMigration(User user, Phone to) {
        BegunByToken begun = granted(begin(user, MoveKind.MIGRATE, to));
        granted(repeat(begun, user, PASSWORD));
        granted(send(begun));
        return begun;
    }

    /** A whole migration; returns the new enrolment. */
    public UUID migrate(User user, Phone to) {
        later();
        BegunByToken begun = beginMigration(user, to);
        return granted(claim(begun, to, token(begun))).enrolment();
    }

    /** The same digits but the first. */
    static String other(String token) {
        return (token.charAt(0) == '0' ? "1" : "0") + token.substring(1);
    }

    private static LoginRequest request(User user, String password) {
        return new LoginRequest(user.userName(), password, ClientKind.MOBILE, "", Optional.empty());
    }
}
