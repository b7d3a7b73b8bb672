package dev.countersign.blackbox;

import static dev.countersign.blackbox.Handset.reason;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.sdk.Begun;
import dev.countersign.sdk.Enrolled;
import dev.countersign.sdk.EnrolmentState;
import dev.countersign.sdk.EnrolmentStatus;
import dev.countersign.sdk.Offer;
import dev.countersign.sdk.Outcome;
import dev.countersign.sdk.Purpose;
import dev.countersign.sdk.RefusalReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Authenticators move: to another phone, back after a reset, to another app. Over HTTP and by the library for devices. */
@ExtendWith(ProductExtension.class)
class MigrationIT {

    private static final int CLAIMS = 50;
    private static final Duration PAUSE = Duration.ofMinutes(3);
    private static final Duration DAY = Duration.ofHours(24);

    private final Product product;

    MigrationIT(Product product) {
        this.product = product;
    }

    /** A user, his phone, and how he is signed in before anything moves. */
    record Owner(TestUser user, Handset phone, Http me) {}

    @Test
    void theNewPhoneAnswersTheOldOneIsDeadAtOnceAndOthersStayOnIt() {
        Owner owner = owner(Handset.near(product));
        Owner other = owner(owner.phone());
        Portal.Attempt pending = product.portal().begin(owner.user());
        String answer = owner.phone()
                .respond(challenge(pending), Optional.of(owner.user().userName()));
        Handset fresh = Handset.near(product);
        Instant before = product.time().now();

        Enrolled moved = migrate(owner.user(), fresh);

        assertThat(moved.weakUntil().orElseThrow())
                .isBetween(before.plus(DAY), product.time().now().plus(DAY));
        assertThat(pending.answer(answer).status()).isEqualTo(409);
        assertThat(owner.phone().status())
                .extracting(EnrolmentStatus::state)
                .containsExactly(EnrolmentState.MIGRATED_AWAY, EnrolmentState.ACTIVE);
        assertThat(logIn(owner.user(), fresh)).isPresent();
        Portal.Attempt others = product.portal().begin(other.user());
        assertThat(others.answer(owner.phone()
                                .respond(
                                        challenge(others),
                                        Optional.of(other.user().userName())))
                        .status())
                .isEqualTo(200);
        assertThat(owner.me().get("/api/v1/me").status())
                .as("his session stays")
                .isEqualTo(200);
    }

    @Test
    void forADayItCountsAsAnSms() {
        Owner owner = owner(Handset.near(product));
        assertThat(acr(logIn(owner.user(), owner.phone()).orElseThrow()))
                .as("it was activated after a login by SMS")
                .isEqualTo("sms");
        product.time().advance(DAY);
        assertThat(acr(logIn(owner.user(), owner.phone()).orElseThrow())).isEqualTo("authenticator");
        Handset fresh = Handset.near(product);
        migrate(owner.user(), fresh);

        assertThat(acr(logIn(owner.user(), fresh).orElseThrow())).isEqualTo("sms");
        product.time().advance(DAY);
        assertThat(acr(logIn(owner.user(), fresh).orElseThrow())).isEqualTo("authenticator");
    }

    @InRounds(usual = 3, full = 100)
    void ofFiftyClaimsOneMoves() {
        Owner owner = owner(Handset.near(product));
        Begun begun = begin(owner.user(), Handset.near(product));
        String token = token(owner.user());
        List<Handset> phones =
                IntStream.range(0, CLAIMS).mapToObj(i -> Handset.near(product)).toList();
        List<Offer> offers = phones.stream()
                .map(phone -> phone.ask(begun, token).value().orElseThrow())
                .toList();

        List<Outcome<Enrolled>> claims =
                AtOnce.call(CLAIMS, number -> () -> phones.get(number).redeem(offers.get(number)));

        Map<String, Long> counted = claims.stream()
                .collect(groupingBy(
                        claim -> claim.refusal().map(why -> why.reason().name()).orElse("DONE"), counting()));
        assertThat(counted).isEqualTo(Map.of("DONE", 1L, "ACT_SESSION_USED", CLAIMS - 1L));
    }

    @Test
    void fiveWrongTokensEndItAndNothingMoves() {
        Owner owner = owner(Handset.near(product));
        Handset fresh = Handset.near(product);
        Begun begun = begin(owner.user(), fresh);
        String wrong = other(token(owner.user()));
        for (int left = 4; left > 0; left--) {
            Outcome<Enrolled> refused = fresh.take(begun, wrong);
            assertThat(reason(refused)).isEqualTo(RefusalReason.MIG_TOKEN_WRONG);
            assertThat(refused.refusal().orElseThrow().triesLeft()).hasValue(left);
        }

        assertThat(reason(fresh.take(begun, wrong))).isEqualTo(RefusalReason.MIG_TOKEN_TRIES);

        assertThat(logIn(owner.user(), owner.phone())).isPresent();
    }

    /** Also one that is lifted at once: what was begun before does not come back. */
    @Test
    void aLockOfTheUserEndsIt() {
        Owner owner = owner(Handset.near(product));
        Handset fresh = Handset.near(product);
        Begun begun = begin(owner.user(), fresh);
        String token = token(owner.user());
        product.operator().change(owner.user().userName(), "{\"locked\":true}");
        assertThat(product.operator().unlock(owner.user().userName()).status()).isEqualTo(200);

        assertThat(reason(fresh.take(begun, token))).isEqualTo(RefusalReason.MIG_TOKEN_EXPIRED);
        assertThat(logIn(owner.user(), owner.phone())).isPresent();
    }

    @Test
    void theSecondPasswordComesFirst() {
        Owner owner = owner(Handset.near(product));
        Handset fresh = Handset.near(product);
        Begun begun = fresh.begin(owner.user(), Purpose.MIGRATE).value().orElseThrow();

        assertThat(reason(fresh.send(begun))).isEqualTo(RefusalReason.MIG_CREDENTIALS_DUE);
        assertThat(reason(fresh.repeat(begun, new TestUser(owner.user().userName(), "wrong1", ""))))
                .isEqualTo(RefusalReason.LOGIN_BAD_CREDENTIALS);
    }

    @Test
    void threeADayAreEnough() {
        Owner owner = owner(Handset.near(product));
        for (int i = 0; i < 3; i++) {
            migrate(owner.user(), Handset.near(product));
        }

        Outcome<Begun> fourth = Handset.near(product).begin(owner.user(), Purpose.MIGRATE);

        assertThat(reason(fourth)).isEqualTo(RefusalReason.MIG_RECENT);
        assertThat(fourth.refusal().orElseThrow().retryAfter().orElseThrow()).isBetween(DAY.minusHours(1), DAY);
        assertThat(reason(Handset.near(product).begin(product.operator().newUser(), Purpose.MIGRATE)))
                .isEqualTo(RefusalReason.MIG_NO_ACTIVE_ENROLMENT);
    }

    @Test
    void theLinkOfTheNoticeStopsTheNewPhone() {
        Owner owner = owner(Handset.near(product));
        // Longer ago than clocks of nodes may differ by.
        product.time().advance(Duration.ofMinutes(6));
        Handset thief = Handset.near(product);
        migrate(owner.user(), thief);
        String stolen = logIn(owner.user(), thief).orElseThrow();
        String token = product.inbox().stopToken(owner.user());
        assertThat(stop("A".repeat(22)).status()).isEqualTo(404);
        assertThat(product.http().get("/stop/").status()).isEqualTo(200);
        assertThat(product.http().as(stolen).get("/api/v1/me").status())
                .as("looking changes nothing")
                .isEqualTo(200);

        assertThat(stop(token).status()).isEqualTo(204);

        assertThat(product.http().as(stolen).get("/api/v1/me").status()).isEqualTo(401);
        assertThat(owner.me().get("/api/v1/me").status()).isEqualTo(200);
        assertThat(thief.status()).extracting(EnrolmentStatus::state).containsExactly(EnrolmentState.STOPPED);
        Portal.Attempt attempt = product.portal().begin(owner.user());
        assertThat(attempt.begun().json().at("/factors/0/kind").asText())
                .as("no SMS")
                .isEqualTo("AUTHENTICATOR");
        assertThat(attempt.answer(thief.respond(challenge(attempt))).status()).isEqualTo(422);
        Handset own = Handset.near(product);
        assertThat(reason(own.begin(owner.user(), Purpose.MIGRATE))).isEqualTo(RefusalReason.ACT_STOPPED);
        assertThat(reason(own.begin(owner.user(), Purpose.ACTIVATE))).isEqualTo(RefusalReason.ACT_STOPPED);
        assertThat(owner.me()
                        .get("/api/v1/me/authenticator")
                        .json()
                        .at("/active/state")
                        .asText())
                .isEqualTo("STOPPED");
        assertThat(stop(token).status()).as("pressed twice").isEqualTo(204);
    }

    /** With his own number as the default, and a card of his own, he would be asked at the next login. */
    @Test
    void theNumberAndTheCardOfTheStoppedPhoneGoWithIt() {
        Owner owner = owner(Handset.near(product));
        TestUser user = owner.user();
        product.operator()
                .change(
                        user.userName(),
                        "{\"holder\": {\"equity\": {\"amount\": 1000000, \"currency\": \"USD\"}, \"accounts\": [\"U1\"]}}");
        Handset phone = Handset.near(product);
        migrate(user, phone);
        Account thief = new Account(product.http().as(logIn(user, phone).orElseThrow()));
        TestUser his = Operator.invent();
        String number = thief.add(proven(thief, phone, "NUMBER_CHANGE", json().put("number", his.number())))
                .text("id");
        assertThat(thief.sendCode(number).status()).isEqualTo(202);
        assertThat(thief.answer(number, product.inbox().code(his)).status()).isEqualTo(200);
        assertThat(thief.makeDefault(number, proven(thief, phone, "NUMBER_CHANGE", json()))
                        .status())
                .isEqualTo(200);
        String own = thief.number(user.number()).path("id").asText();
        assertThat(thief.remove(own, proven(thief, phone, "NUMBER_CHANGE", json()))
                        .status())
                .isEqualTo(200);
        Answer ordered = thief.http()
                .post("/api/v1/me/card-orders", proven(thief, phone, "FACTOR_CHANGE", json().put("pin", "2580")));
        assertThat(ordered.status()).as(ordered.toString()).isEqualTo(201);

        assertThat(stop(product.inbox().stopToken(user)).status()).isEqualTo(204);

        assertThat(owner.me().get("/api/v1/me").status())
                .as("the session that his number opened went with it")
                .isEqualTo(401);
        product.operator().revokeAuthenticator(user);
        product.time().advance(PAUSE);
        int before = product.inbox().codes(user).size();
        Portal.Attempt attempt = product.portal().begin(user);
        assertThat(attempt.answer(product.inbox().code(user, before + 1)).status())
                .isEqualTo(200);
        Account account = new Account(product.http().as(attempt.token().text("accessToken")));
        assertThat(account.numbers().json()).hasSize(1);
        assertThat(account.number(user.number()).path("default").asBoolean()).isTrue();
        assertThat(account.http().get("/api/v1/me/card-orders").json().has("order"))
                .as("cancelled")
                .isFalse();
    }

    @Test
    void theLinkIsGoodForADay() {
        Owner owner = owner(Handset.near(product));
        Handset fresh = Handset.near(product);
        migrate(owner.user(), fresh);
        String token = product.inbox().stopToken(owner.user());
        product.time().advance(DAY);

        Answer late = stop(token);

        assertThat(late.status()).isEqualTo(410);
        assertThat(late.text("code")).isEqualTo("STOP_EXPIRED");
        assertThat(logIn(owner.user(), fresh)).isPresent();
    }

    @Test
    void theOldPinRecoversAtFullStrengthAndAnotherOneNothing() {
        Owner owner = owner(Handset.near(product));
        product.time().advance(DAY);
        assertThat(owner.phone().reset().value()).isPresent();
        assertThat(owner.phone().status())
                .extracting(EnrolmentStatus::state)
                .containsExactly(EnrolmentState.RECOVERABLE);
        Handset again = Handset.near(product);
        Begun begun = recover(owner.user(), again);
        String token = token(owner.user());
        assertThat(reason(again.withPin("9c+04").take(begun, token))).isEqualTo(RefusalReason.REC_PIN_WRONG);
        assertThat(reason(again.take(begun, other(token)))).isEqualTo(RefusalReason.REC_TOKEN_WRONG);

        Enrolled recovered = again.withPin("7q=31").take(begun, token).value().orElseThrow();

        assertThat(recovered.weakUntil()).isEmpty();
        assertThat(owner.phone().status()).extracting(EnrolmentStatus::state).containsExactly(EnrolmentState.REVOKED);
        assertThat(acr(logIn(owner.user(), again).orElseThrow())).isEqualTo("authenticator");
    }

    @Test
    void withoutAPinTheSurvivingKeyIsStrongAndAnSmsIsWeak() {
        Owner owner = owner(Handset.unlocking(product));
        product.time().advance(DAY);
        Handset byKey = Handset.unlocking(product);
        Begun begun = byKey.begin(owner.user(), Purpose.RECOVER).value().orElseThrow();

        Enrolled strong = byKey.takeByKeyOf(owner.phone(), begun).value().orElseThrow();
        assertThat(strong.weakUntil()).isEmpty();

        Handset bySms = Handset.unlocking(product);
        Begun again = recover(owner.user(), bySms);
        Enrolled weak = bySms.take(again, token(owner.user())).value().orElseThrow();
        assertThat(weak.weakUntil()).isPresent();
        assertThat(reason(Handset.near(product).begin(owner.user(), Purpose.RECOVER)))
                .isEqualTo(RefusalReason.REC_NOTHING_FOUND);
    }

    @Test
    void theOldAppSignsForTheNewOneAndSaysThatItMoved() {
        Owner owner = owner(Handset.near(product));
        Owner other = owner(owner.phone());
        Handset fresh = Handset.near(product);
        Begun begun = fresh.begin(owner.user(), Purpose.MERGE).value().orElseThrow();

        Enrolled moved = fresh.takeByKeyOf(owner.phone(), begun).value().orElseThrow();

        assertThat(moved.others()).containsExactly(other.user().userName());
        assertThat(owner.phone().status())
                .extracting(EnrolmentStatus::state)
                .containsExactly(EnrolmentState.MOVED, EnrolmentState.ACTIVE);
        assertThat(logIn(owner.user(), fresh)).isPresent();
    }

    @Test
    void neitherThePasswordNorAResetCodeTakesTheAuthenticatorAway() {
        Owner owner = owner(Handset.near(product));
        TestUser user = owner.user();
        owner.phone().reset();
        assertThat(reason(Handset.near(product).begin(user, Purpose.ACTIVATE)))
                .isEqualTo(RefusalReason.ACT_ALREADY_ELSEWHERE);
        ObjectNode claim = json().put("userName", user.userName())
                .put("resetCode", product.operator().newResetCode(user));
        product.http().post("/api/v1/password-resets", claim);

        Portal.Attempt attempt = product.portal().begin(user);

        assertThat(attempt.begun().json().at("/factors/0/kind").asText()).isEqualTo("AUTHENTICATOR");
        assertThat(attempt.token().status()).isEqualTo(409);
        assertThat(attempt.sms().status()).isEqualTo(409);
    }

    private Owner owner(Handset phone) {
        TestUser user = product.operator().newUser();
        Http me = product.http().as(product.portal().logIn(user, product.inbox()));
        Answer begun = me.post("/api/v1/me/activations", json());
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        assertThat(phone.activate(begun.text("link")).value()).isPresent();
        product.time().advance(PAUSE);
        return new Owner(user, phone, me);
    }

    /** As far as its token. */
    private Begun begin(TestUser user, Handset to) {
        Begun begun = to.begin(user, Purpose.MIGRATE).value().orElseThrow();
        assertThat(to.repeat(begun, user).value()).isPresent();
        assertThat(to.send(begun).value().orElseThrow().label()).isPresent();
        return begun;
    }

    private Enrolled migrate(TestUser user, Handset to) {
        int before = product.inbox().tokens(user).size();
        Begun begun = begin(user, to);
        Enrolled moved =
                to.take(begun, product.inbox().token(user, before + 1)).value().orElseThrow();
        product.time().advance(PAUSE);
        return moved;
    }

    private Begun recover(TestUser user, Handset to) {
        Begun begun = to.begin(user, Purpose.RECOVER).value().orElseThrow();
        assertThat(to.send(begun).value()).isPresent();
        return begun;
    }

    private String token(TestUser user) {
        return product.inbox().token(user, 1);
    }

    private Answer stop(String token) {
        return product.http().post("/api/v1/stops", json().put("token", token));
    }

    /** The access token of a login that the phone answers. */
    private Optional<String> logIn(TestUser user, Handset phone) {
        Portal.Attempt attempt = product.portal().begin(user);
        Answer answered = attempt.answer(phone.respond(challenge(attempt), Optional.of(user.userName())));
        return Optional.of(attempt)
                .filter(open -> answered.status() == 200)
                .map(open -> open.token().text("accessToken"));
    }

    private static String acr(String accessToken) {
        byte[] claims = Base64.getUrlDecoder().decode(accessToken.split("\\.", -1)[1]);
        try {
            return new ObjectMapper().readTree(claims).get("acr").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String challenge(Portal.Attempt attempt) {
        return attempt.begun().json().at("/started/challenge").asText();
    }

    private static String other(String token) {
        return (token.charAt(0) == '0' ? "1" : "0") + token.substring(1);
    }

    /** The body with what the phone answers to a confirmation. */
    private static ObjectNode proven(Account account, Handset phone, String purpose, ObjectNode body) {
        Answer begun = account.http().post("/api/v1/me/confirmations", json().put("purpose", purpose));
        return Account.proven(body, begun.text("id"), phone.respond(begun.text("challenge")));
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }
}
