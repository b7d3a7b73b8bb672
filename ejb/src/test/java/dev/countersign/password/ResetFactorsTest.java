package dev.countersign.password;

import static dev.countersign.password.ResetOutcomes.granted;
import static dev.countersign.password.ResetOutcomes.refusal;
import static dev.countersign.password.ResetOutcomes.unasked;
import static dev.countersign.password.ResetOutcomes.unconfirmed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.AuthenticatorDesk;
import dev.countersign.card.Cards;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationRefusal;
import dev.countersign.confirmation.ConfirmationRefusal.Reason;
import dev.countersign.confirmation.ConfirmationView;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.grid.PlasticCards;
import dev.countersign.lockout.HeldTurn;
import dev.countersign.lockout.Lane;
import dev.countersign.ownfactor.FactorHelpDesk;
import dev.countersign.passcode.Passcodes;
import dev.countersign.passkey.Passkeys;
import dev.countersign.passkey.SoftPasskey;
import dev.countersign.password.PasswordOutcome.Changed;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.Password;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A forgotten password asks for the factor that a login would ask for, of whatever kind, and for none that came in since. */
class ResetFactorsTest {

    private static final Duration PAUSE = Duration.ofMinutes(2);
    private static final String SUITE = "OCRA-1:HOTP-SHA256-8:QN06";

    private final Beans beans = new Beans()
            .set("countersign.password.argon2-memory-kib", "8")
            .set("countersign.password.argon2-iterations", "1");
    private final User user =
            beans.query(entities -> Users.add(entities, beans.clock().instant()));
    private final SignedInUser caller =
            beans.query(entities -> SignedIn.add(entities, user, beans.clock().instant()));

    @Test
    void anAuthenticatorAnswersAndNoMessageIsSent() {
        addNumber();
        Phone phone = new Phone(beans);
        Activations.activate(beans, user, phone);
        ClaimedReset claimed = claim(issue());

        assertThat(kind(claimed.asked())).isEqualTo(FactorKind.AUTHENTICATOR);
        assertThat(claimed.asked().question().orElseThrow().others())
                .as("a login would not take the SMS either")
                .isEmpty();
        assertThat(finish(claimed, phone.respond(user.userName(), challenge(claimed.asked()))))
                .isEqualTo(new Changed());
        assertThat(SentCodes.count(
                        beans, CodePurpose.PASSWORD_RESET, claimed.asked().id()))
                .isZero();
        assertThat(beans.fired(SecurityEvent.class))
                .contains(
                        SecurityEvent.of(user.id(), SecurityEvent.Kind.RESET_BEGUN)
                                .by(Channel.PUSH),
                        SecurityEvent.of(user.id(), SecurityEvent.Kind.PASSWORD_RESET)
                                .by(Channel.PUSH));
        assertThat(AuditTrail.of(beans, user.id())).contains("PASSWORD_RESET_ASKED AUTHENTICATOR", "PASSWORD_RESET OK");
    }

    @Test
    void aWrongResponseIsCalledByItsNameAndCosts() {
        Activations.activate(beans, user, new Phone(beans));
        ClaimedReset claimed = claim(issue());

        ConfirmationRefusal refusal = unconfirmed(finish(claimed, "00000000"));

        assertThat(refusal.reason()).isEqualTo(Reason.CR_WRONG);
        assertThat(refusal.triesLeft()).contains(4);
    }

    /** As a login does: two users who share a card, and by chance a turn, would wait for each other else. */
    @Test
    @Timeout(60)
    void anAnswerTakesTheTurnBeforeTheCard() throws Exception {
        Cards card = Cards.active(beans, user.userName());
        ClaimedReset claimed = claim(issue());
        String reset = claimed.asked().id();

        PasswordOutcome answer = HeldTurn.behind(
                beans,
                Lane.ofUser(user.id(), reset),
                () -> beans.call(
                        PasswordResets.class,
                        resets -> resets.finish(
                                reset, claimed.secret(), Optional.of(new FactorAnswer.Typed("00000000")), "unused")),
                () -> assertThat(card.isFree()).isTrue());

        assertThat(unconfirmed(answer).reason()).isEqualTo(Reason.CARD_WRONG);
    }

    @Test
    void cardsAndAppsOfOthersAnswer() {
        Cards card = Cards.active(beans, user.userName());
        ClaimedReset byCard = claim(issue());
        assertThat(kind(byCard.asked())).isEqualTo(FactorKind.DISPLAY_CARD);
        assertThat(finish(byCard, card.respond("4711", challenge(byCard.asked()))))
                .isEqualTo(new Changed());

        SignedInUser other = SignedIn.add(beans);
        Totps app = Totps.add(beans, other, "App", Optional.empty());
        ClaimedReset byApp = claim(other.userName(), issue(other.userName()));
        assertThat(kind(byApp.asked())).isEqualTo(FactorKind.TOTP);
        assertThat(finish(byApp, app.code())).isEqualTo(new Changed());
    }

    @Test
    void aGridCardIsAskedForTwoCellsAndForOthersAfterAWrongAnswer() {
        PlasticCards.Card card = PlasticCards.activated(beans, caller);
        ClaimedReset claimed = claim(issue());
        assertThat(claimed.asked().triesLeft()).isEqualTo(3);

        assertThat(unconfirmed(finish(claimed, "0000")).reason()).isEqualTo(Reason.GRID_WRONG);
        AskedReset again = granted(ask(claimed, Optional.empty()));

        assertThat(challenge(again)).isNotEqualTo(challenge(claimed.asked()));
        assertThat(again.triesLeft()).isEqualTo(2);
        assertThat(finish(claimed, card.read(challenge(again)))).isEqualTo(new Changed());
    }

    @Test
    void aChallengeThatIsOverMakesRoomForAnotherWhileTheResetLives() {
        Phone phone = new Phone(beans);
        Activations.activate(beans, user, phone);
        ClaimedReset claimed = claim(issue());
        String late = phone.respond(user.userName(), challenge(claimed.asked()));
        beans.clock().pass(Duration.ofMinutes(5));

        ConfirmationRefusal refusal = unconfirmed(finish(claimed, late));

        assertThat(refusal.reason()).isEqualTo(Reason.EXPIRED);
        AskedReset again = granted(ask(claimed, Optional.empty()));
        assertThat(again.triesLeft()).isEqualTo(5);
        assertThat(finish(claimed, phone.respond(user.userName(), challenge(again))))
                .isEqualTo(new Changed());
    }

    /** The operator could ship one to himself. */
    @Test
    void aCardThatNobodyHasAnsweredWithYetIsNothing() {
        addNumber();
        beans.set("countersign.card.enforced-after", "PT1S");
        Cards.inStock(beans, SUITE, Optional.empty()).ship(user.userName());
        beans.clock().pass(Duration.ofSeconds(2));

        assertThat(refusal(tryIssue(user.userName())).reason()).isEqualTo(PasswordRefusal.Reason.NO_FACTOR);
    }

    /** Of several servers some may be of the version before, during an upgrade. */
    @Test
    void aResetThatAnOlderServerHasClaimedGoesOn() {
        String number = addNumber();
        ClaimedReset claimed = claim(issue());
        beans.query(entities -> entities.createNativeQuery(
                        "update password_reset set factor_kind = null, factor_id = null, number_id = ?1 where id = ?2")
                .setParameter(1, number)
                .setParameter(2, claimed.asked().id())
                .executeUpdate());

        assertThat(finish(claimed, code(claimed))).isEqualTo(new Changed());
    }

    @Test
    void aPasskeySigns() {
        SoftPasskey device = SoftPasskey.make();
        Passkeys.add(beans, caller, device, Optional.empty());
        ClaimedReset claimed = claim(issue());
        String challenge =
                claimed.asked().question().orElseThrow().signed().orElseThrow().challenge();

        assertThat(unconfirmed(finish(claimed, device.unverified().sign(challenge)))
                        .reason())
                .isEqualTo(Reason.PASSKEY_WRONG);
        assertThat(finish(claimed, device.sign(challenge))).isEqualTo(new Changed());
    }

    /** A page that was loaded anew goes on with it. */
    @Test
    void whatWasAskedIsShownAgainAsItWasAsked() {
        Totps app = Totps.add(beans, caller, "App", Optional.empty());
        assertShown(claim(issue()));
        Cards.active(beans, user.userName());
        ClaimedReset byCard = claim(issue());
        assertShown(byCard);

        AskedReset other = granted(ask(byCard, Optional.of(app.id())));

        assertThat(kind(byCard.asked())).isEqualTo(FactorKind.DISPLAY_CARD);
        assertThat(shown(byCard)).contains(other);
        unconfirmed(finish(byCard, "000000"));
        assertThat(shown(byCard)).map(AskedReset::triesLeft).contains(4);
    }

    @Test
    void aMessageThatIsWaitedForIsShownAgainWithItsPause() {
        addNumber();
        ClaimedReset claimed = claim(issue());
        beans.clock().pass(Duration.ofSeconds(30));

        assertShown(claimed);
    }

    @Test
    void challengesCellsAndWhatIsToBeSignedAreShownAgainToo() {
        Activations.activate(beans, user, new Phone(beans));
        assertShown(claim(issue()));
        SignedInUser holder = SignedIn.add(beans);
        PlasticCards.activated(beans, holder);
        assertShown(claim(holder.userName(), issue(holder.userName())));
        SignedInUser owner = SignedIn.add(beans);
        Passkeys.add(beans, owner, SoftPasskey.make(), Optional.empty());
        assertShown(claim(owner.userName(), issue(owner.userName())));
    }

    @Test
    void nothingIsShownOfAResetThatIsOverNorToAnybodyElse() {
        Totps app = Totps.add(beans, caller, "App", Optional.empty());
        ClaimedReset claimed = claim(issue());

        assertThat(shown(claimed.asked().id(), "wrong")).isEmpty();
        assertThat(shown("nothing", claimed.secret())).isEmpty();
        beans.clock().pass(Duration.ofMinutes(10));
        assertThat(shown(claimed)).isEmpty();
        ClaimedReset used = claim(issue());
        assertThat(finish(used, app.code())).isEqualTo(new Changed());
        assertThat(shown(used)).isEmpty();
        ClaimedReset locked = claim(issue());
        Users.lock(beans, user.id());
        assertThat(shown(locked)).isEmpty();
    }

    private void assertShown(ClaimedReset claimed) {
        assertThat(shown(claimed)).contains(claimed.asked());
    }

    private Optional<AskedReset> shown(ClaimedReset claimed) {
        return shown(claimed.asked().id(), claimed.secret());
    }

    private Optional<AskedReset> shown(String id, String secret) {
        return beans.call(PasswordResets.class, resets -> resets.find(id, secret));
    }

    @Test
    void theUserChoosesAnotherFactorAndTheFirstAnswersNothingMore() {
        Phone phone = new Phone(beans);
        String enrolment = Activations.activate(beans, user, phone).toString();
        Totps app = addApp(phone);
        ClaimedReset claimed = claim(issue());
        String first = claimed.asked().question().orElseThrow().ref().id();
        assertThat(first).isEqualTo(enrolment);
        assertThat(claimed.asked().question().orElseThrow().others())
                .extracting(factor -> factor.ref().id())
                .containsExactly(app.id());

        AskedReset other = granted(ask(claimed, Optional.of(app.id())));

        assertThat(kind(other)).isEqualTo(FactorKind.TOTP);
        assertThat(unconfirmed(finish(claimed, phone.respond(user.userName(), challenge(claimed.asked()))))
                        .reason())
                .isEqualTo(Reason.TOTP_WRONG);
        assertThat(finish(claimed, app.code())).isEqualTo(new Changed());
    }

    @Test
    void theCodeOfASmsIsSentAgainAfterItsPause() {
        addNumber();
        ClaimedReset claimed = claim(issue());
        String code = code(claimed);
        assertThat(claimed.asked().question().orElseThrow().resendAt())
                .contains(beans.clock().instant().plus(PAUSE));
        assertThat(unasked(ask(claimed, Optional.empty())).reason()).isEqualTo(Reason.SMS_COOLDOWN);
        beans.clock().pass(PAUSE);

        granted(ask(claimed, Optional.empty()));

        assertThat(SentCodes.count(
                        beans, CodePurpose.PASSWORD_RESET, claimed.asked().id()))
                .isEqualTo(2);
        assertThat(finish(claimed, code)).isEqualTo(new Changed());
    }

    @Test
    void whatMayNotBeAskedNowMakesRoomForTheNext() {
        beans.set("countersign.authenticator.challenges-per-hour", "2");
        Phone phone = new Phone(beans);
        Activations.activate(beans, user, phone);
        Totps app = addApp(phone);
        claim(issue());

        ClaimedReset claimed = claim(issue());

        assertThat(kind(claimed.asked())).isEqualTo(FactorKind.TOTP);
        assertThat(finish(claimed, app.code())).isEqualTo(new Changed());
    }

    @Test
    void whileNothingMayBeAskedTheCodeIsNotUsedUp() {
        beans.set("countersign.authenticator.challenges-per-hour", "1");
        Activations.activate(beans, user, new Phone(beans));
        claim(issue());
        String code = issue();
        ConfirmationRefusal refusal = unasked(tryClaim(user.userName(), code));
        assertThat(refusal.reason()).isEqualTo(Reason.CHALLENGE_LIMIT);
        beans.set("countersign.authenticator.challenges-per-hour", "2");

        claim(code);
    }

    /** Whoever is in a session of the user adds one, and has the help desk's code read out to him. */
    @Test
    void aFactorThatCameInAfterTheIdentityCheckIsNotAskedFor() {
        Phone phone = new Phone(beans);
        Activations.activate(beans, user, phone);
        ClaimedReset claimed = claim(issue());
        beans.clock().pass(Duration.ofSeconds(1));
        Totps later = addApp(phone);

        assertThat(refusal(ask(claimed, Optional.of(later.id()))).reason())
                .isEqualTo(PasswordRefusal.Reason.RESET_OVER);
    }

    @Test
    void aFactorThatHasGoneProvesNothing() {
        Phone phone = new Phone(beans);
        String enrolment = Activations.activate(beans, user, phone).toString();
        Totps app = addApp(phone);
        ClaimedReset claimed = claim(issue());
        granted(ask(claimed, Optional.of(app.id())));
        beans.call(FactorHelpDesk.class, desk -> desk.end(user.userName(), app.id(), FactorEnd.LOST, "agent"));

        assertThat(refusal(finish(claimed, app.code())).reason()).isEqualTo(PasswordRefusal.Reason.RESET_OVER);
        AskedReset other = granted(ask(claimed, Optional.of(enrolment)));
        assertThat(finish(claimed, phone.respond(user.userName(), challenge(other))))
                .isEqualTo(new Changed());
    }

    @Test
    void aNumberInALostPhoneProvesNothing() {
        addNumber();
        beans.call(
                Factors.class,
                factors -> factors.losePhone(user.id(), beans.clock().instant()));

        assertThat(refusal(tryIssue(user.userName())).reason()).isEqualTo(PasswordRefusal.Reason.NO_FACTOR);
    }

    /** Else whoever deceives the help desk twice has the account. */
    @Test
    void aFactorThatTheHelpDeskEndedIsNeededAlsoIfItOpenedNothingYet() {
        SoftPasskey device = SoftPasskey.make();
        Passkeys.add(beans, caller, device, Optional.empty());
        String passkey = claim(issue()).asked().question().orElseThrow().ref().id();
        beans.call(FactorHelpDesk.class, desk -> desk.end(user.userName(), passkey, FactorEnd.REMOVED, "agent"));
        assertThat(refusal(tryIssue(user.userName())).reason()).isEqualTo(PasswordRefusal.Reason.NO_FACTOR);

        User other = beans.query(entities -> Users.add(entities, beans.clock().instant()));
        Activations.activate(beans, other, new Phone(beans));
        beans.call(AuthenticatorDesk.class, desk -> desk.revoke(other.userName(), "agent"));
        assertThat(refusal(tryIssue(other.userName())).reason()).isEqualTo(PasswordRefusal.Reason.NO_FACTOR);
    }

    /** Else the help desk alone could get in: it dictates both. */
    @Test
    void aPasscodeOfTheHelpDeskResetsNothing() {
        addNumber();
        beans.call(
                Factors.class,
                factors -> factors.losePhone(user.id(), beans.clock().instant()));
        Passcodes.issue(beans, user.userName());

        assertThat(refusal(tryIssue(user.userName())).reason()).isEqualTo(PasswordRefusal.Reason.NO_FACTOR);
    }

    @Test
    void aResetThatIsOverAsksNothingMore() {
        addNumber();
        ClaimedReset claimed = claim(issue());
        beans.clock().pass(Duration.ofMinutes(10));
        assertThat(refusal(ask(claimed, Optional.empty())).reason()).isEqualTo(PasswordRefusal.Reason.RESET_EXPIRED);

        issue();

        assertThat(refusal(ask(claimed, Optional.empty())).reason()).isEqualTo(PasswordRefusal.Reason.RESET_OVER);
        ResetOutcome<AskedReset> guessed = beans.call(
                PasswordResets.class, resets -> resets.ask(claimed.asked().id(), "guessed", Optional.empty()));
        assertThat(refusal(guessed).reason()).isEqualTo(PasswordRefusal.Reason.UNKNOWN_RESET);
    }

    /** The phone confirms that. */
    private Totps addApp(Phone phone) {
        ConfirmationView asked = Confirming.view(beans, caller, ConfirmationPurpose.FACTOR_CHANGE);
        String response =
                phone.respond(user.userName(), asked.question().challenge().orElseThrow());
        return Totps.add(beans, caller, "App", Optional.of(new Proof(asked.id(), response)));
    }

    private String addNumber() {
        return beans.query(
                entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    }

    /** The question with which it begins is the first. */
    @Test
    void aResetAsksThirtyTimesAndNoMore() {
        Totps.add(beans, caller, "App", Optional.empty());
        ClaimedReset claimed = claim(issue());
        for (int asked = 1; asked < 30; asked++) {
            granted(ask(claimed, Optional.empty()));
        }

        ConfirmationRefusal refusal = ((ResetOutcome.Unasked<AskedReset>) ask(claimed, Optional.empty())).refusal();

        assertThat(refusal.reason()).isEqualTo(Reason.CHALLENGE_LIMIT);
        assertThat(refusal.retryAfter()).contains(Duration.ofHours(1));
        assertThat(claim(issue()).asked().triesLeft()).as("another one").isEqualTo(5);
    }

    private String issue() {
        return issue(user.userName());
    }

    private String issue(String userName) {
        return granted(tryIssue(userName)).code().value();
    }

    private ResetOutcome<IssuedReset> tryIssue(String userName) {
        return beans.call(ResetDesk.class, desk -> desk.issue(userName, "op"));
    }

    private ClaimedReset claim(String code) {
        return claim(user.userName(), code);
    }

    private ClaimedReset claim(String userName, String code) {
        return granted(tryClaim(userName, code));
    }

    private ResetOutcome<ClaimedReset> tryClaim(String userName, String code) {
        return beans.call(PasswordResets.class, resets -> resets.claim(userName, code, "192.0.2.1"));
    }

    private ResetOutcome<AskedReset> ask(ClaimedReset claimed, Optional<String> factor) {
        return beans.call(
                PasswordResets.class, resets -> resets.ask(claimed.asked().id(), claimed.secret(), factor));
    }

    private PasswordOutcome finish(ClaimedReset claimed, String typed) {
        return finish(claimed, new FactorAnswer.Typed(typed));
    }

    private PasswordOutcome finish(ClaimedReset claimed, FactorAnswer answer) {
        return beans.call(
                PasswordDoor.class,
                door -> door.reset(
                        claimed.asked().id(), claimed.secret(), Optional.of(answer), new Password("secret99")));
    }

    private String code(ClaimedReset claimed) {
        return SentCodes.get(beans, CodePurpose.PASSWORD_RESET, claimed.asked().id());
    }

    private static String challenge(AskedReset asked) {
        return asked.question().orElseThrow().challenge().orElseThrow();
    }

    private static FactorKind kind(AskedReset asked) {
        return asked.question().orElseThrow().ref().kind();
    }
}
