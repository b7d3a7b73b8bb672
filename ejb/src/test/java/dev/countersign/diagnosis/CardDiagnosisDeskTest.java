package dev.countersign.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.card.CardEnd;
import dev.countersign.card.CardShipping;
import dev.countersign.card.Cards;
import dev.countersign.diagnosis.CardDiagnosisDesk.Diagnosis;
import dev.countersign.factor.FactorAnswer.Typed;
import dev.countersign.lockout.Caller;
import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginDoor;
import dev.countersign.login.LoginOutcome;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.login.LoginRequest;
import dev.countersign.login.OpenedAttempt;
import dev.countersign.login.Reason;
import dev.countersign.login.SecondFactor;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Why the answers of a card are refused, as whoever logs in and whoever is signed in is told. */
class CardDiagnosisDeskTest {

    private static final String PASSWORD = "secret1";
    private static final String PIN = "4711";

    private final Beans beans = new Beans()
            .set("countersign.password.argon2-memory-kib", "8")
            .set("countersign.password.argon2-iterations", "1");
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);

    @Test
    void whatTheServerCanReadOutOfAnAnswerIsToldAtTheLogin() {
        Cards card = Cards.active(beans, user.userName());
        OpenedAttempt attempt = open();
        String first = challenge(attempt);

        assertThat(tell(attempt).verdict()).isEqualTo(CardVerdict.K_NOTHING_FOUND);
        answer(attempt, "1234567");
        assertThat(tell(attempt).verdict()).isEqualTo(CardVerdict.K_FORMAT);
        ask(attempt);
        answer(attempt, card.respond(PIN, first));
        assertThat(tell(attempt).verdict()).isEqualTo(CardVerdict.K_OLD_CHALLENGE);
        assertThat(tell(attempt).card().serial()).isEqualTo(card.serial());
        assertThat(AuditTrail.of(beans, user.id())).endsWith("DIAGNOSIS K_OLD_CHALLENGE");
    }

    @Test
    void anAnswerOfAnotherCardIsKnownWhateverBecameOfThatOne() {
        Cards lost = Cards.active(beans, user.userName());
        beans.call(CardShipping.class, desk -> desk.end(lost.printed(), CardEnd.LOST, "ann"));
        Cards card = Cards.active(beans, user.userName());
        Cards sent = Cards.inStock(beans, "OCRA-1:HOTP-SHA256-8:QN06-PSHA256", Optional.of("2580"));
        beans.clock().pass(Duration.ofSeconds(1));
        sent.ship(user.userName());
        beans.clock().pass(Duration.ofDays(2));
        OpenedAttempt attempt = open();

        answer(attempt, lost.respond(PIN, challenge(attempt)));
        assertThat(tell(attempt).verdict()).isEqualTo(CardVerdict.K_RETIRED);
        assertThat(tell(attempt).card().serial()).isEqualTo(lost.serial());
        assertThat(tell(attempt).asked()).isEqualTo(card.serial());
        answer(attempt, sent.respond("2580", challenge(attempt)));
        assertThat(tell(attempt).verdict()).isEqualTo(CardVerdict.K_NOT_ACTIVE);
        beans.clock().pass(Duration.ofDays(13));
        OpenedAttempt later = open();
        answer(later, sent.respond("2580", challenge(later)));
        assertThat(tell(later).verdict()).isEqualTo(CardVerdict.K_OTHER_CARD);
    }

    @Test
    void aChallengeThatIsTooOldIsFollowedByAnotherOne() {
        Cards card = Cards.active(beans, user.userName());
        OpenedAttempt attempt = open();
        String first = challenge(attempt);
        beans.clock().pass(Duration.ofMinutes(5));

        assertThat(tell(attempt).verdict()).isEqualTo(CardVerdict.K_EXPIRED);

        assertThat(challenge(attempt)).isNotEqualTo(first);
        assertThat(answer(attempt, card.respond(PIN, challenge(attempt)))).isInstanceOf(Granted.class);
    }

    @Test
    void twoWrongChallengesPointToThePinAndFiveWrongAnswersToWaiting() {
        Cards card = Cards.active(beans, user.userName());
        OpenedAttempt attempt = open();
        answer(attempt, card.respond("4712", challenge(attempt)));
        answer(attempt, card.respond("4713", challenge(attempt)));
        assertThat(tell(attempt).verdict()).isEqualTo(CardVerdict.K_NOTHING_FOUND);
        ask(attempt);
        answer(attempt, card.respond("4712", challenge(attempt)));

        assertThat(tell(attempt).verdict()).isEqualTo(CardVerdict.K_PIN_LIKELY);
        assertThat(tell(attempt).question()).contains(CardDoubt.PIN);
        answer(attempt, "00000000");
        answer(attempt, "00000000");
        SignedInUser signedIn = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
        assertThat(inSession(signedIn, card).orElseThrow().verdict()).isEqualTo(CardVerdict.K_BLOCKED);
        assertThat(inSession(signedIn, card).orElseThrow().blockedUntil())
                .contains(beans.clock().instant().plus(Duration.ofMinutes(15)));
    }

    @Test
    void aCardThatRanAwayIsToldFromAWrongAnswer() {
        Cards counting = Cards.inStock(beans, "OCRA-1:HOTP-SHA256-8:C-QN06", Optional.empty());
        counting.ship(user.userName());
        beans.clock().pass(Duration.ofDays(15));
        OpenedAttempt attempt = open();

        answer(attempt, "00000000");
        assertThat(tell(attempt).verdict()).isEqualTo(CardVerdict.K_NOTHING_FOUND);
        counting.press(900);
        answer(attempt, counting.respond("", challenge(attempt)));
        assertThat(tell(attempt).verdict()).isEqualTo(CardVerdict.K_OUT_OF_STEP);
    }

    @Test
    void whatHasNoCardOrAnotherWayOrAnotherOwnerIsToldNothing() {
        Cards card = Cards.active(beans, user.userName());
        SignedInUser stranger = SignedIn.add(beans);
        OpenedAttempt attempt = open();

        assertThat(inSession(stranger, card)).isEmpty();
        assertThat(reason(diagnose(attempt.attempt().id(), "wrong"))).isEqualTo(Reason.UNKNOWN_ATTEMPT);
        User other = Users.add(beans, PASSWORD, Account.OPEN);
        OpenedAttempt password = open(other);
        assertThat(diagnose(password.attempt().id(), password.secret())).isInstanceOf(Refused.class);
    }

    private OpenedAttempt open() {
        return open(user);
    }

    private OpenedAttempt open(User who) {
        LoginRequest request = new LoginRequest(who.userName(), PASSWORD, ClientKind.PORTAL, "1", Optional.empty());
        Caller caller = new Caller("home-" + who.id(), "");
        return granted(beans.<LoginDoor, LoginOutcome<OpenedAttempt>>call(
                LoginDoor.class, door -> door.begin(request, caller)));
    }

    private String challenge(OpenedAttempt attempt) {
        return granted(beans.call(
                        SecondFactor.class,
                        factor -> factor.find(attempt.attempt().id(), attempt.secret())))
                .started()
                .orElseThrow()
                .challenge()
                .orElseThrow();
    }

    private void ask(OpenedAttempt attempt) {
        beans.clock().pass(Duration.ofSeconds(1));
        granted(beans.call(SecondFactor.class, factor -> factor.askChallenge(attempt.key())));
    }

    private LoginOutcome<?> answer(OpenedAttempt attempt, String typed) {
        return beans.call(SecondFactor.class, factor -> factor.answer(attempt.key(), new Typed(typed)));
    }

    private Diagnosis tell(OpenedAttempt attempt) {
        return granted(diagnose(attempt.attempt().id(), attempt.secret()));
    }

    private LoginOutcome<Diagnosis> diagnose(String id, String secret) {
        return beans.call(CardDiagnosisDesk.class, desk -> desk.diagnose(id, secret, Map.of()));
    }

    private Optional<Diagnosis> inSession(SignedInUser caller, Cards card) {
        return beans.call(CardDiagnosisDesk.class, desk -> desk.diagnose(caller, card.serial(), Map.of()));
    }

    private static <T> T granted(LoginOutcome<T> outcome) {
        return ((Granted<T>) outcome).value();
    }

    private static Reason reason(LoginOutcome<?> outcome) {
        return ((Refused<?>) outcome).refusal().reason();
    }
}
