package dev.countersign.login;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.phone.CodeOrder;
import dev.countersign.phone.CodePurpose;
import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.MobileNumbers;
import dev.countersign.phone.SmsCodes;
import dev.countersign.user.Credentials;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Opens attempts after the password was right, and refuses where it was not. Each method is one transaction. */
@Stateless
public class LoginAttempts {

    private static final String TYPE = "LOGIN_PASSWORD";

    @Inject
    private UserStore users;

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

    @Inject
    private AttemptViews views;

    @Inject
    private LoginSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Writes down that a password was wrong, or that nobody has the name. */
    public Refusal refusePassword(String typedName, Optional<Credentials> known) {
        Reference reference = Reference.next();
        String reason = Reason.BAD_CREDENTIALS.name();
        audit.record(known.map(user -> AuditFact.byUser(user.userId(), TYPE, reason, reference, ""))
                .orElseGet(() -> AuditFact.byStranger(nameHash(typedName), TYPE, reason, reference)));
        return Refusal.of(Reason.BAD_CREDENTIALS, reference, NextStep.NEW_LOGIN);
    }

    /** Opens an attempt and starts its default way. The password was checked against the credentials a moment ago. */
    public LoginOutcome<OpenedAttempt> open(LoginRequest request, Credentials checked) {
        User user = users.lockUser(checked.userId());
        if (user.isLocked()) {
            return refuse(user, Reason.LOCKED, NextStep.HELP_DESK);
        }
        if (!user.hasPasswordHash(checked.passwordHash())) {
            return refuse(user, Reason.BAD_CREDENTIALS, NextStep.NEW_LOGIN);
        }
        Optional<MobileNumber> number = numbers.findDefault(user.id());
        return number.map(to -> open(request, user, to))
                .orElseGet(() -> refuse(user, Reason.SMS_NO_NUMBER, NextStep.HELP_DESK));
    }

    private LoginOutcome<OpenedAttempt> open(LoginRequest request, User user, MobileNumber number) {
        Instant now = clock.instant();
        String secret = secrets.newBearer();
        LoginAttempt attempt =
                new LoginAttempt(user.id(), secret, number.id(), request, user.language(), settings.rules(), now);
        attempts.add(attempt);
        codes.send(
                new CodeOrder(CodePurpose.LOGIN, attempt.id(), number.e164(), attempt.language(), attempt.expiresAt()));
        audit.record(AuditFact.byUser(user.id(), TYPE, "OK", attempt.reference(), attempt.id()));
        return new Granted<>(new OpenedAttempt(views.view(attempt), secret));
    }

    private LoginOutcome<OpenedAttempt> refuse(User user, Reason reason, NextStep next) {
        Reference reference = Reference.next();
        audit.record(AuditFact.byUser(user.id(), TYPE, reason.name(), reference, ""));
        return LoginOutcome.refused(Refusal.of(reason, reference, next));
    }

    private String nameHash(String typedName) {
        return secrets.hash(Purpose.NAME_HASH, "login", typedName);
    }
}
