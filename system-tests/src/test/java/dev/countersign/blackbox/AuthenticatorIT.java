package dev.countersign.blackbox;

import static dev.countersign.blackbox.Handset.reason;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.sdk.Begun;
import dev.countersign.sdk.Enrolled;
import dev.countersign.sdk.EnrolmentState;
import dev.countersign.sdk.Offer;
import dev.countersign.sdk.Outcome;
import dev.countersign.sdk.Purpose;
import dev.countersign.sdk.RefusalReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A phone becomes an authenticator and answers challenges, over HTTP and by the library for devices. */
@ExtendWith(ProductExtension.class)
class AuthenticatorIT {

    private static final int CLAIMS = 50;

    private final Product product;

    AuthenticatorIT(Product product) {
        this.product = product;
    }

    @Test
    void aScannedPhoneAnswersTheChallengesOfLoginsFromThenOn() {
        TestUser user = product.operator().newUser();
        Http me = signIn(user);
        Answer begun = begin(me);
        Handset phone = Handset.near(product);

        assertThat(phone.activate(begun.text("link")).value().orElseThrow().userName())
                .isEqualTo(user.userName());

        Answer done = me.get("/api/v1/me/activations/" + begun.text("id"));
        assertThat(done.text("state")).isEqualTo("DONE");
        assertThat(done.text("device")).isEqualTo(Handset.MODEL);
        assertThat(me.get("/api/v1/me/authenticator")
                        .json()
                        .at("/active/device")
                        .asText())
                .isEqualTo(Handset.MODEL);
        String notice = Eventually.get(
                "the notice",
                Duration.ofSeconds(30),
                () -> product.inbox().texts(user.number()).stream()
                        .filter(text -> text.startsWith("The authenticator for "))
                        .findFirst());
        assertThat(notice).contains("is now active on");
        Portal.Attempt attempt = product.portal().begin(user);
        assertThat(attempt.begun().json().at("/factors/0/kind").asText()).isEqualTo("AUTHENTICATOR");
        assertThat(attempt.answer(respond(phone, attempt)).status()).isEqualTo(200);
        assertThat(attempt.token().status()).isEqualTo(200);
    }

    @Test
    void aTypedCodeDoesAsWell() {
        Http me = signIn(product.operator().newUser());

        assertThat(Handset.near(product).activate(begin(me).text("code")).value())
                .isPresent();
    }

    @Test
    void passwordAndTheTokenOfAnSmsDoWithoutThePortal() {
        TestUser user = product.operator().newUser();
        Handset phone = Handset.near(product);
        Begun begun = phone.begin(user, Purpose.ACTIVATE).value().orElseThrow();
        assertThat(phone.send(begun, begun.defaultNumber().orElseThrow()).value())
                .isPresent();
        String text = Eventually.get(
                "the token",
                Duration.ofSeconds(30),
                () -> product.inbox().texts(user.number()).stream().findFirst());

        Outcome<Enrolled> enrolled =
                phone.activate(begun.ofToken(text.substring(0, 8)).orElseThrow());

        assertThat(enrolled.value().orElseThrow().userName()).isEqualTo(user.userName());
        Portal.Attempt attempt = product.portal().begin(user);
        assertThat(attempt.answer(respond(phone, attempt)).status()).isEqualTo(200);
        assertThat(reason(Handset.near(product)
                        .begin(new TestUser(user.userName(), "Wrong word 1", user.number()), Purpose.ACTIVATE)))
                .isEqualTo(RefusalReason.LOGIN_BAD_CREDENTIALS);
    }

    @Test
    void aWrongPasswordOnAPhoneIsAnsweredAlikeWhoeverIsNamed() {
        Operator operator = product.operator();
        List<Answer> answers = Stream.of(
                        activated().user().userName(),
                        operator.newUser().userName(),
                        operator.newUserWithoutNumber().userName(),
                        operator.newLockedUser().userName(),
                        Operator.invent().userName(),
                        "NOBODY CAN HAVE THIS NAME")
                .flatMap(name -> Stream.of(Purpose.ACTIVATE, Purpose.MIGRATE)
                        .map(purpose -> product.http()
                                .post("/api/v1/device/activations/credentials", credentials(name, purpose))))
                .toList();

        assertThat(answers).extracting(answer -> answer.text("code")).containsOnly("LOGIN_BAD_CREDENTIALS");
        assertThat(answers).extracting(Answer::form).containsOnly(answers.get(0).form());
    }

    private static ObjectNode credentials(String userName, Purpose purpose) {
        ObjectNode credentials =
                json().put("userName", userName).put("password", "Wrong word 1").put("purpose", purpose.name());
        credentials
                .putObject("installation")
                .put("id", UUID.randomUUID().toString())
                .put("platform", "ANDROID")
                .put("osVersion", "14")
                .put("appVersion", "1.0")
                .put("model", Handset.MODEL)
                .put("unlock", "PIN");
        return credentials;
    }

    @Test
    void theQrCodeIsAPictureThatNobodyElseSees() {
        Http me = signIn(product.operator().newUser());
        String id = begin(me).text("id");

        for (String picture : List.of("qr.svg", "qr.png")) {
            String path = "/api/v1/me/activations/" + id + "/" + picture;
            Answer shown = me.get(path);
            assertThat(shown.status()).as(path).isEqualTo(200);
            assertThat(shown.header("Content-Type")).startsWith("image/");
            assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
            assertThat(signIn(product.operator().newUser()).get(path).status()).isEqualTo(404);
            assertThat(product.http().get(path).status()).isEqualTo(401);
        }
    }

    @InRounds(usual = 20, full = 1_000)
    void ofFiftyClaimsOneMakesAnEnrolment() {
        Http me = signInWithoutNumber();
        String link = begin(me).text("link");
        List<Handset> phones =
                IntStream.range(0, CLAIMS).mapToObj(i -> Handset.near(product)).toList();
        List<Offer> offers = phones.stream()
                .map(phone -> phone.ask(link).value().orElseThrow())
                .toList();

        List<Outcome<Enrolled>> claims =
                AtOnce.call(CLAIMS, number -> () -> phones.get(number).redeem(offers.get(number)));

        Map<String, Long> counted = claims.stream()
                .collect(groupingBy(
                        claim -> claim.refusal().map(why -> why.reason().name()).orElse("DONE"), counting()));
        assertThat(counted).isEqualTo(Map.of("DONE", 1L, "ACT_SESSION_USED", CLAIMS - 1L));
    }

    @Test
    void aCodeIsWorthNothingAfterItsTimeANewerOneOrTheLogout() {
        Http me = signInWithoutNumber();
        String older = begin(me).text("link");
        String newer = begin(me).text("link");
        assertThat(reason(Handset.near(product).activate(older))).isEqualTo(RefusalReason.ACT_SESSION_EXPIRED);

        Http leaving = signInWithoutNumber();
        String left = begin(leaving).text("link");
        Handset phone = Handset.near(product);
        Offer offer = phone.ask(left).value().orElseThrow();
        assertThat(leaving.send(leaving.request("/api/v1/sessions/current").DELETE())
                        .status())
                .isEqualTo(204);
        assertThat(reason(phone.redeem(offer))).isEqualTo(RefusalReason.ACT_SESSION_EXPIRED);

        product.time().advance(Duration.ofMinutes(10));
        assertThat(reason(Handset.near(product).activate(newer))).isEqualTo(RefusalReason.ACT_SESSION_EXPIRED);
    }

    @Test
    void whereverAPhoneGivesUpNothingIsHalfActive() {
        TestUser user = product.operator().newUserWithoutNumber();
        Http me = signInWithoutNumber(user);
        String link = begin(me).text("link");
        assertThat(Handset.near(product).ask(link).value()).isPresent();
        assertNothingIsActive(user, me);

        Outcome<Enrolled> easy = Handset.near(product).withPin("1234").activate(link);
        assertThat(reason(easy)).isEqualTo(RefusalReason.ACT_PIN_RULES);
        assertNothingIsActive(user, me);

        String secret = link.substring(link.lastIndexOf('.') + 1);
        String wrong = link.replace(secret, (secret.startsWith("A") ? "B" : "A") + secret.substring(1));
        assertThat(reason(Handset.near(product).activate(wrong))).isEqualTo(RefusalReason.ACT_PROOF_WRONG);
        assertNothingIsActive(user, me);

        assertThat(reason(Handset.near(product).activate(link))).isEqualTo(RefusalReason.ACT_SESSION_USED);
        assertThat(me.get("/api/v1/me/activations/" + idOf(link)).text("cause")).isEqualTo("ACT_PROOF_WRONG");
    }

    @Test
    void aPinOutOfWhatIsKnownOfThePersonIsNotTakenAndTheKnownIsShownToNobody() {
        TestUser user = product.operator().newUserWithoutNumber();
        ObjectNode identity = json().put("dateOfBirth", "1984-03-05").put("postcode", "80 01");
        identity.putArray("documents").add("QX7351946");

        Answer changed = product.operator()
                .change(user.userName(), json().set("identity", identity).toString());

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        Answer shown = product.operator().get(user.userName());
        assertThat(shown.json().path("identityFields").toString())
                .isEqualTo("[\"dateOfBirth\",\"documents\",\"postcode\"]");
        assertThat(changed.body() + shown.body()).doesNotContain("1984", "80 01", "QX7351946");
        String link = begin(signInWithoutNumber(user)).text("link");
        for (String pin : List.of("050384", "8001", "7351")) {
            assertThat(reason(Handset.near(product).withPin(pin).activate(link)))
                    .as(pin)
                    .isEqualTo(RefusalReason.ACT_PIN_RULES);
        }
        assertThat(Handset.near(product).activate(link).value()).isPresent();
    }

    @Test
    void aPhoneThatIsNotTakenUsesNothingUp() {
        Http me = signInWithoutNumber();
        String link = begin(me).text("link");

        assertThat(reason(Handset.tooOld(product).activate(link))).isEqualTo(RefusalReason.ACT_OS_TOO_OLD);

        assertThat(me.get("/api/v1/me/activations/" + idOf(link)).text("cause")).isEqualTo("ACT_OS_TOO_OLD");
        assertThat(Handset.near(product).activate(link).value()).isPresent();
    }

    @Test
    void tenWrongCodesOfAPhoneAreEnoughForAnHour() {
        Http me = signInWithoutNumber();
        Handset phone = Handset.near(product);
        for (int i = 0; i < 10; i++) {
            assertThat(reason(phone.ask("0000-0000-000" + i))).isEqualTo(RefusalReason.ACT_SESSION_UNKNOWN);
        }

        Outcome<Offer> held = phone.ask(begin(me).text("code"));

        assertThat(reason(held)).isEqualTo(RefusalReason.ACT_TOO_MANY);
        assertThat(held.refusal().orElseThrow().retryAfter().orElseThrow())
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    @Test
    void twoUsersOfOnePhoneAreToldWhenTheyAreMixedUp() {
        Activated first = activated();
        TestUser second = product.operator().newUserWithoutNumber();
        assertThat(first.phone()
                        .activate(begin(signInWithoutNumber(second)).text("link"))
                        .value())
                .isPresent();
        Portal.Attempt attempt = product.portal().begin(first.user());
        String challenge = attempt.challenge();

        Answer mixed = attempt.answer(first.phone().respond(challenge, Optional.of(second.userName())));

        assertThat(mixed.status()).isEqualTo(422);
        assertThat(mixed.text("reason")).isEqualTo("CR_WRONG_USER");
        assertThat(attempt.answer(first.phone()
                                .respond(challenge, Optional.of(first.user().userName())))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theAuthenticatorConfirmsWhatTheUserChangesAndWhatTakesItsPlace() {
        Activated activated = activated();
        Http me = signIn(activated);
        Answer asked = me.post("/api/v1/me/confirmations", json().put("purpose", "AUTHENTICATOR_CHANGE"));
        assertThat(asked.json().at("/factor/kind").asText()).isEqualTo("AUTHENTICATOR");
        ObjectNode body = json();
        body.putObject("confirmation")
                .put("id", asked.text("id"))
                .put("code", activated.phone().respond(asked.text("challenge")));
        Answer begun = me.post("/api/v1/me/activations", body);
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        Handset next = Handset.near(product);

        assertThat(next.activate(begun.text("link")).value()).isPresent();

        assertThat(activated.phone().status().get(0).state()).isEqualTo(EnrolmentState.REVOKED);
        Portal.Attempt attempt = product.portal().begin(activated.user());
        assertThat(attempt.answer(respond(next, attempt)).status()).isEqualTo(200);
    }

    @Test
    void aPhoneRenewsItsKeyWhenItIsToldToAndAnswersOn() {
        Activated activated = activated();
        Handset copy = activated.phone().copied();
        for (int asked = 0; asked < 4; asked++) {
            assertThat(activated.phone().status().get(0).renewalDue()).isFalse();
            signIn(activated);
        }

        assertThat(activated.phone().status().get(0).renewalDue()).isTrue();

        assertThat(activated.phone().status().get(0).renewalDue()).isFalse();
        signIn(activated);
        Portal.Attempt attempt = product.portal().begin(activated.user());
        assertThat(attempt.answer(respond(copy, attempt)).text("reason")).isEqualTo("CR_WRONG");
        assertThat(attempt.answer(respond(activated.phone(), attempt)).status()).isEqualTo(200);
    }

    @Test
    void whatAnOperatorEndsAnswersNoMore() {
        Activated activated = activated();
        Portal.Attempt pending = product.portal().begin(activated.user());
        Operator operator = product.operator();

        assertThat(operator.endAuthenticator(activated.user()).status()).isEqualTo(204);

        assertThat(pending.answer(respond(activated.phone(), pending)).status()).isEqualTo(409);
        assertThat(activated.phone().status().get(0).state()).isEqualTo(EnrolmentState.REVOKED);
        assertThat(operator.endAuthenticator(activated.user()).status()).isEqualTo(404);
    }

    private void assertNothingIsActive(TestUser user, Http me) {
        assertThat(me.get("/api/v1/me/authenticator").json().has("active")).isFalse();
        assertThat(product.portal().begin(user).begun().text("state")).isEqualTo("AUTHENTICATED");
    }

    /** A user without a number, and his phone. */
    record Activated(TestUser user, Handset phone) {}

    private Activated activated() {
        TestUser user = product.operator().newUserWithoutNumber();
        Handset phone = Handset.near(product);
        assertThat(phone.activate(begin(signInWithoutNumber(user)).text("link")).value())
                .isPresent();
        return new Activated(user, phone);
    }

    private Http signIn(TestUser user) {
        return product.http().as(product.portal().logIn(user, product.inbox()));
    }

    private Http signIn(Activated activated) {
        Portal.Attempt attempt = product.portal().begin(activated.user());
        assertThat(attempt.answer(respond(activated.phone(), attempt)).status()).isEqualTo(200);
        return product.http().as(attempt.token().text("accessToken"));
    }

    private Http signInWithoutNumber() {
        return signInWithoutNumber(product.operator().newUserWithoutNumber());
    }

    private Http signInWithoutNumber(TestUser user) {
        return product.http().as(product.portal().begin(user).token().text("accessToken"));
    }

    private static Answer begin(Http me) {
        Answer begun = me.post("/api/v1/me/activations", json());
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        return begun;
    }

    private static String respond(Handset phone, Portal.Attempt attempt) {
        return phone.respond(attempt.challenge());
    }

    private static String idOf(String link) {
        return link.substring(link.indexOf('#') + 1, link.lastIndexOf('.'));
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }
}
