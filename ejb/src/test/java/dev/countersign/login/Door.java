package dev.countersign.login;

import dev.countersign.Beans;
import dev.countersign.factor.FactorAnswer.Typed;
import dev.countersign.lockout.Caller;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.SentCodes;
import java.util.Optional;
import java.util.UUID;

/** Logs in, a transaction a step, with hashes that cost little. */
final class Door {

    static final String PASSWORD = "secret1";

    private final Beans beans;
    private final Caller home =
            new Caller("home-" + UUID.randomUUID().toString().substring(0, 8), "");

    Door(Beans beans) {
        this.beans = beans.set("countersign.password.argon2-memory-kib", "8")
                .set("countersign.password.argon2-iterations", "1");
    }

    LoginOutcome<OpenedAttempt> begin(String name, String password, ClientKind kind, Caller caller) {
        return beans.call(LoginDoor.class, door -> door.begin(request(name, password, kind), caller));
    }

    LoginOutcome<OpenedAttempt> begin(String name, String password, ClientKind kind) {
        return begin(name, password, kind, home);
    }

    /** Opens an attempt on the portal with the right password. */
    OpenedAttempt open(String name) {
        return granted(begin(name, PASSWORD, ClientKind.PORTAL));
    }

    LoginOutcome<AttemptState> answer(OpenedAttempt attempt, String typed) {
        return beans.call(SecondFactor.class, factor -> factor.answer(attempt.key(), new Typed(typed)));
    }

    LoginOutcome<AttemptView> find(OpenedAttempt attempt) {
        return beans.call(
                SecondFactor.class, factor -> factor.find(attempt.attempt().id(), attempt.secret()));
    }

    LoginOutcome<AttemptView> sendSms(OpenedAttempt attempt) {
        return beans.call(SecondFactor.class, factor -> factor.sendSms(attempt.key()));
    }

    LoginOutcome<AttemptView> push(OpenedAttempt attempt) {
        return beans.call(SecondFactor.class, factor -> factor.push(attempt.key()));
    }

    LoginOutcome<CompletedLogin> issueToken(OpenedAttempt attempt, String deviceCookie) {
        return beans.call(SecondFactor.class, factor -> factor.issueToken(attempt.key(), deviceCookie));
    }

    AttemptState state(OpenedAttempt attempt) {
        return granted(find(attempt)).state();
    }

    String code(OpenedAttempt attempt) {
        return SentCodes.get(beans, CodePurpose.LOGIN, attempt.attempt().id());
    }

    String wrongCode(OpenedAttempt attempt) {
        return SentCodes.wrong(beans, CodePurpose.LOGIN, attempt.attempt().id());
    }

    static LoginRequest request(String name, String password, ClientKind kind) {
        return new LoginRequest(name, password, kind, "1", Optional.empty());
    }

    static <T> T granted(LoginOutcome<T> outcome) {
        return ((Granted<T>) outcome).value();
    }

    static Refusal refusal(LoginOutcome<?> outcome) {
        return ((Refused<?>) outcome).refusal();
    }

    static Reason reason(LoginOutcome<?> outcome) {
        return refusal(outcome).reason();
    }
}
