package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.lockout.Caller;
import dev.countersign.login.AttemptView.Factor;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.ownfactor.FactorHelpDesk;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.totp.Totps;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Logins of users who have several factors: an app of another maker beside the authenticator. */
class FactorChoiceTest {

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    private final Totps app = Totps.add(
            beans,
            beans.query(entities -> SignedIn.add(entities, user, beans.clock().instant())),
            "Other app");

    @Test
    void theAppTakesThePlaceOfTheSmsAndItsCodeOpensTheLogin() {
        OpenedAttempt attempt = door.open(user.userName());

        assertThat(attempt.attempt().factors()).containsExactly(new Factor(app.id(), "TOTP", "Other app", true));
        Started started = started(attempt.attempt());
        assertThat(started.kind()).isEqualTo("TOTP");
        assertThat(started.state()).isEqualTo("ASKED");
        assertThat(started.challenge()).isEmpty();
        assertThat(started.expiresAt()).isEqualTo(attempt.attempt().expiresAt());
        assertThat(granted(door.find(attempt))).isEqualTo(attempt.attempt());
        assertThat(reason(door.sendSms(attempt))).isEqualTo(Reason.OTHER_WAY);
        assertThat(reason(choose(attempt, number))).isEqualTo(Reason.OTHER_WAY);

        Refusal wrong = refusal(door.answer(attempt, app.wrongCode()));
        assertThat(wrong.reason()).isEqualTo(Reason.TOTP_WRONG);
        assertThat(wrong.triesLeft()).contains(4);
        assertThat(wrong.next()).containsExactly(NextStep.ANSWER);
        assertThat(granted(door.answer(attempt, app.code()))).isEqualTo(AttemptState.AUTHENTICATED);
        granted(door.issueToken(attempt, ""));
    }

    @Test
    void whoLostTheOnlyFactorThatOpenedALoginIsNotLetInByHisPassword() {
        User alone = Users.add(beans, PASSWORD, Account.OPEN);
        Totps only = Totps.add(
                beans,
                beans.query(
                        entities -> SignedIn.add(entities, alone, beans.clock().instant())),
                "Only app",
                Optional.empty());
        OpenedAttempt attempt = door.open(alone.userName());
        granted(door.answer(attempt, only.code()));
        granted(door.issueToken(attempt, ""));

        assertThat(beans.<FactorHelpDesk, Boolean>call(
                        FactorHelpDesk.class, desk -> desk.end(alone.userName(), only.id(), FactorEnd.LOST, "agent")))
                .isTrue();

        for (ClientKind client : ClientKind.values()) {
            Refusal refused = refusal(door.begin(alone.userName(), PASSWORD, client));
            assertThat(refused.reason()).isEqualTo(Reason.FACTOR_GONE);
            assertThat(refused.next()).containsExactly(NextStep.HELP_DESK);
        }
    }

    @Test
    void aCodeThatWasUsedOpensNoOtherLogin() {
        OpenedAttempt first = door.open(user.userName());
        OpenedAttempt second = door.open(user.userName());
        String code = app.code();
        granted(door.answer(first, code));

        assertThat(reason(door.answer(second, code))).isEqualTo(Reason.TOTP_WRONG);
        assertThat(reason(door.answer(second, app.code(-1)))).isEqualTo(Reason.TOTP_WRONG);
        granted(door.answer(second, app.code(1)));
    }

    @Test
    void theStrongestIsAskedFirstAndThenTheOneUsedLast() {
        Phone phone = new Phone(beans);
        String enrolment = Activations.activate(beans, user, phone).toString();

        OpenedAttempt attempt = door.open(user.userName());
        assertThat(attempt.attempt().factors())
                .containsExactly(
                        new Factor(enrolment, "AUTHENTICATOR", "Pixel 8", true),
                        new Factor(app.id(), "TOTP", "Other app", false));
        AttemptView chosen = granted(choose(attempt, app.id()));
        assertThat(chosen.factors()).extracting(Factor::isDefault).containsExactly(false, true);
        assertThat(started(chosen).kind()).isEqualTo("TOTP");
        granted(door.answer(attempt, app.code()));
        granted(door.issueToken(attempt, ""));
        beans.clock().pass(Duration.ofSeconds(60));

        OpenedAttempt next = door.open(user.userName());

        assertThat(next.attempt().factors())
                .containsExactly(
                        new Factor(app.id(), "TOTP", "Other app", true),
                        new Factor(enrolment, "AUTHENTICATOR", "Pixel 8", false));

        granted(choose(next, enrolment));
        AttemptView asked = granted(door.find(next));
        granted(door.answer(
                next, phone.respond(user.userName(), started(asked).challenge().orElseThrow())));
        granted(door.issueToken(next, ""));
        beans.clock().pass(Duration.ofSeconds(60));
        OpenedAttempt third = door.open(user.userName());
        granted(choose(third, app.id()));
        granted(door.answer(third, app.code()));
        granted(door.issueToken(third, ""));

        assertThat(door.open(user.userName()).attempt().factors())
                .as("used for the second time, and last")
                .extracting(Factor::id)
                .containsExactly(app.id(), enrolment);
    }

    @Test
    void anotherChoiceEndsWhatWasAskedBeforeAndTheTriesAreOfTheAttempt() {
        Phone phone = new Phone(beans);
        Activations.activate(beans, user, phone);
        OpenedAttempt attempt = door.open(user.userName());
        String question = started(attempt.attempt()).challenge().orElseThrow();
        reason(door.answer(attempt, "00000000"));

        AttemptView chosen = granted(choose(attempt, app.id()));

        assertThat(started(chosen).triesLeft()).isEqualTo(4);
        String response = phone.respond(user.userName(), question);
        assertThat(reason(door.answer(attempt, response))).isEqualTo(Reason.TOTP_WRONG);
        AttemptView back = granted(beans.call(SecondFactor.class, factor -> factor.askChallenge(attempt.key())));
        assertThat(started(back).challenge()).isPresent().isNotEqualTo(Optional.of(question));
        assertThat(reason(door.answer(attempt, app.code()))).isEqualTo(Reason.CR_WRONG);
        granted(door.answer(
                attempt,
                phone.respond(user.userName(), started(back).challenge().orElseThrow())));
        assertThat(AuditTrail.of(beans, user.id())).contains("LOGIN_CHOICE TOTP", "LOGIN_CHOICE AUTHENTICATOR");
    }

    /** Asking an app costs nothing, neither a try nor a message. */
    @Test
    void oneChoiceOfEachKindIsWrittenOfAnHour() {
        String phone = Activations.activate(beans, user, new Phone(beans)).toString();
        OpenedAttempt attempt = door.open(user.userName());
        for (int time = 0; time < 30; time++) {
            granted(choose(attempt, time % 2 == 0 ? app.id() : phone));
        }

        assertThat(AuditTrail.of(beans, user.id()))
                .filteredOn(fact -> fact.startsWith("LOGIN_CHOICE"))
                .containsExactly("LOGIN_CHOICE TOTP", "LOGIN_CHOICE AUTHENTICATOR");
        beans.clock().pass(Duration.ofHours(1));
        AuditTrail.sumUp(beans);
        assertThat(AuditTrail.of(beans, user.id()))
                .contains("LOGIN_CHOICE_REPEATED TOTP_14", "LOGIN_CHOICE_REPEATED AUTHENTICATOR_14");
    }

    @Test
    void anAttemptThatIsOverTakesNoChoice() {
        OpenedAttempt attempt = door.open(user.userName());
        granted(door.answer(attempt, app.code()));

        assertThat(reason(choose(attempt, app.id()))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    @Test
    void buildsOfTheWorkstationBeforeTheChooserOfferTheDefaultAlone() {
        Phone phone = new Phone(beans);
        String enrolment = Activations.activate(beans, user, phone).toString();

        for (String build : List.of("965", "965.1b", "0")) {
            OpenedAttempt old = openOnWorkstation(build);
            assertThat(old.attempt().factors()).as(build).extracting(Factor::id).containsExactly(enrolment);
            assertThat(reason(choose(old, app.id()))).as(build).isEqualTo(Reason.OTHER_WAY);
        }
        for (String build : List.of("966", "1000.2", "latest")) {
            OpenedAttempt open = openOnWorkstation(build);
            assertThat(open.attempt().factors()).as(build).hasSize(2);
            granted(choose(open, app.id()));
        }
    }

    @Test
    void aRemovedAppAnswersNoLoginThatWaitsForIt() {
        OpenedAttempt attempt = door.open(user.userName());
        String code = app.code();

        beans.run(
                RemovedFactors.class,
                removed -> removed.onEnd(new FactorEnded(user.id(), new FactorRef(FactorKind.TOTP, app.id()))));

        assertThat(reason(door.answer(attempt, code))).isEqualTo(Reason.ATTEMPT_OVER);
    }

    private OpenedAttempt openOnWorkstation(String build) {
        LoginRequest request =
                new LoginRequest(user.userName(), PASSWORD, ClientKind.WORKSTATION, build, Optional.empty());
        return granted(beans.call(LoginDoor.class, opened -> opened.begin(request, new Caller("192.0.2.7", ""))));
    }

    private LoginOutcome<AttemptView> choose(OpenedAttempt attempt, String factor) {
        return beans.call(SecondFactor.class, second -> second.choose(attempt.key(), factor));
    }

    private static Started started(AttemptView view) {
        return view.started().orElseThrow();
    }
}
