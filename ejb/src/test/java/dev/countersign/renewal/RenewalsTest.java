package dev.countersign.renewal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.activation.Activations;
import dev.countersign.activation.InstallationDesk;
import dev.countersign.activation.Phone;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Challenges;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.authenticator.IssuedChallenge;
import dev.countersign.authenticator.ResponseCheck;
import dev.countersign.authenticator.SealedOldKeys;
import dev.countersign.crypto.DataKeys;
import dev.countersign.crypto.RotatingKeysInMemory;
import dev.countersign.crypto.SealedRecords;
import dev.countersign.device.DeviceRenewal;
import dev.countersign.device.OcraKey;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import dev.countersign.device.RenewalTranscript;
import dev.countersign.renewal.RenewalDesk.Caller;
import dev.countersign.renewal.RenewalOutcome.Granted;
import dev.countersign.renewal.RenewalOutcome.Reason;
import dev.countersign.renewal.RenewalOutcome.Refused;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A phone renews the key of its challenges, and whatever gets lost on the way it stays an authenticator. */
class RenewalsTest {

    private static final int DUE = 3;
    private static final int MANY = 20;

    private final SecureRandom random = new SecureRandom();
    /** Nobody else can seal what is recorded under the keys of this class. */
    private static final Database OWN = Databases.empty("renewals");

    private final RotatingKeysInMemory keys =
            new RotatingKeysInMemory("r" + UUID.randomUUID().toString().substring(0, 8));
    private final Beans beans = new Beans(OWN)
            .set("countersign.authenticator.pin-suite", "OCRA-1:HOTP-SHA256-8:QN04-PSHA256")
            .set("countersign.authenticator.renewal-after", Integer.toString(DUE))
            .give(DataKeys.class, keys);
    private final User user =
            beans.query(entities -> Users.add(entities, beans.clock().instant()));
    private final Phone phone = new Phone(beans);
    private final UUID enrolment = Activations.activate(beans, user, phone);
    private final Caller caller = new Caller(phone.installation(), phone.token(), enrolment);
    private final OcraKey first = phone.challengeKey(user.userName());

    /** A claim, and what the phone has in mind until it is answered. */
    private record Sent(RenewalClaim claim, DeviceRenewal device) {}

    @Test
    void theKeyIsRenewedWhenItIsDueAndNotBefore() {
        for (int asked = 1; asked < DUE; asked++) {
            assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
        }
        assertThat(isDue()).isFalse();
        assertThat(reason(offer(caller))).isEqualTo(Reason.NOT_DUE);
        assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
        assertThat(isDue()).isTrue();

        renew();

        assertThat(phone.challengeKey(user.userName())).isNotEqualTo(first);
        assertThat(isDue()).isFalse();
        assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
        assertThat(AuditTrail.of(beans, user.id())).endsWith("KEY_RENEWAL OK");
    }

    @Test
    void aSecondTimeToo() {
        use();
        renew();
        use();
        OcraKey second = phone.challengeKey(user.userName());

        renew();

        assertThat(phone.challengeKey(user.userName())).isNotEqualTo(second).isNotEqualTo(first);
        assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
    }

    @Test
    void theOldKeyAnswersUntilTheNewOneHas() {
        use();
        OcraKey renewed = renew();
        phone.takeChallengeKey(user.userName(), first);
        assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
        phone.takeChallengeKey(user.userName(), renewed);
        assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);

        phone.takeChallengeKey(user.userName(), first);

        assertThat(answerNext()).isEqualTo(ResponseCheck.WRONG);
        phone.takeChallengeKey(user.userName(), renewed);
        assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
    }

    /** The answer is lost, and the phone never asks again: it goes on with the key that it has, and renews that one later. */
    @Test
    void aPhoneThatNeverGotTheAnswerRenewsTheKeyThatItHas() {
        use();
        granted(confirm(caller, sent(granted(offer(caller))).claim()));
        use();

        OcraKey renewed = renew();

        assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
        assertThat(renewed).isNotEqualTo(first);
        phone.takeChallengeKey(user.userName(), first);
        assertThat(answerNext()).isEqualTo(ResponseCheck.WRONG);
    }

    @Test
    void theVerySameClaimGetsItsAnswerAgain() {
        use();
        Sent sent = sent(granted(offer(caller)));
        Renewed lost = granted(confirm(caller, sent.claim()));

        assertThat(granted(confirm(caller, sent.claim()))).isEqualTo(lost);

        assertThat(AuditTrail.of(beans, user.id())).containsOnlyOnce("KEY_RENEWAL OK");
        Sent other = sent(new RenewalOffer(
                sent.claim().renewal(), P256KeyPair.generate(random).publicKey()));
        assertThat(reason(confirm(caller, other.claim()))).isEqualTo(Reason.OVER);
    }

    @Test
    void theOfferStaysTheSameUntilItIsTaken() {
        use();
        RenewalOffer offer = granted(offer(caller));

        assertThat(granted(offer(caller))).isEqualTo(offer);

        renew();
        use();
        assertThat(granted(offer(caller)).renewal()).isNotEqualTo(offer.renewal());
        assertThat(granted(offer(caller)).serverKey()).isNotEqualTo(offer.serverKey());
    }

    @Test
    void aClaimOfAnOlderRenewalComesTooLate() {
        use();
        Sent older = sent(granted(offer(caller)));
        renew();
        use();
        granted(offer(caller));

        assertThat(reason(confirm(caller, older.claim()))).isEqualTo(Reason.OVER);

        assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
    }

    /** He has the token of the installation, as from a copy of the app's memory, and not the key. */
    @Test
    void whoHasNotTheOldKeyRenewsNothingAndBurnsNothing() {
        use();
        RenewalOffer offer = granted(offer(caller));
        Sent stranger = sent(offer, new OcraKey(Octets.random(32, random)));

        assertThat(reason(confirm(caller, stranger.claim()))).isEqualTo(Reason.PROOF_WRONG);

        assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
        assertThat(AuditTrail.of(beans, user.id())).endsWith("KEY_RENEWAL PROOF_WRONG");
        renew();
        assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
    }

    /** It costs no try, so he could fill the audit. */
    @Test
    void ofWrongProofsTheFirstOfAnHourIsRecorded() {
        use();
        Sent stranger = sent(granted(offer(caller)), new OcraKey(Octets.random(32, random)));
        for (int i = 0; i < 100; i++) {
            assertThat(reason(confirm(caller, stranger.claim()))).isEqualTo(Reason.PROOF_WRONG);
        }

        assertThat(AuditTrail.of(beans, user.id())).containsOnlyOnce("KEY_RENEWAL PROOF_WRONG");
        beans.clock().pass(Duration.ofHours(1));
        AuditTrail.sumUp(beans);
        assertThat(AuditTrail.of(beans, user.id())).contains("KEY_RENEWAL_REPEATED PROOF_WRONG_99");
    }

    @Test
    void aClaimWithOneKeyInTwoPlacesIsRefusedAndNoFault() {
        use();
        RenewalOffer offer = granted(offer(caller));
        RenewalClaim odd = new RenewalClaim(offer.renewal(), offer.serverKey(), Octets.random(32, random));

        assertThat(reason(confirm(caller, odd))).isEqualTo(Reason.PROOF_WRONG);
    }

    @Test
    void theKeyThatAnsweredNoMoreRenewsNothing() {
        use();
        renew();
        use();
        RenewalOffer offer = granted(offer(caller));

        assertThat(reason(confirm(caller, sent(offer, first).claim()))).isEqualTo(Reason.PROOF_WRONG);
    }

    @Test
    void nobodyElseLearnsOfIt() {
        use();
        User other = beans.query(entities -> Users.add(entities, beans.clock().instant()));
        Phone second = new Phone(beans);
        UUID elsewhere = Activations.activate(beans, other, second);

        assertUnknown(new Caller(phone.installation(), "x".repeat(43), enrolment));
        assertUnknown(new Caller(UUID.randomUUID(), phone.token(), enrolment));
        assertUnknown(new Caller(phone.installation(), phone.token(), UUID.randomUUID()));
        assertUnknown(new Caller(phone.installation(), phone.token(), elsewhere));
        assertUnknown(new Caller(second.installation(), second.token(), enrolment));
        assertThat(caller.toString()).doesNotContain(phone.token());
    }

    @Test
    void whatHasEndedIsNotRenewed() {
        use();
        Sent sent = sent(granted(offer(caller)));
        beans.run(Authenticators.class, all -> all.end(all.get(enrolment), EnrolmentState.REVOKED));

        assertUnknown(caller);
        assertThat(reason(confirm(caller, sent.claim()))).isEqualTo(Reason.UNKNOWN);
        assertThat(isDue()).isFalse();
    }

    @Test
    void noQuestionIsAskedTwiceWhileAnyKeyAnswersThatWasAskedIt() {
        use();
        renew();
        askAllHighOnesOf(1);

        assertThat(asksLowOnesAlone()).isTrue();
    }

    @Test
    void theNewKeyIsAskedAgainWhatTheOldOneWas() {
        use();
        renew();
        assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
        askAllHighOnesOf(1);

        assertThat(asksLowOnesAlone()).isFalse();
    }

    @Test
    void whatIsAskedWhileBothAnswerCountsForTheNewKey() {
        use();
        renew();

        IssuedChallenge asked = ask();

        assertThat(beans.<Integer>query(entities -> entities.createQuery(
                                "select c.keyNumber from IssuedChallenge c"
                                        + " where c.enrolmentId = :enrolment and c.question = :question",
                                Integer.class)
                        .setParameter("enrolment", enrolment.toString())
                        .setParameter("question", asked.question())
                        .getSingleResult()))
                .isEqualTo(2);
    }

    @Test
    void whatIsSealedMovesToTheNewDataKey() {
        use();
        RenewalOffer offer = granted(offer(caller));
        rotate(SealedRenewals.class);
        Sent sent = sent(offer);
        granted(confirm(caller, sent.claim()));
        rotate(SealedOldKeys.class);

        assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
    }

    @Test
    void aClaimHasItsForm() {
        String key = encode(P256KeyPair.generate(random).publicKey().octets());
        String confirmation = encode(Octets.random(32, random));
        UUID id = UUID.randomUUID();

        assertThat(RenewalClaim.read(id, key, confirmation).renewal()).isEqualTo(id);
        assertThatThrownBy(() -> RenewalClaim.read(id, key, "AAAA")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RenewalClaim.read(id, "AAAA", confirmation))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RenewalClaim.read(id, key, "?")).hasMessageContaining("confirmation");
    }

    private <B extends SealedRecords> void rotate(Class<B> column) {
        String old = keys.rotate();
        assertThat(beans.<B, Long>call(column, records -> records.countUnder(old)))
                .isEqualTo(1);
        assertThat(beans.<B, Integer>call(column, records -> records.reseal(old, 100)))
                .isEqualTo(1);
        assertThat(beans.<B, Long>call(column, records -> records.countUnder(old)))
                .isZero();
    }

    private void assertUnknown(Caller other) {
        assertThat(reason(offer(other))).isEqualTo(Reason.UNKNOWN);
    }

    /** Has the newest key answer so often that it is due. */
    private void use() {
        for (int asked = 0; asked < DUE; asked++) {
            assertThat(answerNext()).isEqualTo(ResponseCheck.RIGHT);
        }
    }

    /** The whole conversation; the phone keeps the new key. */
    private OcraKey renew() {
        Sent sent = sent(granted(offer(caller)));
        Renewed renewed = granted(confirm(caller, sent.claim()));
        OcraKey made = sent.device().confirmedBy(renewed.confirmation()).orElseThrow();
        phone.takeChallengeKey(user.userName(), made);
        return made;
    }

    private Sent sent(RenewalOffer offer) {
        return sent(offer, phone.challengeKey(user.userName()));
    }

    private Sent sent(RenewalOffer offer, OcraKey key) {
        P256KeyPair pair = P256KeyPair.generate(random);
        DeviceRenewal device = DeviceRenewal.of(
                pair,
                key,
                new RenewalTranscript(
                        offer.renewal(),
                        enrolment,
                        phone.installation(),
                        phone.challengeSuite(user.userName()),
                        offer.serverKey(),
                        pair.publicKey()));
        return new Sent(
                new RenewalClaim(
                        offer.renewal(),
                        pair.publicKey(),
                        Octets.of(device.confirmation().toArray())),
                device);
    }

    private RenewalOutcome<RenewalOffer> offer(Caller who) {
        return beans.call(RenewalDesk.class, desk -> desk.offer(who));
    }

    private RenewalOutcome<Renewed> confirm(Caller who, RenewalClaim claim) {
        return beans.call(RenewalDesk.class, desk -> desk.confirm(who, claim));
    }

    private boolean isDue() {
        return beans.call(InstallationDesk.class, desk -> desk.findUsers(phone.installation(), phone.token()))
                .orElseThrow()
                .get(0)
                .renewalDue();
    }

    private ResponseCheck answerNext() {
        String subject = UUID.randomUUID().toString();
        String response = phone.respond(user.userName(), ask(subject).question());
        return beans.call(Challenges.class, challenges -> challenges.check(subject, response));
    }

    private IssuedChallenge ask() {
        return ask(UUID.randomUUID().toString());
    }

    private IssuedChallenge ask(String subject) {
        Enrolment asked = beans.call(Authenticators.class, all -> all.get(enrolment));
        return beans.call(
                Challenges.class,
                challenges -> challenges.issueFirst(
                        asked, subject, beans.clock().instant().plus(Duration.ofHours(1))));
    }

    /** Whether so many questions are below 2000 that it is no chance; a ninth of all are. */
    private boolean asksLowOnesAlone() {
        return Stream.generate(this::ask)
                .limit(MANY)
                .allMatch(asked -> asked.question().startsWith("1"));
    }

    /** Writes down that the key of this number was asked all questions from 2000 on that no key was asked. */
    private void askAllHighOnesOf(int keyNumber) {
        beans.query(entities -> entities.createNativeQuery("insert into challenge"
                        + " (id, enrolment_id, key_number, question, subject, created_at, expires_at)"
                        + " select concat(substring(?1, 1, 23), x), ?1, ?2, cast(x as varchar), 'high', ?3, ?3"
                        + " from system_range(2000, 9999) where cast(x as varchar) not in"
                        + " (select question from challenge where enrolment_id = ?1)")
                .setParameter(1, enrolment.toString())
                .setParameter(2, keyNumber)
                .setParameter(3, beans.clock().instant())
                .executeUpdate());
    }

    private static String encode(Octets octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets.toArray());
    }

    private static <T> T granted(RenewalOutcome<T> outcome) {
        return ((Granted<T>) outcome).value();
    }

    private static Reason reason(RenewalOutcome<?> outcome) {
        return ((Refused<?>) outcome).reason();
    }
}
