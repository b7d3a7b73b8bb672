package dev.countersign.diagnosis;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.carrier.CarrierContact;
import dev.countersign.carrier.CarrierHelpDesk;
import dev.countersign.diagnosis.Rules.Finding;
import dev.countersign.diagnosis.SmsEvidence.Advice;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.login.AskedLogin;
import dev.countersign.login.AskedLogins;
import dev.countersign.login.LoginOutcome;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.sms.NumberingPlan;
import dev.countersign.sms.SmsReport;
import dev.countersign.sms.Turn;
import dev.countersign.token.SignedInUser;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells why text messages do not come, to those alone who may know. Each method is one transaction. */
@Stateless
public class SmsDiagnosisDesk {

    @Inject
    private SmsSigns signs;

    @Inject
    private AskedLogins logins;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsTroubles troubles;

    @Inject
    private CarrierHelpDesk help;

    @Inject
    private RepeatedFacts repeated;

    /**
     * A verdict, what it is based on and what is asked next.
     *
     * @param question what the user is asked next; empty where nothing he says would change the verdict
     * @param reference finds the audit entry
     */
    public record Diagnosis(
            SmsVerdict verdict, Optional<SmsQuestion> question, SmsEvidence evidence, Reference reference) {}

    /** What a diagnosis would say to whoever has the secret of a login that waits for its second factor. Changes nothing. */
    public LoginOutcome<Diagnosis> look(String login, String secret) {
        return ofLogin(login, secret, asked -> judge(signs.ofLogin(asked, Map.of()), asked.reference()));
    }

    /** For whoever has the secret of a login that waits for its second factor. */
    public LoginOutcome<Diagnosis> diagnose(String login, String secret, Map<SmsQuestion, Boolean> answers) {
        return ofLogin(
                login,
                secret,
                asked -> diagnose(asked.userId(), signs.ofLogin(asked, answers), asked.reference(), asked.id()));
    }

    /**
     * For a signed-in user about a number that he has.
     *
     * @return empty if he has none of this id
     */
    public Optional<Diagnosis> diagnose(SignedInUser caller, String number, Map<SmsQuestion, Boolean> answers) {
        return numbers.findOwn(caller.userId(), number)
                .map(own ->
                        diagnose(caller.userId(), signs.ofNumber(caller.userId(), own, answers), Reference.next(), ""));
    }

    /**
     * About each number of a user, for whoever helps him. Changes nothing.
     *
     * @param reference of the look
     */
    public List<Diagnosis> look(long userId, Reference reference) {
        return numbers.listOwn(userId).stream()
                .map(own -> judge(signs.ofNumber(userId, own, Map.of()), reference))
                .toList();
    }

    private interface OfLogin {
        Diagnosis of(AskedLogin login);
    }

    private LoginOutcome<Diagnosis> ofLogin(String login, String secret, OfLogin diagnosis) {
        LoginOutcome<AskedLogin> outcome = logins.find(login, secret);
        return outcome instanceof Granted<AskedLogin> granted
                ? new Granted<>(diagnosis.of(granted.value()))
                : new Refused<>(((Refused<AskedLogin>) outcome).refusal());
    }

    private Diagnosis diagnose(long userId, SmsCase found, Reference reference, String login) {
        Diagnosis diagnosis = judge(found, reference);
        SmsSignals signals = found.signals();
        signals.message()
                .filter(message -> diagnosis.verdict().isTrouble())
                .ifPresent(message -> troubles.note(userId, message.sentAt(), signals.now()));
        repeated.record(
                AuditFact.byUser(userId, "DIAGNOSIS", diagnosis.verdict().name(), reference, login));
        return diagnosis;
    }

    private Diagnosis judge(SmsCase found, Reference reference) {
        Finding<SmsVerdict, SmsQuestion> finding = SmsDiagnosis.of(found.signals());
        return new Diagnosis(finding.verdict(), finding.question(), evidence(finding.verdict(), found), reference);
    }

    private SmsEvidence evidence(SmsVerdict verdict, SmsCase found) {
        SmsSignals signals = found.signals();
        Optional<SmsReport> message = signals.message();
        Optional<String> contact = found.number()
                .filter(number -> verdict == SmsVerdict.S_CARRIER_BLOCK)
                .flatMap(number -> NumberingPlan.findCountry(number.e164()))
                .flatMap(help::find)
                .map(CarrierContact::contact);
        List<OwnedFactor> instead = verdict == SmsVerdict.S_NOT_SMS_USER || verdict == SmsVerdict.S_OTHER_NUMBER
                ? found.factors()
                : List.of();
        return new SmsEvidence(
                found.number().map(MobileNumber::masked),
                message,
                signals.pause().map(Turn::next),
                contact,
                instead,
                Optional.of(Advice.AUTHENTICATOR).filter(better -> signals.isOften()));
    }
}
