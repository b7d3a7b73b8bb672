package dev.countersign.diagnosis;

import dev.countersign.activation.ActivationDesk;
import dev.countersign.activation.ActivationView;
import dev.countersign.activation.ActivationView.Stage;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.authenticator.AuthenticatorStore;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.diagnosis.ActivationSignals.About;
import dev.countersign.diagnosis.ActivationSignals.Answers;
import dev.countersign.diagnosis.ActivationSignals.Where;
import dev.countersign.token.SignedInUser;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Tells what is wrong, to those alone who have proven who they are: verdicts tell of factors. Each method is one transaction. */
@Stateless
public class DiagnosisDesk {

    @Inject
    private ActivationDesk activations;

    @Inject
    private AuthenticatorStore phones;

    @Inject
    private Authenticators authenticators;

    @Inject
    private RepeatedFacts repeated;

    /**
     * A verdict.
     *
     * @param reference finds the audit entry
     */
    public record Diagnosis(ActivationVerdict verdict, Reference reference) {}

    /** For a signed-in user about an activation of his. */
    public Diagnosis diagnose(SignedInUser caller, UUID activation, Answers answers) {
        Optional<ActivationView> begun = activations.find(caller, activation);
        return judge(
                caller.userId(),
                new ActivationSignals(About.ACTIVATION, begun, where(caller.userId(), begun), answers));
    }

    /**
     * What is wrong with the newest activation of a user, for whoever helps him; empty where he has begun none of late. Changes nothing.
     *
     * @param reference of the look
     */
    public Optional<Diagnosis> look(long userId, Reference reference) {
        return activations
                .findNewest(userId)
                .map(Optional::of)
                .map(begun -> new ActivationSignals(About.ACTIVATION, begun, where(userId, begun), Answers.NONE))
                .map(signals -> new Diagnosis(ActivationDiagnosis.of(signals), reference));
    }

    /** That an authenticator is elsewhere does not stand in the way of one that takes its place. */
    private Where where(long userId, Optional<ActivationView> begun) {
        Where kept = kept(userId);
        if (kept != Where.NOWHERE
                && begun.filter(view -> view.stage() == Stage.DONE).isPresent()) {
            return Where.HERE;
        }
        return begun.filter(ActivationView::replaces).isPresent() ? Where.NOWHERE : kept;
    }

    /**
     * For the app of an installation that has proven itself, about one of its users.
     *
     * @return empty if no installation has this id and this token, or it has no enrolment of the id
     */
    public Optional<Diagnosis> diagnose(UUID installation, String token, UUID enrolment, Answers answers) {
        return phones.findInstallation(installation, token)
                .flatMap(known -> phones.listEnrolments(installation).stream()
                        .filter(own -> own.id().equals(enrolment))
                        .findFirst())
                .map(own ->
                        judge(own.userId(), new ActivationSignals(About.PHONE, Optional.empty(), where(own), answers)));
    }

    private Where where(Enrolment own) {
        return own.isActive() ? Where.HERE : kept(own.userId());
    }

    /** Where a phone that is not the one in question keeps the place of the user's authenticator. */
    private Where kept(long userId) {
        return authenticators
                .findActive(userId)
                .map(phone -> phone.state() == EnrolmentState.STOPPED ? Where.STOPPED : Where.ELSEWHERE)
                .orElse(Where.NOWHERE);
    }

    private Diagnosis judge(long userId, ActivationSignals signals) {
        ActivationVerdict verdict = ActivationDiagnosis.of(signals);
        Reference reference =
                signals.activation().map(ActivationView::reference).orElseGet(Reference::next);
        repeated.record(AuditFact.byUser(userId, "DIAGNOSIS", verdict.name(), reference, ""));
        return new Diagnosis(verdict, reference);
    }
}
