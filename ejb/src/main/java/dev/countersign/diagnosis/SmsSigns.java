package dev.countersign.diagnosis;

import dev.countersign.diagnosis.SmsSignals.Use;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.login.AskedLogin;
import dev.countersign.login.AskedLogins;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.sms.SmsCodes;
import dev.countersign.sms.SmsHistory;
import dev.countersign.sms.SmsReport;
import dev.countersign.sms.Turn;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects what is known of a number that gets no text message; changes nothing, and works inside the caller's transaction. */
@ApplicationScoped
class SmsSigns {

    @Inject
    private UserStore users;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsCodes codes;

    @Inject
    private AskedLogins logins;

    @Inject
    private SmsHistory history;

    @Inject
    private Factors factors;

    @Inject
    private SmsTroubles troubles;

    @Inject
    private DiagnosisSettings settings;

    @Inject
    private Clock clock;

    /** Of a login: what it had sent itself, and nothing else. */
    SmsCase ofLogin(AskedLogin login, Map<SmsQuestion, Boolean> answers) {
        Optional<MobileNumber> number = login.asked()
                .filter(asked -> asked.is(FactorKind.SMS))
                .map(FactorRef::id)
                .map(numbers::getNumber);
        Use use = number.map(this::ofLogin).orElse(Use.OTHER_FACTOR);
        Optional<SmsReport> message = number.flatMap(own -> history.newest(CodePurpose.LOGIN, login.id()));
        List<OwnedFactor> asked = login.asked().map(factors::get).stream().toList();
        Optional<Turn> wait = number.flatMap(own -> logins.findSmsWait(login));
        return new SmsCase(signals(login.userId(), use, wait, message, answers), number, asked);
    }

    /** Of a number that a user has. */
    SmsCase ofNumber(long userId, MobileNumber number, Map<SmsQuestion, Boolean> answers) {
        List<OwnedFactor> usable = factors.listUsable(userId);
        Use use = use(number, usable);
        // When a number got its last one is not to know for a user whose it is not.
        Optional<Turn> wait = Optional.of(number).filter(history::isHis).flatMap(own -> wait(userId, own));
        return new SmsCase(signals(userId, use, wait, history.last(number), answers), Optional.of(number), usable);
    }

    private Use ofLogin(MobileNumber number) {
        return codes.isClosed(number.e164()) ? Use.CLOSED : Use.LOGIN_CODES;
    }

    private Use use(MobileNumber number, List<OwnedFactor> usable) {
        if (codes.isClosed(number.e164())) {
            return Use.CLOSED;
        }
        if (!number.isVerified()) {
            return Use.UNVERIFIED;
        }
        if (usable.stream().noneMatch(factor -> factor.kind() == FactorKind.SMS)) {
            return Use.OTHER_FACTOR;
        }
        return number.isDefault() ? Use.LOGIN_CODES : Use.OTHER_NUMBER;
    }

    private Optional<Turn> wait(long userId, MobileNumber number) {
        return codes.findWait(number.e164(), users.getUser(userId).jurisdiction());
    }

    /** @param wait of a number that nothing goes to there is none: waiting does not help */
    private SmsSignals signals(
            long userId, Use use, Optional<Turn> wait, Optional<SmsReport> message, Map<SmsQuestion, Boolean> answers) {
        return new SmsSignals(
                use,
                wait.filter(turn -> turn.kind() != Turn.Kind.CLOSED),
                message,
                clock.instant(),
                settings.recent(),
                troubles.count(userId, clock.instant()),
                answers);
    }
}
