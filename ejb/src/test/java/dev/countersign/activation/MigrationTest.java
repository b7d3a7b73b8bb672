package dev.countersign.activation;

import static dev.countersign.activation.Moving.PASSWORD;
import static dev.countersign.activation.Moving.other;
import static dev.countersign.activation.Phone.granted;
import static dev.countersign.activation.Phone.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationOutcome.NotLetIn;
import dev.countersign.activation.ActivationOutcome.Refused;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.EnrolmentEnded;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.authenticator.Platform;
import dev.countersign.factor.Factors;
import dev.countersign.move.MoveKind;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An authenticator moves to another phone, and the old one is needed for nothing. */
class MigrationTest {

    private static final Duration PAUSE = Duration.ofMinutes(20);
    private static final Duration DAY = Duration.ofHours(24);

    private final Beans beans =
            new Beans().set("countersign.http.origins", "https://login.example, https://other.example");
    private final Moving moving = new Moving(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);
    private final String number = beans.query(
            entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    private final Phone old = new Phone(beans);
    private final Phone fresh = new Phone(beans).withModel("Pixel 9");
    private final UUID first = Activations.activate(beans, user, old);

    @Test
    void passwordTwiceAndTokenMoveTheAuthenticator() {
        BegunByToken begun = granted(moving.begin(user, MoveKind.MIGRATE, fresh));
        assertThat(begun.numbers()).isEmpty();
        granted(moving.repeat(begun, user, PASSWORD));
        SentToken sent = granted(moving.send(begun));
        assertThat(sent.label()).hasValueSatisfying(label -> assertThat(label).startsWith("••••"));

        Activated activated = granted(moving.claim(begun, fresh, moving.token(begun)));

        assertThat(state(first)).isEqualTo(EnrolmentState.MIGRATED_AWAY);
        assertThat(enrolment(activated.enrolment()).isActive()).isTrue();
        assertThat(enrolment(activated.enrolment()).numberId()).contains(number);
        assertThat(activated.move().weakUntil()).contains(now().plus(DAY));
        assertThat(activated.move().others()).isEmpty();
        assertThat(beans.fired(EnrolmentEnded.class)).containsExactly(new EnrolmentEnded(user.id(), first));
        assertThat(AuditTrail.of(beans, user.id()))
                .endsWith(
                        "ACTIVATION_REPEATED OK", "ACTIVATION_SMS OK", "AUTHENTICATOR_MOVED MIGRATE", "ACTIVATION OK");
    }

    /** Whoever found the phone with the number may know the password, too. */
    @Test
    void aNumberThatMayBeInALostPhoneMovesNothing() {
        BegunByToken begun = granted(moving.begin(user, MoveKind.MIGRATE, fresh));
        granted(moving.repeat(begun, user, PASSWORD));
        granted(moving.send(begun));
        String token = moving.token(begun);
        beans.clock().pass(Duration.ofSeconds(1));
        beans.call(Factors.class, factors -> factors.losePhone(user.id(), now()));

        assertThat(reason(moving.claim(begun, fresh, token))).isEqualTo(Reason.SESSION_EXPIRED);
        BegunByToken again = granted(moving.begin(user, MoveKind.MIGRATE, fresh));
        granted(moving.repeat(again, user, PASSWORD));
        assertThat(reason(moving.send(again))).isEqualTo(Reason.NO_NUMBER);
        assertThat(enrolment(first).isActive()).isTrue();
    }

    @Test
    void theNoticeHasALinkOfOurOwnHost() {
        moving.migrate(user, fresh);

        assertThat(beans.fired(SecurityEvent.class)).last().satisfies(told -> {
            assertThat(told.kind()).isEqualTo(SecurityEvent.Kind.MIGRATED);
            assertThat(told.used()).isEmpty();
            assertThat(told.formerPhone())
                    .as("not on the phone of whoever did it")
                    .contains(enrolment(first).installationId());
            assertThat(told.formerNumberId()).contains(number);
            assertThat(told.arguments()).containsEntry("device", "Pixel 9");
            assertThat(told.link().orElseThrow()).asString().matches("https://login\\.example/stop/#[A-Za-z0-9_-]{22}");
        });
    }

    @Test
    void theVerySameClaimGetsItsAnswerAgain() {
        BegunByToken begun = moving.beginMigration(user, fresh);
        Activated activated = granted(moving.claim(begun, fresh, moving.token(begun)));

        assertThat(granted(fresh.claimAgain())).isEqualTo(activated);
    }

    @Test
    void nothingGoesOnBeforeThePasswordIsTypedAgain() {
        BegunByToken begun = granted(moving.begin(user, MoveKind.MIGRATE, fresh));

        assertThat(reason(moving.send(begun))).isEqualTo(Reason.CREDENTIALS_DUE);
        assertThat(reason(moving.offer(begun, fresh))).isEqualTo(Reason.CREDENTIALS_DUE);
        assertThat(SentCodes.find(
                        beans, CodePurpose.ACTIVATION, begun.activation().toString()))
                .isEmpty();
    }

    @Test
    void theSecondPasswordIsOfTheSameUserAndCountsAsAtALogin() {
        User stranger = Users.add(beans, PASSWORD, Account.OPEN);
        BegunByToken begun = granted(moving.begin(user, MoveKind.MIGRATE, fresh));
        assertThat(doorReason(moving.repeat(begun, stranger, PASSWORD)))
                .isEqualTo(dev.countersign.login.Reason.BAD_CREDENTIALS);

        for (int i = 0; i < 10; i++) {
            assertThat(doorReason(moving.repeat(begun, user, "wrong")))
                    .isEqualTo(dev.countersign.login.Reason.BAD_CREDENTIALS);
        }

        assertThat(doorReason(moving.repeat(begun, user, PASSWORD))).isEqualTo(dev.countersign.login.Reason.LOCKED);
        assertThat(doorReason(moving.send(begun))).isEqualTo(dev.countersign.login.Reason.LOCKED);
    }

    @Test
    void whoHasNoAuthenticatorHasNothingToMigrate() {
        User none = Users.add(beans, PASSWORD, Account.OPEN);

        assertThat(reason(moving.begin(none, MoveKind.MIGRATE, fresh))).isEqualTo(Reason.NOTHING_TO_MOVE);
        assertThat(reason(moving.begin(user, MoveKind.MIGRATE, old))).isEqualTo(Reason.ALREADY_HERE);
    }

    @Test
    void aPhoneThatIsNotTakenIsRefusedAtOnce() {
        assertThat(reason(moving.begin(user, MoveKind.MIGRATE, fresh.withPlatform(Platform.ANDROID, "14"))))
                .isEqualTo(Reason.DEVICE_REFUSED);
    }

    @Test
    void wrongTokensCountWithAllOtherFailuresOfTheUser() {
        BegunByToken begun = moving.beginMigration(user, fresh);
        String wrong = other(moving.token(begun));
        for (int left = 4; left > 0; left--) {
            Refused<Activated> refused = (Refused<Activated>) moving.claim(begun, fresh, wrong);
            assertThat(refused.refusal().reason()).isEqualTo(Reason.TOKEN_WRONG);
            assertThat(refused.refusal().triesLeft()).contains(left);
        }
        assertThat(reason(moving.claim(begun, fresh, wrong))).isEqualTo(Reason.TOKEN_TRIES);
        beans.clock().pass(PAUSE);
        BegunByToken again = moving.beginMigration(user, fresh);
        String stillWrong = other(moving.token(again));
        for (int i = 0; i < 4; i++) {
            moving.claim(again, fresh, stillWrong);
        }
        assertThat(reason(moving.claim(again, fresh, stillWrong))).isEqualTo(Reason.TOKEN_TRIES);

        assertThat(doorReason(moving.begin(user, MoveKind.MIGRATE, fresh)))
                .isEqualTo(dev.countersign.login.Reason.LOCKED);
        assertThat(state(first)).isEqualTo(EnrolmentState.ACTIVE);
    }

    @Test
    void aRightTokenIsNotLookedAtWhileTheUserIsLockedOut() {
        BegunByToken begun = moving.beginMigration(user, fresh);
        Offer offer = granted(moving.offer(begun, fresh));
        for (int i = 0; i < 10; i++) {
            moving.repeat(begun, user, "wrong");
        }

        ActivationOutcome<Activated> outcome =
                fresh.redeem(offer, dev.countersign.device.ActivationSecret.ofSmsToken(moving.token(begun)));

        assertThat(doorReason(outcome)).isEqualTo(dev.countersign.login.Reason.LOCKED);
    }

    @Test
    void theFourthMigrationOfADayWaits() {
        Instant begun = now().plus(Duration.ofMinutes(3));
        for (int i = 0; i < 3; i++) {
            moving.migrate(user, new Phone(beans));
        }

        Refused<BegunByToken> refused = (Refused<BegunByToken>) moving.begin(user, MoveKind.MIGRATE, fresh);
        assertThat(refused.refusal().reason()).isEqualTo(Reason.MOVED_RECENTLY);
        assertThat(refused.refusal().retryAfter()).contains(Duration.between(now(), begun.plus(DAY)));

        beans.clock().pass(Duration.between(now(), begun.plus(DAY)));
        moving.migrate(user, fresh);
    }

    @Test
    void aTokenCountsNoMoreOnceItsNumberIsNotTheBoundOne() {
        BegunByToken begun = moving.beginMigration(user, fresh);
        String token = moving.token(begun);
        beans.query(entities -> {
            Numbers.get(entities, number).remove();
            return true;
        });

        assertThat(reason(moving.claim(begun, fresh, token))).isEqualTo(Reason.SESSION_EXPIRED);
        BegunByToken again = granted(moving.begin(user, MoveKind.MIGRATE, fresh));
        granted(moving.repeat(again, user, PASSWORD));
        assertThat(reason(moving.send(again))).isEqualTo(Reason.NO_NUMBER);
        assertThat(state(first)).isEqualTo(EnrolmentState.ACTIVE);
    }

    @Test
    void anOlderMigrationThatWasOvertakenMovesNothing() {
        BegunByToken begun = moving.beginMigration(user, fresh);
        String token = moving.token(begun);
        Offer offer = granted(moving.offer(begun, fresh));
        UUID second = moving.migrate(user, new Phone(beans));

        assertThat(reason(fresh.redeem(offer, dev.countersign.device.ActivationSecret.ofSmsToken(token))))
                .isEqualTo(Reason.SESSION_EXPIRED);
        assertThat(state(second)).isEqualTo(EnrolmentState.ACTIVE);
    }

    @Test
    void othersOnTheOldPhoneStayThere() {
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        UUID others = Activations.activate(beans, other, old);

        moving.migrate(user, fresh);

        assertThat(state(others)).isEqualTo(EnrolmentState.ACTIVE);
    }

    @Test
    void theNewPhoneKeepsItsPinIfItHasOneAndChoosesAGoodOneIfNot() {
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        Phone shared = new Phone(beans);
        Activations.activate(beans, other, shared);
        BegunByToken begun = moving.beginMigration(user, shared.withPin("9c+04"));
        assertThat(reason(moving.claim(begun, shared, moving.token(begun)))).isEqualTo(Reason.PIN_WRONG);

        beans.clock().pass(PAUSE);
        BegunByToken again = moving.beginMigration(user, fresh.withPin("1234"));
        assertThat(reason(moving.claim(again, fresh, moving.token(again)))).isEqualTo(Reason.PIN_RULES);
        granted(moving.claim(again, fresh.withPin("9c+04"), moving.token(again)));
    }

    @Test
    void whatAWeakPhoneBringsIsWeakAsWell() {
        moving.migrate(user, fresh);
        Instant weakUntil = now().plus(DAY);
        beans.clock().pass(PAUSE);
        SignedInUser caller =
                SignedIn.openedBy("AUTHENTICATOR", beans.query(entities -> SignedIn.add(entities, user, now())));
        Phone third = new Phone(beans);
        BegunActivation begun = granted(beans.call(
                ActivationDesk.class, desk -> desk.begin(caller, new ActivationWish(Optional.empty(), false))));
        beans.query(entities -> {
            entities.createQuery("update Activation a set a.replaces = true where a.id = :id")
                    .setParameter("id", begun.view().id().toString())
                    .executeUpdate();
            return true;
        });

        Activated activated = granted(third.activate(begun));

        assertThat(activated.move().weakUntil()).contains(weakUntil);
        beans.clock().pass(DAY);
        assertThat(granted(third.claimAgain()).move().weakUntil()).isEmpty();
    }

    private Instant now() {
        return beans.clock().instant();
    }

    private EnrolmentState state(UUID id) {
        return enrolment(id).state();
    }

    private Enrolment enrolment(UUID id) {
        return beans.call(Authenticators.class, all -> all.get(id));
    }

    private static dev.countersign.login.Reason doorReason(ActivationOutcome<?> outcome) {
        return ((NotLetIn<?>) outcome).refusal().reason();
    }
}
