package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationDesk;
import dev.countersign.activation.ActivationOutcome;
import dev.countersign.activation.ActivationWish;
import dev.countersign.activation.Activations;
import dev.countersign.activation.BegunActivation;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.AuthenticatorDesk;
import dev.countersign.authenticator.EnrolmentEnded;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.grid.GridCards;
import dev.countersign.grid.GridDesk;
import dev.countersign.login.AttemptView.Factor;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.ownfactor.FactorHelpDesk;
import dev.countersign.ownfactor.OwnFactors;
import dev.countersign.passcode.Passcodes;
import dev.countersign.sms.Numbers;
import dev.countersign.token.Activity;
import dev.countersign.token.SessionScope;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Logins of users who have lost what they log in with: by what the help desk dictates, and by the card that it lets them fetch. */
class TemporaryAccessTest {

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);

    @Test
    void aPasscodeOpensEverythingForTwoDaysAndThenThePortalForTenMore() {
        String passcode = Passcodes.issue(beans, user.userName());

        assertThat(login(ClientKind.WORKSTATION, passcode).session().scope()).isEqualTo(SessionScope.FULL);
        beans.clock().pass(Duration.ofDays(2).minusMillis(1));
        assertThat(login(ClientKind.WORKSTATION, passcode).session().factor()).isEqualTo("TEMPORARY_PASSCODE");
        beans.clock().pass(Duration.ofMillis(1));

        for (ClientKind client : Set.of(ClientKind.WORKSTATION, ClientKind.MOBILE, ClientKind.WEB_TRADER)) {
            Refusal limited = refusal(door.begin(user.userName(), PASSWORD, client));
            assertThat(limited.reason()).isEqualTo(Reason.TEMP_LIMITED);
            assertThat(limited.next()).containsExactly(NextStep.PORTAL);
        }
        assertThat(login(ClientKind.PORTAL, passcode).session().scope()).isEqualTo(SessionScope.GRID_CARD_ONLY);
        beans.clock().pass(Duration.ofDays(10).minusMillis(1));
        OpenedAttempt last = door.open(user.userName());
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(reason(door.answer(last, passcode))).isEqualTo(Reason.TEMP_EXPIRED);
        for (ClientKind client : ClientKind.values()) {
            Refusal over = refusal(door.begin(user.userName(), PASSWORD, client));
            assertThat(over.reason()).as("no login by password alone").isEqualTo(Reason.TEMP_EXPIRED);
            assertThat(over.next()).containsExactly(NextStep.HELP_DESK);
        }
    }

    @Test
    void aPasscodeThatAnotherWasGivenIsEndedWithItsSessionAndThePasswordAloneOpensNothing() {
        String passcode = Passcodes.issue(beans, user.userName());
        SignedInUser impostor = login(ClientKind.PORTAL, passcode);
        OpenedAttempt waiting = door.open(user.userName());

        assertThat(endTemporaryAccess()).isTrue();

        assertThat(SignedIn.isEnded(beans, impostor)).isTrue();
        assertThat(reason(door.answer(waiting, passcode))).isEqualTo(Reason.TEMP_EXPIRED);
        for (ClientKind client : ClientKind.values()) {
            assertThat(refusal(door.begin(user.userName(), PASSWORD, client)).reason())
                    .isEqualTo(Reason.TEMP_EXPIRED);
        }
        assertThat(endTemporaryAccess()).as("it has ended").isFalse();
        assertThat(AuditTrail.of(beans, user.id())).contains("FACTOR_ENDED TEMPORARY_PASSCODE");
        assertThat(Passcodes.isSupervisorNeeded(beans, user.userName()))
                .as("two in a row")
                .isTrue();
    }

    @Test
    void theCardThatItFetchedEndsWithItAndOtherFactorsStay() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        SignedInUser impostor = login(ClientKind.PORTAL, Passcodes.issue(beans, user.userName()));
        beans.clock().pass(Duration.ofMinutes(1));
        GridCards.fetch(beans, impostor);

        assertThat(endTemporaryAccess()).isTrue();

        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.SMS);
        assertThat(SignedIn.isEnded(beans, impostor)).isTrue();
        assertThat(AuditTrail.of(beans, user.id()))
                .contains("FACTOR_ENDED TEMPORARY_PASSCODE", "FACTOR_ENDED ONLINE_GRID_CARD");
    }

    @Test
    void aCardThatWasRevokedLeavesNoLoginByPasswordAlone() {
        SignedInUser newcomer = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
        GridCards.fetch(beans, newcomer);

        assertThat(endTemporaryAccess()).isTrue();

        assertThat(refusal(door.begin(user.userName(), PASSWORD, ClientKind.PORTAL))
                        .reason())
                .isEqualTo(Reason.TEMP_EXPIRED);
    }

    @Test
    void itsUserStopsAPasscodeThatHeDidNotAskFor() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        SignedInUser owner = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
        SignedInUser impostor = login(ClientKind.PORTAL, Passcodes.issue(beans, user.userName()));
        String passcode = usable().get(0).ref().id();
        String confirmation = Confirming.begin(beans, owner, ConfirmationPurpose.FACTOR_CHANGE);
        Proof proof = new Proof(confirmation, Confirming.code(beans, ConfirmationPurpose.FACTOR_CHANGE, confirmation));

        beans.call(OwnFactors.class, own -> own.end(owner, passcode, FactorEnd.LOST, Optional.of(proof)));

        assertThat(usable()).extracting(OwnedFactor::kind).containsExactly(FactorKind.SMS);
        assertThat(SignedIn.isEnded(beans, impostor)).isTrue();
        assertThat(SignedIn.isEnded(beans, owner)).isFalse();
    }

    private boolean endTemporaryAccess() {
        return beans.call(FactorHelpDesk.class, desk -> desk.endTemporaryAccess(user.userName(), "ann"));
    }

    @Test
    void whatIsTypedIsUpperCaseAndWrongOnesCount() {
        String passcode = Passcodes.issue(beans, user.userName());
        OpenedAttempt attempt = door.open(user.userName());
        Started started = attempt.attempt().started().orElseThrow();

        assertThat(started.kind()).isEqualTo("TEMPORARY_PASSCODE");
        assertThat(started.challenge()).isEmpty();
        Refusal wrong = refusal(door.answer(attempt, passcode.toLowerCase(Locale.ROOT)));
        assertThat(wrong.reason()).isEqualTo(Reason.TEMP_WRONG);
        assertThat(wrong.triesLeft()).contains(4);
        granted(door.answer(attempt, passcode.replace("-", " ")));
    }

    @Test
    void itIsAskedForFirstAndThePhoneThatTurnsUpAgainStillAnswers() {
        Phone phone = new Phone(beans);
        String enrolment = Activations.activate(beans, user, phone).toString();
        beans.clock().pass(Duration.ofMinutes(1));
        String passcode = Passcodes.issue(beans, user.userName());

        OpenedAttempt attempt = door.open(user.userName());

        assertThat(attempt.attempt().factors())
                .extracting(Factor::kind, Factor::isDefault)
                .containsExactly(tuple("TEMPORARY_PASSCODE", true), tuple("AUTHENTICATOR", false));
        granted(choose(attempt, enrolment));
        assertThat(reason(door.answer(attempt, passcode))).isEqualTo(Reason.CR_WRONG);
        beans.clock().pass(Duration.ofDays(2));

        OpenedAttempt later = granted(door.begin(user.userName(), PASSWORD, ClientKind.MOBILE));
        String id = later.attempt().factors().get(0).id();
        assertThat(later.attempt().factors()).extracting(Factor::isDefault).containsExactly(false, true);
        assertThat(reason(choose(later, id))).isEqualTo(Reason.TEMP_LIMITED);
    }

    @Test
    void aSmsStaysBesideIt() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        Passcodes.issue(beans, user.userName());

        assertThat(door.open(user.userName()).attempt().factors())
                .extracting(Factor::kind)
                .containsExactly("TEMPORARY_PASSCODE", "SMS");
    }

    @Test
    void itConfirmsNothing() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
        SignedInUser bySms = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
        SignedInUser caller = login(ClientKind.PORTAL, Passcodes.issue(beans, user.userName()));

        for (ConfirmationPurpose purpose : ConfirmationPurpose.values()) {
            assertThat(confirm(caller, purpose))
                    .as("also by the number, in a session that it opened")
                    .isEqualTo(Optional.of(ConfirmationRefusal.Reason.TEMPORARY_ACCESS));
        }
        assertThat(confirm(bySms, ConfirmationPurpose.NUMBER_CHANGE)).isEmpty();
    }

    @Test
    void itConfirmsNothingInASessionThatItDidNotOpen() {
        SignedInUser other = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
        Passcodes.issue(beans, user.userName());

        assertThat(confirm(other, ConfirmationPurpose.NUMBER_CHANGE))
                .contains(ConfirmationRefusal.Reason.TEMPORARY_ACCESS);
    }

    @Test
    void aPhoneTakesThePlaceOfTheLostOneAndOfThePasscode() {
        Phone lost = new Phone(beans);
        Activations.activate(beans, user, lost);
        beans.clock().pass(Duration.ofMinutes(1));
        String passcode = Passcodes.issue(beans, user.userName());
        SignedInUser caller = login(ClientKind.PORTAL, passcode);
        SignedInUser finder = SignedIn.again(beans, "AUTHENTICATOR", caller);
        OpenedAttempt waiting = door.open(user.userName());
        beans.clock().pass(Duration.ofMinutes(1));

        Phone found = new Phone(beans);
        BegunActivation begun = Phone.granted(activate(caller, new ActivationWish(Optional.empty(), true)));
        Phone.granted(found.activate(begun));

        assertThat(SignedIn.isEnded(beans, finder)).isTrue();
        assertThat(SignedIn.isEnded(beans, caller)).isFalse();
        assertThat(reason(door.answer(waiting, passcode))).isEqualTo(Reason.OTHER_WAY);
        OpenedAttempt attempt = door.open(user.userName());
        assertThat(attempt.attempt().factors()).extracting(Factor::kind).containsExactly("AUTHENTICATOR");
        String challenge = attempt.attempt().started().orElseThrow().challenge().orElseThrow();
        granted(door.answer(attempt, found.respond(user.userName(), challenge)));
        assertThat(weakUntil())
                .as("it counts for less at first")
                .isEqualTo(beans.clock().instant().plus(Duration.ofDays(1)));
    }

    @Test
    void whatWasReplacedDoesNotComeBack() {
        Passcodes.issue(beans, user.userName());
        beans.clock().pass(Duration.ofMinutes(1));
        FactorRef phone = new FactorRef(
                FactorKind.AUTHENTICATOR,
                Activations.activate(beans, user, new Phone(beans)).toString());
        assertThat(usable()).extracting(OwnedFactor::ref).containsExactly(phone);

        beans.call(AuthenticatorDesk.class, desk -> desk.revoke(user.userName(), "ann"));
        beans.fired(EnrolmentEnded.class)
                .forEach(ended -> beans.run(RemovedFactors.class, removed -> removed.onEnd(ended)));

        assertThat(usable()).isEmpty();
    }

    @Test
    void nobodyReplacesAPhoneWithoutSayingSoOrWithoutTheHelpDesk() {
        Activations.activate(beans, user, new Phone(beans));
        beans.clock().pass(Duration.ofMinutes(1));
        SignedInUser other = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
        SignedInUser caller = login(ClientKind.PORTAL, Passcodes.issue(beans, user.userName()));

        BegunActivation begun = Phone.granted(activate(caller, new ActivationWish(Optional.empty(), false)));
        assertThat(new Phone(beans).activate(begun)).isInstanceOf(ActivationOutcome.Refused.class);
        assertThat(activate(other, new ActivationWish(Optional.empty(), true)))
                .isInstanceOf(ActivationOutcome.Refused.class);
        beans.clock().pass(Duration.ofMinutes(10));
        assertThat(activate(caller, new ActivationWish(Optional.empty(), true)))
                .as("its login is not fresh")
                .isInstanceOf(ActivationOutcome.Refused.class);
    }

    @Test
    void aGridCardTakesThePlaceOfThePasscodeAndOpensEverythingForItsTime() {
        String passcode = Passcodes.issue(beans, user.userName());
        beans.clock().pass(Duration.ofDays(11));
        SignedInUser byPasscode = login(ClientKind.PORTAL, passcode);
        GridCards card = GridCards.fetch(beans, byPasscode);
        assertThat(beans.<GridDesk, Boolean>call(GridDesk.class, desk -> desk.isOffered(byPasscode)))
                .isFalse();

        OpenedAttempt attempt = granted(door.begin(user.userName(), PASSWORD, ClientKind.WORKSTATION));
        assertThat(attempt.attempt().factors()).extracting(Factor::kind).containsExactly("ONLINE_GRID_CARD");
        assertThat(reason(door.answer(attempt, passcode))).isEqualTo(Reason.GRID_WRONG);
        granted(door.answer(attempt, card.read(renewed(attempt))));
        SignedInUser caller = session(attempt);
        assertThat(caller.session().factor()).isEqualTo("ONLINE_GRID_CARD");
        assertThat(caller.session().scope()).isEqualTo(SessionScope.FULL);
        beans.clock().pass(Duration.ofDays(21).minusMillis(1));
        OpenedAttempt last = door.open(user.userName());
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(reason(door.answer(last, card.read(challenge(last))))).isEqualTo(Reason.GRID_EXPIRED);
        for (ClientKind client : ClientKind.values()) {
            assertThat(reason(door.begin(user.userName(), PASSWORD, client))).isEqualTo(Reason.TEMP_EXPIRED);
        }
        assertThat(confirm(caller, ConfirmationPurpose.NUMBER_CHANGE))
                .as("nor does a session that is left change anything without proof")
                .contains(ConfirmationRefusal.Reason.SMS_NO_NUMBER);
        assertThat(beans.<Confirmations, Boolean>call(
                        Confirmations.class, confirmations -> confirmations.hasFactor(user.id())))
                .isTrue();
    }

    @Test
    void aWrongPairIsNotAskedForAgainAndTheThirdEndsTheLogin() {
        fetchCard();
        OpenedAttempt attempt = door.open(user.userName());
        Set<String> asked = new HashSet<>();
        asked.add(challenge(attempt));

        Refusal first = refusal(door.answer(attempt, "AAAAAA"));
        assertThat(first.reason()).isEqualTo(Reason.GRID_WRONG);
        assertThat(first.triesLeft()).contains(2);
        assertThat(first.next()).containsExactly(NextStep.ANSWER, NextStep.CHALLENGE);
        assertThat(granted(door.find(attempt)).started())
                .as("two others are shown once they are asked for")
                .map(Started::state)
                .contains("EXPIRED");
        assertThat(asked.add(renewed(attempt))).isTrue();
        assertThat(refusal(door.answer(attempt, "AAAAAA")).triesLeft()).contains(1);
        assertThat(asked.add(renewed(attempt))).isTrue();
        assertThat(refusal(door.answer(attempt, "AAAAAA")).next()).containsExactly(NextStep.NEW_LOGIN);

        assertThat(door.state(attempt)).isEqualTo(AttemptState.FAILED);
        assertThat(asked.add(challenge(door.open(user.userName())))).isTrue();
    }

    @Test
    void whoBeginsOneLoginAfterAnotherIsShownTheSameCells() {
        GridCards card = fetchCard();
        OpenedAttempt first = door.open(user.userName());
        OpenedAttempt second = door.open(user.userName());

        assertThat(challenge(second)).isEqualTo(challenge(first));
        assertThat(renewed(second)).isEqualTo(challenge(first));
        String right = card.read(challenge(first));
        granted(door.answer(first, right));
        assertThat(reason(door.answer(second, right))).as("a pair counts once").isEqualTo(Reason.GRID_EXPIRED);
        assertThat(renewed(second)).isNotEqualTo(challenge(first));
        granted(door.answer(second, card.read(renewed(second))));
    }

    @Test
    void anAnswerIsComparedWithNothingThatWasNotAsked() {
        GridCards card = fetchCard();
        OpenedAttempt attempt = door.open(user.userName());
        String first = challenge(attempt);
        assertThat(reason(door.answer(attempt, "AAAAAA"))).isEqualTo(Reason.GRID_WRONG);

        assertThat(reason(door.answer(attempt, card.read(first)))).isEqualTo(Reason.GRID_EXPIRED);
        assertThat(door.state(attempt)).isEqualTo(AttemptState.FACTOR_PENDING);
    }

    private GridCards fetchCard() {
        return GridCards.fetch(
                beans,
                beans.query(
                        entities -> SignedIn.add(entities, user, beans.clock().instant())));
    }

    private SignedInUser login(ClientKind client, String passcode) {
        OpenedAttempt attempt = granted(door.begin(user.userName(), PASSWORD, client));
        granted(door.answer(attempt, passcode));
        return session(attempt);
    }

    private SignedInUser session(OpenedAttempt attempt) {
        CompletedLogin login = granted(door.issueToken(attempt, ""));
        return beans.<Sessions, Optional<SignedInUser>>call(
                        Sessions.class,
                        sessions -> sessions.findUser(login.token().value(), Activity.COUNTS))
                .orElseThrow();
    }

    private LoginOutcome<AttemptView> choose(OpenedAttempt attempt, String factor) {
        return beans.call(SecondFactor.class, second -> second.choose(attempt.key(), factor));
    }

    private String renewed(OpenedAttempt attempt) {
        AttemptView view = granted(beans.call(SecondFactor.class, factor -> factor.askChallenge(attempt.key())));
        return view.started().flatMap(Started::challenge).orElseThrow();
    }

    private static String challenge(OpenedAttempt attempt) {
        return attempt.attempt().started().flatMap(Started::challenge).orElseThrow();
    }

    private ActivationOutcome<BegunActivation> activate(SignedInUser caller, ActivationWish wish) {
        return beans.call(ActivationDesk.class, desk -> desk.begin(caller, wish));
    }

    private Optional<ConfirmationRefusal.Reason> confirm(SignedInUser caller, ConfirmationPurpose purpose) {
        return beans.call(Confirmations.class, confirmations -> confirmations.begin(caller, purpose, Optional.empty()))
                        instanceof ConfirmationOutcome.Refused<?> refused
                ? Optional.of(refused.refusal().reason())
                : Optional.empty();
    }

    private List<OwnedFactor> usable() {
        return beans.call(Factors.class, factors -> factors.listUsable(user.id()));
    }

    private Instant weakUntil() {
        return usable().get(0).weakUntil().orElseThrow();
    }
}
