package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static dev.countersign.login.Door.reason;
import static dev.countersign.login.Door.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import dev.countersign.Overtaken;
import dev.countersign.audit.AuditTrail;
import dev.countersign.card.CardCompliance;
import dev.countersign.card.CardCompliance.Verdict;
import dev.countersign.card.CardEnd;
import dev.countersign.card.CardOutcome;
import dev.countersign.card.CardPin;
import dev.countersign.card.CardRefusal;
import dev.countersign.card.CardShareView;
import dev.countersign.card.CardSharing;
import dev.countersign.card.CardSharing.OwnersLogin;
import dev.countersign.card.CardShipping;
import dev.countersign.card.Cards;
import dev.countersign.card.OwnCards;
import dev.countersign.card.ShareState;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationView;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.ownfactor.FactorEnds;
import dev.countersign.ownfactor.FactorHelpDesk;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.ownfactor.FactorRefusal;
import dev.countersign.passcode.Passcodes;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.Numbers;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.Totps;
import dev.countersign.user.AccessRevoked;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two users of one card, from the owner's login to the end. */
class CardSharingTest {

    private static final String PIN = "4711";

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User owner = Users.add(beans, PASSWORD, Account.OPEN);
    private final User other = Users.add(beans, PASSWORD, Account.OPEN);
    private final Cards card = Cards.active(beans, owner.userName());

    @Test
    void whatIsNotKnownWaitsForComplianceAndThenTheCardOpensLoginsOfBoth() {
        CardShareView asked = shared(request(proven()));
        assertThat(asked.state()).isEqualTo(ShareState.PENDING_COMPLIANCE);
        assertThat(kinds(other)).as("nothing before it is decided").isEmpty();
        assertThat(beans.<CardCompliance, List<CardShareView>>call(CardCompliance.class, CardCompliance::listPending))
                .contains(asked);

        shared(decide(asked, Verdict.APPROVED));

        assertThat(kinds(other)).containsExactly(FactorKind.DISPLAY_CARD);
        OpenedAttempt attempt = door.open(other.userName());
        assertThat(reason(door.answer(attempt, card.respond("4712", challenge(attempt)))))
                .isEqualTo(Reason.CARD_WRONG);
        granted(door.answer(attempt, card.respond(PIN, challenge(attempt))));
        granted(door.issueToken(attempt, ""));
        OpenedAttempt owners = door.open(owner.userName());
        granted(door.answer(owners, card.respond(PIN, challenge(owners))));
        granted(door.issueToken(owners, ""));
        assertThat(AuditTrail.of(beans, other.id()))
                .contains("CARD_SHARE PENDING_COMPLIANCE", "CARD_SHARE_DECIDED APPROVED");
        assertThat(AuditTrail.of(beans, owner.id()))
                .contains("CARD_SHARE PENDING_COMPLIANCE", "CARD_SHARE_DECIDED APPROVED");
        assertThat(AuditTrail.things(beans, owner.id())).contains("CARD_SHARE_DECIDED " + asked.id());
        assertThat(AuditTrail.things(beans, other.id())).contains("CARD_SHARE_DECIDED " + asked.id());
        for (User party : List.of(owner, other)) {
            assertThat(toldOfSharing(party))
                    .containsExactly(SecurityEvent.Kind.CARD_SHARE_REQUESTED, SecurityEvent.Kind.CARD_SHARED);
        }
    }

    private List<SecurityEvent.Kind> toldOfSharing(User party) {
        return beans.fired(SecurityEvent.class).stream()
                .filter(event -> event.userId() == party.id())
                .map(SecurityEvent::kind)
                .filter(kind -> kind.name().startsWith("CARD_SHARE"))
                .toList();
    }

    /** Whoever has nothing but the SIM of one of both would else have a strong factor by the card of the other. */
    @Test
    void itCountsAsAnSmsAsLongAsTheCardOrWhatItsOtherUserLoggedInWithDoes() {
        Instant until = beans.clock().instant().plus(Duration.ofHours(3));
        SignedInUser strong = SignedIn.openedBy("AUTHENTICATOR", signedIn(other));

        shared(request(SignedIn.weakened(strong, until), proven()));
        assertThat(weakUntil(sharedWith(other))).contains(until);

        weakenCard(until.plusSeconds(1));
        User third = Users.add(beans, PASSWORD, Account.OPEN);
        shared(request(SignedIn.openedBy("AUTHENTICATOR", signedIn(third)), proven()));
        assertThat(weakUntil(sharedWith(third))).contains(until.plusSeconds(1));

        weakenCard(beans.clock().instant());
        User fourth = Users.add(beans, PASSWORD, Account.OPEN);
        shared(request(SignedIn.openedBy("AUTHENTICATOR", signedIn(fourth)), proven()));
        assertThat(weakUntil(sharedWith(fourth))).isEmpty();
    }

    @Test
    void aRefusedRequestOpensNothingAndIsDecidedOnce() {
        CardShareView asked = shared(request(proven()));

        assertThat(shared(decide(asked, Verdict.REFUSED)).state()).isEqualTo(ShareState.REFUSED);
        for (User party : List.of(owner, other)) {
            assertThat(toldOfSharing(party))
                    .containsExactly(SecurityEvent.Kind.CARD_SHARE_REQUESTED, SecurityEvent.Kind.CARD_SHARE_ENDED);
        }

        assertThat(kinds(other)).isEmpty();
        assertThat(why(decide(asked, Verdict.APPROVED))).isEqualTo(CardRefusal.Reason.SHARE_CLOSED);
    }

    /** What the rules forbid when it is asked for, they forbid when it is approved. */
    @Test
    void nothingIsApprovedThatTheRulesForbidByThen() {
        CardShareView asked = shared(request(proven()));
        String passcode = Passcodes.issue(beans, other.userName());

        assertThat(passcode).isNotEmpty();
        assertThat(why(decide(asked, Verdict.APPROVED))).isEqualTo(CardRefusal.Reason.SHARE_TEMP_DEVICE);
        assertThat(AuditTrail.of(beans, other.id())).doesNotContain("CARD_SHARE_DECIDED APPROVED");
        assertThat(kinds(other)).doesNotContain(FactorKind.DISPLAY_CARD);

        beans.clock().pass(Duration.ofDays(13));
        assertThat(shared(decide(asked, Verdict.APPROVED)).state())
                .as("it waited, and the passcode is over")
                .isEqualTo(ShareState.ACTIVE);
    }

    @Test
    void whatTheRulesForbidByThenIsRefused() {
        CardShareView asked = shared(request(proven()));
        Passcodes.issue(beans, other.userName());

        assertThat(shared(decide(asked, Verdict.REFUSED)).state()).isEqualTo(ShareState.REFUSED);
        assertThat(why(decide(asked, Verdict.APPROVED)))
                .as("what is decided says so first")
                .isEqualTo(CardRefusal.Reason.SHARE_CLOSED);
    }

    /** Whoever asked had the password and what proved the user then; that he was shut out since must not be undone by an agent. */
    @Test
    void whatWasAskedForBeforeAnotherFactorOrTheLossOfAPhoneIsNotApproved() {
        CardShareView before = shared(request(proven()));
        beans.clock().pass(Duration.ofMinutes(1));
        beans.query(entities -> Numbers.add(entities, other.id(), beans.clock().instant()));
        assertThat(why(decide(before, Verdict.APPROVED))).isEqualTo(CardRefusal.Reason.NO_PROOF);
        shared(decide(before, Verdict.REFUSED));

        beans.clock().pass(Duration.ofMinutes(1));
        CardShareView since = shared(request(SignedIn.openedBy("SMS", signedIn(other)), proven()));
        beans.clock().pass(Duration.ofMinutes(1));
        beans.call(
                Factors.class,
                factors -> factors.losePhone(other.id(), beans.clock().instant()));
        assertThat(why(decide(since, Verdict.APPROVED))).isEqualTo(CardRefusal.Reason.NO_PROOF);
        assertThat(kinds(other)).doesNotContain(FactorKind.DISPLAY_CARD);
    }

    @Test
    void theOwnersLoginCountsOnceAndOpensNoSessionThen() {
        OpenedAttempt proof = proven();
        shared(request(proof));

        assertThat(why(request(proof))).isEqualTo(CardRefusal.Reason.NO_PROOF);
        assertThat(reason(door.issueToken(proof, ""))).isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(why(request(proven())))
                .as("it is shared with this user already")
                .isEqualTo(CardRefusal.Reason.SHARE_CLOSED);
    }

    @Test
    void aLoginThatWasNotAnsweredOrHasAnotherSecretProvesNothing() {
        OpenedAttempt waiting = door.open(owner.userName());

        assertThat(why(request(waiting))).isEqualTo(CardRefusal.Reason.NO_PROOF);
        assertThat(why(beans.call(
                        CardSharing.class,
                        desk -> desk.request(
                                signedIn(other),
                                new OwnersLogin(waiting.attempt().id(), "wrong")))))
                .isEqualTo(CardRefusal.Reason.UNKNOWN);
        OpenedAttempt own = proven();
        assertThat(why(beans.call(
                        CardSharing.class,
                        desk -> desk.request(
                                signedIn(owner), new OwnersLogin(own.attempt().id(), own.secret())))))
                .as("nobody shares with himself")
                .isEqualTo(CardRefusal.Reason.UNKNOWN);
    }

    /** It proves nothing here, and is his login as before. */
    @Test
    void aLoginThatWasAnsweredByAnotherFactorIsNotUsedUp() {
        SignedInUser caller = signedIn(owner);
        Totps app = Totps.add(beans, caller, "App", Optional.of(proof(caller)));
        OpenedAttempt attempt = door.open(owner.userName());
        granted(beans.call(SecondFactor.class, factor -> factor.choose(attempt.key(), app.id())));
        granted(door.answer(attempt, app.code()));

        assertThat(why(request(attempt))).isEqualTo(CardRefusal.Reason.NO_PROOF);

        assertThat(AuditTrail.of(beans, owner.id()))
                .contains("LOGIN_TAKEN_AS_PROOF OTHER_WAY")
                .doesNotContain("LOGIN_TAKEN_AS_PROOF OK");
        granted(door.issueToken(attempt, ""));
    }

    @Test
    void whomACardIsSharedWithSharesItNoFurtherAndLeavesItsPinAlone() {
        shared(decide(shared(request(proven())), Verdict.APPROVED));
        User third = Users.add(beans, PASSWORD, Account.OPEN);
        OpenedAttempt others = door.open(other.userName());
        granted(door.answer(others, card.respond(PIN, challenge(others))));

        assertThat(why(beans.call(
                        CardSharing.class,
                        desk -> desk.request(
                                signedIn(third),
                                new OwnersLogin(others.attempt().id(), others.secret())))))
                .isEqualTo(CardRefusal.Reason.NO_PROOF);
        assertThat(why(beans.call(
                        OwnCards.class,
                        cards -> cards.ask(signedIn(other), card.serial(), Optional.of(new CardPin("1111"))))))
                .isEqualTo(CardRefusal.Reason.NOT_OWNER);
    }

    @Test
    void itsOwnerEndsItByAProofAndSoDoWhatWaitsForTheCardAndWhatItHasOpened() {
        CardShareView share = shared(decide(shared(request(proven())), Verdict.APPROVED));
        OpenedAttempt waiting = door.open(other.userName());
        SignedInUser opened = SignedIn.again(beans, "DISPLAY_CARD", signedIn(other));
        SignedInUser caller = signedIn(owner);

        assertThat(why(remove(SignedIn.add(beans), share, Optional.empty()))).isEqualTo(CardRefusal.Reason.UNKNOWN);
        assertThat(obstacle(remove(caller, share, Optional.empty())))
                .isEqualTo(FactorRefusal.Reason.CONFIRMATION_REQUIRED);
        assertThat(kinds(other)).containsExactly(FactorKind.DISPLAY_CARD);
        ended(remove(caller, share, Optional.of(proof(caller))));

        assertThat(kinds(other)).isEmpty();
        assertThat(SignedIn.isEnded(beans, opened)).isTrue();
        assertThat(SignedIn.isEnded(beans, caller)).isFalse();
        assertThat(kinds(owner)).as("the owner keeps it").containsExactly(FactorKind.DISPLAY_CARD);
        assertThat(reason(door.answer(waiting, card.respond(PIN, challenge(waiting)))))
                .isEqualTo(Reason.CARD_WRONG);
        beans.fired(FactorEnded.class)
                .forEach(ended -> beans.run(RemovedFactors.class, removed -> removed.onEnd(ended)));
        assertThat(reason(door.answer(waiting, card.respond(PIN, challenge(waiting)))))
                .isEqualTo(Reason.ATTEMPT_OVER);
        assertThat(why(remove(signedIn(other), share, Optional.empty()))).isEqualTo(CardRefusal.Reason.SHARE_CLOSED);
    }

    /** Else the thief of a session would have the user's logins opened by an SMS again, or shut him out. */
    @Test
    void whomItIsSharedWithEndsItAsAnyOtherFactorOfHis() {
        CardShareView share = shared(decide(shared(request(proven())), Verdict.APPROVED));
        SignedInUser caller = signedIn(other);
        SignedInUser opened = SignedIn.again(beans, "DISPLAY_CARD", caller);

        assertThat(obstacle(remove(caller, share, Optional.of(proof(caller)))))
                .as("he could not log in without it")
                .isEqualTo(FactorRefusal.Reason.LAST_FACTOR);
        beans.query(entities -> Numbers.add(entities, other.id(), beans.clock().instant()));
        assertThat(obstacle(remove(caller, share, Optional.empty())))
                .isEqualTo(FactorRefusal.Reason.CONFIRMATION_REQUIRED);
        assertThat(kinds(other)).contains(FactorKind.DISPLAY_CARD);

        ended(remove(caller, share, Optional.of(proof(caller))));

        assertThat(kinds(other)).containsExactly(FactorKind.SMS);
        assertThat(SignedIn.isEnded(beans, opened)).isTrue();
        assertThat(SignedIn.isEnded(beans, caller)).isFalse();
        assertThat(kinds(owner)).containsExactly(FactorKind.DISPLAY_CARD);
    }

    @Test
    void whatComplianceHasNotSeenIsGivenUpWithoutAProof() {
        CardShareView asked = shared(request(proven()));

        ended(remove(signedIn(owner), asked, Optional.empty()));

        assertThat(why(decide(asked, Verdict.APPROVED))).isEqualTo(CardRefusal.Reason.SHARE_CLOSED);
    }

    @Test
    void aLostCardIsLostForBoth() {
        shared(decide(shared(request(proven())), Verdict.APPROVED));
        List<SignedInUser> sessions = List.of(signedIn(owner), signedIn(other));

        beans.call(CardShipping.class, desk -> desk.end(card.printed(), CardEnd.LOST, "ann"));

        assertThat(kinds(other)).isEmpty();
        assertThat(sessions)
                .as("one of them may be the finder's")
                .allMatch(session -> SignedIn.isEnded(beans, session));
        assertThat(beans.fired(AccessRevoked.class))
                .containsExactlyInAnyOrder(new AccessRevoked(owner.id()), new AccessRevoked(other.id()));
        assertThat(beans.fired(FactorEnded.class))
                .extracting(FactorEnded::userId)
                .contains(owner.id(), other.id());
        assertThat(beans.<CardSharing, List<CardShareView>>call(CardSharing.class, desk -> desk.list(signedIn(other))))
                .isEmpty();
    }

    /** Whoever ends it has both rows locked, in the order of their ids: the other may answer a login with it at the moment. */
    @Test
    void theHelpDeskEndsItForBothAndKnowsWhomItConcerns() {
        shared(decide(shared(request(proven())), Verdict.APPROVED));
        List<Long> beside = beans.call(
                Factors.class,
                factors -> factors.findRemovable(FactorKind.DISPLAY_CARD)
                        .orElseThrow()
                        .usersBeside(card.id())
                        .toList());
        assertThat(beside).containsExactly(other.id());

        SignedInUser others = signedIn(other);

        boolean ended =
                beans.call(FactorHelpDesk.class, desk -> desk.end(owner.userName(), card.id(), FactorEnd.LOST, "ann"));

        assertThat(ended).isTrue();
        assertThat(kinds(owner)).isEmpty();
        assertThat(kinds(other)).isEmpty();
        assertThat(SignedIn.isEnded(beans, others)).as("it may be the finder's").isTrue();
    }

    /** Nobody has lost it: no finder is in a session of anybody's. */
    @Test
    void whereTheHelpDeskEndsItAndItIsNotLostTheOtherOneKeepsWhatSomethingElseHasOpened() {
        shared(decide(shared(request(proven())), Verdict.APPROVED));
        SignedInUser bySms = SignedIn.again(beans, "SMS", signedIn(other));
        SignedInUser byCard = SignedIn.again(beans, "DISPLAY_CARD", bySms);

        beans.<FactorHelpDesk, Boolean>call(
                FactorHelpDesk.class, desk -> desk.end(owner.userName(), card.id(), FactorEnd.REMOVED, "ann"));

        assertThat(kinds(owner)).isEmpty();
        assertThat(kinds(other)).isEmpty();
        assertThat(SignedIn.isEnded(beans, bySms)).isFalse();
        assertThat(SignedIn.isEnded(beans, byCard))
                .as("as if it were taken back")
                .isTrue();
        assertThat(beans.fired(FactorEnded.class))
                .extracting(FactorEnded::userId)
                .as("logins that wait for it end")
                .contains(owner.id(), other.id());
    }

    /** Compliance agrees, or the card is shared once more, while an operator waits for the row of its owner. */
    @Test
    @Timeout(60)
    void whoEndsTheCardHoldsTheRowOfWhomItWasSharedWithMeanwhileToo() throws Exception {
        List<Boolean> free = Overtaken.call(
                Databases.embedded(),
                owner.id(),
                () -> beans.call(FactorEnds.class, ends -> {
                    ends.lock(owner.id(), factor -> true);
                    return List.of(isFree(owner), isFree(other));
                }),
                this::share);

        assertThat(free).containsExactly(false, false);
    }

    @Test
    @Timeout(60)
    void soDoesAnOperatorWhoAsksWhoHasIt() throws Exception {
        List<Boolean> free = Overtaken.call(
                Databases.embedded(),
                owner.id(),
                () -> beans.call(CardShipping.class, desk -> {
                    desk.lockHolder(card.printed());
                    return List.of(isFree(owner), isFree(other));
                }),
                this::share);

        assertThat(free).containsExactly(false, false);
    }

    private void share(EntityManager entities) {
        entities.createNativeQuery("insert into card_share (id, card_id, user_id, state, requested_at, version)"
                        + " values (?1, ?2, ?3, 'PENDING_COMPLIANCE', ?4, 0)")
                .setParameter(1, UUID.randomUUID().toString())
                .setParameter(2, card.id())
                .setParameter(3, other.id())
                .setParameter(4, Timestamp.from(beans.clock().instant()))
                .executeUpdate();
    }

    /** The other may answer a login with the card at the moment: whoever ends it has both rows, also where all that was added ends. */
    @Test
    void theEndOfTheCardHoldsTheRowsOfBoth() {
        shared(decide(shared(request(proven())), Verdict.APPROVED));

        beans.run(FactorEnds.class, ends -> {
            ends.lock(owner.id(), factor -> true);
            assertThat(isFree(owner)).isFalse();
            assertThat(isFree(other)).isFalse();
        });

        beans.run(FactorEnds.class, ends -> {
            ends.lock(owner.id(), factor -> false);
            assertThat(isFree(owner)).isFalse();
            assertThat(isFree(other)).as("nothing of his ends").isTrue();
        });
    }

    /** The owner is told, and PostgreSQL has what refers to a user wait for whoever holds him. */
    @Test
    void whoGivesTheCardBackHoldsTheRowOfItsOwnerToo() {
        shared(decide(shared(request(proven())), Verdict.APPROVED));

        beans.run(FactorEnds.class, ends -> {
            ends.lock(other.id(), factor -> true);
            assertThat(isFree(owner)).isFalse();
            assertThat(isFree(other)).isFalse();
        });
    }

    /** An operator hears that the card is lost while compliance decides. */
    @Test
    @Timeout(60)
    void theEndOfALostCardEndsASharingThatWasDecidedMeanwhile() throws Exception {
        CardShareView asked = shared(request(proven()));

        Overtaken.call(
                Databases.embedded(),
                owner.id(),
                () -> beans.call(CardShipping.class, desk -> desk.end(card.printed(), CardEnd.LOST, "ann")),
                entities -> entities.createQuery("update CardShare s set s.state = :active, s.version = s.version + 1"
                                + " where s.id = :id")
                        .setParameter("active", ShareState.ACTIVE)
                        .setParameter("id", asked.id())
                        .executeUpdate());

        assertThat(kinds(owner)).isEmpty();
        assertThat(kinds(other)).isEmpty();
    }

    /** Whether another transaction could lock the user's row at once. */
    private boolean isFree(User user) {
        return !beans.query(entities -> entities.createNativeQuery(
                                "select id from login_user where id = ?1 for update skip locked")
                        .setParameter(1, user.id())
                        .getResultList())
                .isEmpty();
    }

    @Test
    void wrongAnswersOfOneBlockTheCardForBothAndCloseTheLanesOfHimAlone() {
        shared(decide(shared(request(proven())), Verdict.APPROVED));
        OpenedAttempt attempt = door.open(other.userName());
        for (int i = 0; i < 5; i++) {
            assertThat(reason(door.answer(attempt, "00000000"))).isEqualTo(Reason.CARD_WRONG);
        }

        assertThat(reason(door.begin(owner.userName(), PASSWORD, ClientKind.PORTAL)))
                .isEqualTo(Reason.CHALLENGE_LIMIT);
    }

    /** Else the thief of the password of one closes the lanes of the other, whose password he has not. */
    @Test
    void rightAnswersToACardThatTheOtherOneBlockedCostNothing() {
        beans.set("countersign.card.block-time", "PT4M");
        shared(decide(shared(request(proven())), Verdict.APPROVED));
        OpenedAttempt owners = door.open(owner.userName());
        String right = card.respond(PIN, challenge(owners));
        OpenedAttempt thiefs = door.open(other.userName());
        for (int i = 0; i < 5; i++) {
            assertThat(reason(door.answer(thiefs, "00000000"))).isEqualTo(Reason.CARD_WRONG);
        }

        for (int i = 0; i < 11; i++) {
            Refusal blocked = refusal(door.answer(owners, right));
            assertThat(blocked.reason()).isEqualTo(Reason.CHALLENGE_LIMIT);
            assertThat(blocked.retryAfter()).contains(Duration.ofMinutes(4));
            assertThat(blocked.triesLeft()).isEmpty();
        }

        assertThat(granted(door.find(owners)).started().map(Started::triesLeft)).contains(5);
        assertThat(beans.<Lockout, Optional<Instant>>call(
                        Lockout.class, lockout -> lockout.lockedUntil(Lane.ofUser(owner.id(), ""))))
                .isEmpty();
        assertThat(reason(door.answer(thiefs, right)))
                .as("what is over says so first")
                .isEqualTo(Reason.ATTEMPT_OVER);
        beans.clock().pass(Duration.ofMinutes(4));
        granted(door.answer(owners, right));
    }

    /** Neither was confirmed by anything: a code on paper, a passcode that was spoken, the password of a user who has more. */
    @Test
    void noCardIsSharedInASessionThatProvesNothing() {
        beans.query(entities -> Numbers.add(entities, other.id(), beans.clock().instant()));

        for (String factor : List.of("RECOVERY_CODE", "TEMPORARY_PASSCODE", "PWD")) {
            SignedInUser caller = SignedIn.openedBy(factor, signedIn(other));
            OpenedAttempt proof = proven();
            assertThat(why(beans.call(
                            CardSharing.class,
                            desk -> desk.request(
                                    caller, new OwnersLogin(proof.attempt().id(), proof.secret())))))
                    .as(factor)
                    .isEqualTo(CardRefusal.Reason.OTHER_LOGIN);
        }
    }

    @Test
    void whoHasNothingButCodesForNeedSharesACardAfterALoginByOne() {
        beans.call(
                Factors.class,
                factors -> factors.losePhone(other.id(), beans.clock().instant()));

        assertThat(why(request(SignedIn.openedBy("PASSWORD", signedIn(other)), proven())))
                .isEqualTo(CardRefusal.Reason.OTHER_LOGIN);
        shared(request(SignedIn.openedBy("RECOVERY_CODE", signedIn(other)), proven()));
    }

    /** A login of the owner that was answered with the card. */
    private OpenedAttempt proven() {
        OpenedAttempt attempt = door.open(owner.userName());
        granted(door.answer(attempt, card.respond(PIN, challenge(attempt))));
        return attempt;
    }

    /** The call was let in, and waited for the rows of both. */
    @Test
    void whoWasLockedMeanwhileSharesNothing() {
        SignedInUser caller = signedIn(other);
        Users.lock(beans, other.id());

        assertThat(why(request(caller, proven()))).isEqualTo(CardRefusal.Reason.OTHER_LOGIN);
    }

    private CardOutcome<CardShareView> request(OpenedAttempt proof) {
        return beans.call(
                CardSharing.class,
                desk -> desk.request(
                        signedIn(other), new OwnersLogin(proof.attempt().id(), proof.secret())));
    }

    private CardOutcome<CardShareView> decide(CardShareView share, Verdict verdict) {
        return beans.call(CardCompliance.class, desk -> desk.decide(share.id(), verdict, "agent"));
    }

    private CardOutcome<CardShareView> request(SignedInUser caller, OpenedAttempt login) {
        return beans.call(
                CardSharing.class,
                desk -> desk.request(caller, new OwnersLogin(login.attempt().id(), login.secret())));
    }

    private CardOutcome<List<OwnedFactor>> remove(SignedInUser caller, CardShareView share, Optional<Proof> proof) {
        return beans.call(CardSharing.class, desk -> desk.remove(caller, share.id(), proof));
    }

    /** By the card, which both have. */
    private Proof proof(SignedInUser caller) {
        ConfirmationView asked = Confirming.view(beans, caller, ConfirmationPurpose.FACTOR_CHANGE);
        return new Proof(
                asked.id(), card.respond(PIN, asked.question().challenge().orElseThrow()));
    }

    private void weakenCard(Instant until) {
        beans.query(entities -> entities.createNativeQuery("update display_card set weak_until = ?1 where id = ?2")
                .setParameter(1, Timestamp.from(until))
                .setParameter(2, card.id())
                .executeUpdate());
    }

    private String sharedWith(User user) {
        return beans.query(entities -> entities.createNativeQuery("select id from card_share where user_id = ?1")
                .setParameter(1, user.id())
                .getSingleResult()
                .toString());
    }

    private Optional<Instant> weakUntil(String share) {
        return beans.call(
                Factors.class,
                factors -> factors.get(new FactorRef(FactorKind.DISPLAY_CARD, share))
                        .weakUntil());
    }

    private SignedInUser signedIn(User user) {
        return beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
    }

    private List<FactorKind> kinds(User user) {
        return beans.<Factors, List<OwnedFactor>>call(Factors.class, factors -> factors.listUsable(user.id())).stream()
                .map(OwnedFactor::kind)
                .toList();
    }

    private static String challenge(OpenedAttempt attempt) {
        return attempt.attempt().started().flatMap(Started::challenge).orElseThrow();
    }

    private static CardShareView shared(CardOutcome<CardShareView> outcome) {
        return ((CardOutcome.Granted<CardShareView>) outcome).value();
    }

    private static void ended(CardOutcome<List<OwnedFactor>> outcome) {
        assertThat(outcome).isInstanceOf(CardOutcome.Granted.class);
    }

    private static FactorRefusal.Reason obstacle(CardOutcome<List<OwnedFactor>> outcome) {
        FactorOutcome<?> byFactors = ((CardOutcome.ByFactors<?>) outcome).outcome();
        return ((FactorOutcome.Refused<?>) byFactors).refusal().reason();
    }

    private static CardRefusal.Reason why(CardOutcome<?> outcome) {
        return ((CardOutcome.Refused<?>) outcome).refusal().reason();
    }
}
