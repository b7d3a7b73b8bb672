package dev.countersign.activation;

import static dev.countersign.activation.Moving.PASSWORD;
import static dev.countersign.activation.Phone.granted;
import static dev.countersign.activation.Phone.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationOutcome.NotLetIn;
import dev.countersign.activation.ActivationOutcome.Refused;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.activation.InstallationDesk.KnownUser;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.move.MoveKind;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An app that lost its data, or gives way to another one on the same phone. */
class RecoveryTest {

    /** For so long the phone that an SMS brought counts as one. */
    private static final Duration DAY = Duration.ofHours(24);

    private final Beans beans = new Beans();
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    private final Phone lost = new Phone(beans);
    private final Phone again = new Phone(beans);
    private final UUID first = Activations.activate(beans, user, lost);

    @Test
    void passwordTokenAndTheOldPinRecoverAtFullStrength() {
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        Activations.activate(beans, other, lost);
        beans.clock().pass(DAY);
        BegunByToken begun = begin(MoveKind.RECOVER);
        granted(moving.send(begun));

        Activated activated = granted(moving.claim(begun, again, moving.token(begun)));

        assertThat(state(first)).isEqualTo(EnrolmentState.REVOKED);
        assertThat(state(activated.enrolment())).isEqualTo(EnrolmentState.ACTIVE);
        assertThat(activated.move().weakUntil()).isEmpty();
        assertThat(activated.move().others()).containsExactly(other.userName());
        assertThat(beans.fired(SecurityEvent.class)).last().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(SecurityEvent.Kind.RECOVERED);
            assertThat(told.formerNumberId()).contains(number);
            assertThat(told.link()).isPresent();
        });
    }

    /** It was proven the first time: nobody looks at a proof that comes with the answer's repetition. */
    @Test
    void theSameClaimSaidToBeAStrongerOneIsAnotherOne() {
        User careless = Users.add(beans, PASSWORD, Account.OPEN);
        String his = beans.query(
                entities -> Numbers.add(entities, careless.id(), beans.clock().instant()));
        Phone open = Phones.byDeviceLock(beans, careless, his, new Phone(beans));
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        Activations.activate(beans, other, open);
        BegunByToken begun = granted(moving.begin(careless, MoveKind.RECOVER, again));
        granted(moving.send(begun));
        Activated weak = granted(moving.claim(begun, again, moving.token(begun)));
        assertThat(weak.move().others()).isEmpty();

        assertThat(granted(again.claimAgain())).isEqualTo(weak);
        assertThat(reason(again.claimAgainByKey())).isEqualTo(Reason.SESSION_USED);
    }

    /** The PIN is compared with nothing, and that there was one is the word of whoever calls. */
    @Test
    void aPinThatTheEarlierPhoneDidNotHaveProvesNothing() {
        User careless = Users.add(beans, PASSWORD, Account.OPEN);
        String his = beans.query(
                entities -> Numbers.add(entities, careless.id(), beans.clock().instant()));
        Phone open = Phones.byDeviceLock(beans, careless, his, new Phone(beans));
        beans.call(InstallationDesk.class, desk -> desk.report(open.token(), open.report(), Optional.empty()));
        BegunByToken begun = granted(moving.begin(careless, MoveKind.RECOVER, again));
        granted(moving.send(begun));

        Activated activated = granted(moving.claim(begun, again, moving.token(begun)));

        assertThat(activated.move().weakUntil())
                .contains(beans.clock().instant().plus(DAY));
        assertThat(activated.move().others()).isEmpty();
    }

    @Test
    void aWrongPinCountsAndLeavesEverythingAsItWas() {
        BegunByToken begun = begin(MoveKind.RECOVER);
        granted(moving.send(begun));
        String token = moving.token(begun);
        again.withPin("9c+04");
        for (int left = 4; left >= 0; left--) {
            Refused<Activated> refused = (Refused<Activated>) moving.claim(begun, again, token);
            assertThat(refused.refusal().reason()).isEqualTo(Reason.PIN_WRONG);
            assertThat(refused.refusal().triesLeft()).contains(left);
        }
        beans.clock().pass(Duration.ofMinutes(3));
        BegunByToken further = begin(MoveKind.RECOVER);
        granted(moving.send(further));
        for (int i = 0; i < 5; i++) {
            moving.claim(further, again, moving.token(further));
        }

        assertThat(((NotLetIn<?>) moving.begin(user, MoveKind.RECOVER, again))
                        .refusal()
                        .reason())
                .isEqualTo(dev.countersign.login.Reason.LOCKED);
        assertThat(state(first)).isEqualTo(EnrolmentState.ACTIVE);
    }

    @Test
    void aPhoneOfAnotherKindFindsNothing() {
        assertThat(reason(moving.begin(user, MoveKind.RECOVER, again.withModel("Pixel 9"))))
                .isEqualTo(Reason.NOTHING_TO_MOVE);
        assertThat(reason(moving.begin(user, MoveKind.MERGE, again))).isEqualTo(Reason.NOTHING_TO_MOVE);
    }

    @Test
    void thePasswordAloneRecoversNothing() {
        BegunByToken begun = begin(MoveKind.RECOVER);

        assertThat(reason(moving.claim(begun, again, "00000000"))).isEqualTo(Reason.TOKEN_WRONG);
        assertThat(reason(beans.call(
                        CredentialDoor.class,
                        door -> door.begin(
                                new dev.countersign.login.LoginRequest(
                                        user.userName(),
                                        PASSWORD,
                                        dev.countersign.login.ClientKind.MOBILE,
                                        "",
                                        Optional.empty()),
                                Optional.empty(),
                                again.report(),
                                new dev.countersign.lockout.Caller("elsewhere", "")))))
                .isEqualTo(Reason.ALREADY_ELSEWHERE);
    }

    @Test
    void theSurvivingKeyNeedsNoSms() {
        beans.clock().pass(DAY);
        BegunByToken begun = begin(MoveKind.RECOVER);

        Activated activated = granted(moving.claimByKey(begun, again.withKeyOf(lost)));

        assertThat(activated.move().weakUntil()).isEmpty();
        assertThat(state(first)).isEqualTo(EnrolmentState.REVOKED);
        assertThat(SentCodes.find(
                        beans, CodePurpose.ACTIVATION, begun.activation().toString()))
                .isEmpty();
    }

    @Test
    void anotherKeyBurnsTheRecovery() {
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        Phone stranger = new Phone(beans);
        Activations.activate(beans, other, stranger);
        BegunByToken begun = begin(MoveKind.RECOVER);

        assertThat(reason(moving.claimByKey(begun, again.withKeyOf(stranger)))).isEqualTo(Reason.PROOF_WRONG);
        assertThat(reason(moving.offer(begun, again))).isEqualTo(Reason.SESSION_USED);
        assertThat(state(first)).isEqualTo(EnrolmentState.ACTIVE);
    }

    @Test
    void theKeyIsNoProofWhereTheAuthenticatorLeavesThePhone() {
        BegunByToken begun = granted(moving.begin(user, MoveKind.MIGRATE, again));
        granted(moving.repeat(begun, user, PASSWORD));

        assertThat(reason(moving.claimByKey(begun, again.withKeyOf(lost)))).isEqualTo(Reason.PROOF_WRONG);
    }

    @Test
    void theOldAppSignsForTheNewOneAndThenSaysThatItMoved() {
        BegunByToken begun = begin(MoveKind.MERGE);

        granted(moving.claimByKey(begun, again.withKeyOf(lost)));

        assertThat(known(lost)).extracting(KnownUser::state).containsExactly(EnrolmentState.MOVED);
        assertThat(known(again)).extracting(KnownUser::state).containsExactly(EnrolmentState.ACTIVE);
    }

    @Test
    void aTokenDoesNotMergeApps() {
        BegunByToken begun = begin(MoveKind.MERGE);
        granted(moving.send(begun));

        assertThat(reason(moving.claim(begun, again, moving.token(begun)))).isEqualTo(Reason.PROOF_WRONG);
    }

    @Test
    void aResetKeepsThePlaceOfItsUsersUntilEachIsRecovered() {
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        UUID others = Activations.activate(beans, other, lost);
        assertThat(reset("A".repeat(43))).isFalse();

        assertThat(reset(lost.token())).isTrue();

        assertThat(known(lost)).extracting(KnownUser::state).containsOnly(EnrolmentState.RECOVERABLE);
        assertThat(active())
                .as("no weaker factor takes its place")
                .hasValueSatisfying(kept -> assertThat(kept.id()).isEqualTo(first));
        BegunByToken begun = begin(MoveKind.RECOVER);
        granted(moving.send(begun));
        granted(moving.claim(begun, again, moving.token(begun)));
        assertThat(state(first)).isEqualTo(EnrolmentState.REVOKED);
        assertThat(state(others)).isEqualTo(EnrolmentState.RECOVERABLE);
    }

    @Test
    void anInstallationThatSurvivedIsRecoveredInItsPlace() {
        reset(lost.token());
        moving.later();
        BegunByToken begun = granted(moving.begin(user, MoveKind.RECOVER, lost));
        granted(moving.send(begun));

        granted(moving.claim(begun, lost, moving.token(begun)));

        assertThat(known(lost))
                .extracting(KnownUser::state)
                .containsExactly(EnrolmentState.REVOKED, EnrolmentState.ACTIVE);
    }

    /** The key in the phone's lock was deleted, or the app's data are an old copy. */
    @Test
    void anAppWhoseKeysAreGoneIsRecoveredThoughItSaidNothing() {
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        UUID others = Activations.activate(beans, other, lost);
        moving.later();
        BegunByToken begun = granted(moving.begin(user, MoveKind.RECOVER, lost));
        granted(moving.send(begun));

        Activated activated = granted(moving.claim(begun, lost, moving.token(begun)));

        assertThat(state(first)).isEqualTo(EnrolmentState.REVOKED);
        assertThat(state(activated.enrolment())).isEqualTo(EnrolmentState.ACTIVE);
        assertThat(state(others)).isEqualTo(EnrolmentState.ACTIVE);
        assertThat(activated.move().others()).as("they are here already").isEmpty();
    }

    @Test
    void whoHasNotTheTokenOfTheInstallationRecoversNothingOnIt() {
        BegunByToken begun = granted(moving.begin(user, MoveKind.RECOVER, lost));
        granted(moving.send(begun));

        assertThat(reason(moving.claim(begun, lost.twin().withToken("A".repeat(43)), moving.token(begun))))
                .isEqualTo(Reason.INSTALLATION);

        assertThat(state(first)).isEqualTo(EnrolmentState.ACTIVE);
    }

    @Test
    void nothingElseMovesToWhereItIs() {
        assertThat(reason(moving.begin(user, MoveKind.MIGRATE, lost))).isEqualTo(Reason.ALREADY_HERE);
        assertThat(reason(moving.begin(user, MoveKind.MERGE, lost))).isEqualTo(Reason.ALREADY_HERE);
    }

    private BegunByToken begin(MoveKind kind) {
        return granted(moving.begin(user, kind, again));
    }

    private boolean reset(String token) {
        return beans.<InstallationDesk, Boolean>call(
                InstallationDesk.class, desk -> desk.reset(lost.installation(), token));
    }

    private List<KnownUser> known(Phone phone) {
        return beans.<InstallationDesk, Optional<List<KnownUser>>>call(
                        InstallationDesk.class, desk -> desk.findUsers(phone.installation(), phone.token()))
                .orElseThrow();
    }

    private Optional<Enrolment> active() {
        return beans.call(Authenticators.class, all -> all.findActive(user.id()));
    }

    private EnrolmentState state(UUID id) {
        return beans.call(Authenticators.class, all -> all.get(id)).state();
    }
}
