package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.device.ActivationCode;
import dev.countersign.device.ActivationSecret;
import dev.countersign.device.Challenge;
import dev.countersign.device.OcraKey;
import dev.countersign.device.Octets;
import dev.countersign.device.Response;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A device and a server that follows the protocol, with what can go wrong between them. */
class DeviceTest {

    private static final String PIN = "7a=31";
    private static final Challenge CHALLENGE = new Challenge(482_913);

    private final SecureRandom random = new SecureRandom();
    private final ActivationSecret secret = ActivationSecret.randomQr(random);
    private final PlayedServer played = PlayedServer.start(secret);
    private final MemoryStore store = new MemoryStore();
    private final Device device = device(played, store, UnlockKind.PIN);

    @AfterEach
    void stop() {
        played.close();
    }

    @Test
    void isActivatedByTheLinkOfAQrCode() {
        Outcome<Enrolled> outcome = activate(played.link());

        assertThat(outcome.value()).contains(new Enrolled(played.enrolment, PlayedServer.USER));
        assertThat(played.openedPin).isEqualTo(PIN);
        assertThat(respond(PIN)).isEqualTo(played.response(CHALLENGE, Optional.of(PIN)));
        assertThat(respond("1234")).isNotEqualTo(respond(PIN));
    }

    @Test
    void isActivatedByATypedCode() {
        ActivationCode code = ActivationCode.random(random);
        try (PlayedServer other = PlayedServer.start(ActivationSecret.ofCode(code))) {
            Device typed = device(other, store, UnlockKind.PIN);

            Outcome<Offer> offer = typed.ask(Invitation.parse(code.grouped()).orElseThrow());

            assertThat(typed.redeem(offer.value().orElseThrow(), PIN.toCharArray())
                            .value())
                    .isPresent();
            assertThat(respond(PIN)).isEqualTo(other.response(CHALLENGE, Optional.of(PIN)));
            assertThat(other.calls.get(0).body().getString("locator")).isEqualTo(Base64Url.encode(code.locator()));
            assertThat(other.calls.get(0).body().containsKey("activation")).isFalse();
            assertThat(other.calls.get(1).body().getString("method")).isEqualTo("code");
        }
    }

    @Test
    void isActivatedByTheTokenOfAnSms() {
        try (PlayedServer other = PlayedServer.start(ActivationSecret.ofSmsToken("01234567"))) {
            Device typed = device(other, store, UnlockKind.PIN);
            Invitation invitation =
                    Invitation.ofSmsToken(other.activation, "0123 4567").orElseThrow();

            Outcome<Offer> offer = typed.ask(invitation);

            assertThat(typed.redeem(offer.value().orElseThrow(), PIN.toCharArray())
                            .value())
                    .isPresent();
            assertThat(other.calls.get(1).body().getString("method")).isEqualTo("sms");
        }
    }

    @Test
    void ofTheOtherKindAsksForNoPin() {
        Device phone = device(played, store, UnlockKind.DEVICE);

        Outcome<Enrolled> outcome = phone.redeem(phone.ask(link()).value().orElseThrow(), new char[0]);

        assertThat(outcome.value()).isPresent();
        assertThat(respond("")).isEqualTo(played.response(CHALLENGE, Optional.empty()));
        assertThat(kept().enrolments().get(0).approvalSuite()).isEmpty();
        assertThat(kept().enrolments().get(0).approvalKey().credential()).isPresent();
    }

    @Test
    void readsTheOffer() {
        Offer offer = device.ask(link()).value().orElseThrow();

        assertThat(offer.activation()).isEqualTo(played.activation);
        assertThat(offer.enrolment()).isEqualTo(played.enrolment);
        assertThat(offer.challengeSuite().text()).isEqualTo(PlayedServer.PIN_SUITE);
        assertThat(offer.approvalSuite().orElseThrow().text()).isEqualTo(PlayedServer.APPROVAL_SUITE);
        assertThat(offer.expiresAt()).isEqualTo(Instant.parse("2026-01-01T00:10:00Z"));
    }

    @Test
    void sendsWhatTheDocumentSays() {
        activate(played.link());

        PlayedServer.Call asked = played.calls.get(0);
        PlayedServer.Call redeemed = played.calls.get(1);
        Installation installation = kept().installation().orElseThrow();
        assertThat(asked.method() + asked.path()).isEqualTo("POST/api/v1/device/activations");
        assertThat(asked.authorization()).isEmpty();
        assertThat(asked.body().getString("activation")).isEqualTo(played.activation.toString());
        assertThat(asked.body().getJsonObject("installation"))
                .hasToString("{\"id\":\"" + installation.id() + "\",\"platform\":\"PROGRAM\",\"osVersion\":\"\","
                        + "\"appVersion\":\"1.2.3\",\"model\":\"Test\",\"unlock\":\"PIN\",\"sensor\":false}");
        assertThat(redeemed.method() + redeemed.path())
                .isEqualTo("POST/api/v1/device/activations/" + played.activation + "/redemption");
        assertThat(redeemed.authorization()).contains("Bearer " + installation.bearer());
        assertThat(installation.bearer()).matches("[A-Za-z0-9_-]{43}");
        assertThat(redeemed.body().keySet())
                .containsExactlyInAnyOrder(
                        "method",
                        "installation",
                        "devicePublicKey",
                        "approvalPublicKey",
                        "confirmation",
                        "possession",
                        "sealedPin");
        assertThat(redeemed.body().get("installation")).isEqualTo(asked.body().get("installation"));
    }

    @Test
    void neverSendsTheSecretOrThePin() {
        activate(played.link());

        assertThat(played.calls.toString())
                .doesNotContain(Base64Url.encode(secret.octets()))
                .doesNotContainIgnoringCase(secret.octets().toHex())
                .doesNotContain(PIN);
    }

    @Test
    void sendsTheStatementOfItsPlatform() {
        DeviceReport vouched = new DeviceReport(
                Platform.ANDROID, "14", "1.2.3", "Pixel 8", UnlockKind.PIN, true, Optional.of("a.b.c"));

        new Device(new Server(played.address()), store, vouched, random).ask(link());

        assertThat(played.calls.get(0).body().getJsonObject("installation").toString())
                .contains("\"platform\":\"ANDROID\",\"osVersion\":\"14\"", "\"sensor\":true,\"statement\":\"a.b.c\"");
    }

    /** Somebody between the two who does not know the secret. */
    @Test
    void keepsNothingWhenTheServerProvesNothing() {
        played.proofIsFalse = true;

        Outcome<Enrolled> outcome = activate(played.link());

        assertThat(outcome.refusal()).contains(Refusal.of(RefusalReason.SERVER_UNPROVEN));
        assertThat(kept().enrolments()).isEmpty();
        assertThat(new Authenticator(store).users()).isEmpty();
    }

    @Test
    void redeemsAgainWithNewKeyPairsWhenThePinIsRefused() {
        Offer offer = device.ask(link()).value().orElseThrow();
        played.answerNext(422, PlayedServer.problem("ACT_PIN_RULES"));

        Outcome<Enrolled> first = device.redeem(offer, "1111".toCharArray());
        Outcome<Enrolled> second = device.redeem(offer, PIN.toCharArray());

        assertThat(first.refusal().map(Refusal::reason)).contains(RefusalReason.ACT_PIN_RULES);
        assertThat(second.value()).isPresent();
        assertThat(Stream.of(1, 2)
                        .map(played.calls::get)
                        .map(PlayedServer.Call::body)
                        .flatMap(body ->
                                Stream.of(body.getString("devicePublicKey"), body.getString("approvalPublicKey"))))
                .doesNotHaveDuplicates();
        assertThat(played.openedPin).isEqualTo(PIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "123", "abcd", "1234567", "12 4", "123\u00e9"})
    void doesNotSendAPinThatIsNone(String pin) {
        Offer offer = device.ask(link()).value().orElseThrow();

        Outcome<Enrolled> outcome = device.redeem(offer, pin.toCharArray());

        assertThat(outcome.refusal()).contains(Refusal.of(RefusalReason.ACT_PIN_RULES));
        assertThat(played.calls).hasSize(1);
    }

    @Test
    void leavesThePinToItsCaller() {
        char[] pin = PIN.toCharArray();

        device.redeem(device.ask(link()).value().orElseThrow(), pin);

        assertThat(pin).isEqualTo(PIN.toCharArray());
    }

    /** The server has taken the redemption, and its answer is lost. */
    @Test
    void keepsNothingWhenTheConnectionIsCut() {
        Offer offer = device.ask(link()).value().orElseThrow();
        played.cutsTheNextRedemption = true;

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> device.redeem(offer, PIN.toCharArray()))
                .withMessageContaining("No answer from " + played.address())
                .satisfies(fault -> assertThat(fault.toString())
                        .doesNotContain(PIN)
                        .doesNotContain(Base64Url.encode(secret.octets())));

        assertThat(played.confirmed).isPresent();
        assertThat(kept().enrolments()).isEmpty();
    }

    @Test
    void saysThatNobodyAnswers() {
        played.close();

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> device.ask(link()))
                .withMessage("No answer from " + played.address() + " (no connection).");
    }

    @ParameterizedTest
    @EnumSource(
            value = RefusalReason.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OTHER", "SERVER_UNPROVEN", "SUITE_UNSUPPORTED", "NOT_ENROLLED", "WHICH_USER"})
    void tellsEachRefusalWithWhatComesNext(RefusalReason reason) {
        played.answerNext(409, PlayedServer.problem(reason.name()));

        Refusal refusal = device.ask(link()).refusal().orElseThrow();

        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.code()).isEqualTo(reason.name());
        assertThat(refusal.reference()).contains("7Q2M4K9T");
        assertThat(refusal.triesLeft()).hasValue(3);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(61));
    }

    @Test
    void takesARefusalThatItDoesNotKnow() {
        played.answerNext(403, "{\"code\": \"ACT_OF_LATER_YEARS\"}");

        Refusal refusal = device.ask(link()).refusal().orElseThrow();

        assertThat(refusal.reason()).isEqualTo(RefusalReason.OTHER);
        assertThat(refusal.code()).isEqualTo("ACT_OF_LATER_YEARS");
        assertThat(refusal.reference()).isEmpty();
        assertThat(refusal.triesLeft()).isEmpty();
        assertThat(refusal.retryAfter()).isEmpty();
    }

    @Test
    void aBusyServerIsARefusal() {
        played.answerNext(503, PlayedServer.problem("TRY_LATER"));

        assertThat(device.ask(link()).refusal().map(Refusal::reason)).contains(RefusalReason.TRY_LATER);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 302, 400, 405, 406, 413, 415, 500, 502, 504, 599})
    void anAnswerThatBlamesTheProgramIsAFault(int status) {
        played.answerNext(status, status == 204 ? "" : PlayedServer.problem("INTERNAL"));

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> device.ask(link()))
                .withMessage(played.address() + " could not take the call: " + status
                        + (status == 204 ? "" : " reference 7Q2M4K9T"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html> | it is no JSON object",
                "200 | [] | it is no JSON object",
                "200 | {\"activation\": 1} | activation is missing or no text",
                "200 | {\"activation\": \"1-1-1-1-1\"} | activation is no UUID",
                "404 | <html> | it is no JSON object",
                "404 | {} | code is missing or no text",
                "404 | {\"code\": \"a code\"} | code is none",
            })
    void anAnswerThatCannotBeReadIsAFault(int status, String body, String what) {
        played.answerNext(status, body);

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> device.ask(link()))
                .withMessage(played.address() + " answered " + status + " with something that cannot be read: " + what);
    }

    static Stream<UnaryOperator<String>> brokenOffers() {
        return Stream.of(
                offer -> offer.replaceFirst("\"enrolment\":\"[^\"]*\"", "\"enrolment\":\"x\""),
                offer ->
                        offer.replaceFirst("\"activation\":\"[^\"]*\"", "\"activation\":\"" + UUID.randomUUID() + "\""),
                offer -> offer.replace(PlayedServer.PIN_SUITE, "OCRA-2"),
                offer -> offer.replace("challengeSuite", "suite"),
                offer -> offer.replace(PlayedServer.APPROVAL_SUITE, "OCRA-2"),
                offer -> offer.replaceFirst("\"serverPublicKey\":\"BA?", "\"serverPublicKey\":\"AA"),
                offer -> offer.replaceFirst("\"serverPublicKey\":\"", "\"serverPublicKey\":\"="),
                offer -> offer.replace("2026-01-01T", "yesterday "));
    }

    @ParameterizedTest
    @MethodSource("brokenOffers")
    void aBrokenOfferIsAFault(UnaryOperator<String> breaking) {
        String right = played.offer(PlayedServer.PIN_SUITE, Optional.of(PlayedServer.APPROVAL_SUITE))
                .toString();
        String broken = breaking.apply(right);
        assertThat(broken).isNotEqualTo(right);
        played.answerNext(200, broken);

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> device.ask(link()))
                .withMessageContaining("answered 200 with something that cannot be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QN06-PSHA256", "QN10-PSHA256", "QA06-PSHA256"})
    void takesAnySuiteThatItCanServe(String inputs) {
        played.answerNext(
                200,
                played.offer("OCRA-1:HOTP-SHA512-8:" + inputs, Optional.of(PlayedServer.APPROVAL_SUITE))
                        .toString());

        assertThat(device.ask(link()).value()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHA256-8:C-QN06-PSHA256",
                "SHA256-8:QN06-PSHA256-S064",
                "SHA256-8:QN06-PSHA256-T1M",
                "SHA256-6:QN06-PSHA256",
                "SHA256-8:QN05-PSHA256"
            })
    void usesNothingUpForASuiteThatItCannotServe(String suite) {
        played.answerNext(
                200,
                played.offer("OCRA-1:HOTP-" + suite, Optional.of(PlayedServer.APPROVAL_SUITE))
                        .toString());

        assertThat(device.ask(link()).refusal()).contains(Refusal.of(RefusalReason.SUITE_UNSUPPORTED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256-8:C-QH64-PSHA256", "SHA256-8:QH63-PSHA256", "SHA256-6:QH64-PSHA256"})
    void looksAtTheApprovalSuiteToo(String suite) {
        played.answerNext(
                200,
                played.offer(PlayedServer.PIN_SUITE, Optional.of("OCRA-1:HOTP-" + suite))
                        .toString());

        assertThat(device.ask(link()).refusal()).contains(Refusal.of(RefusalReason.SUITE_UNSUPPORTED));
    }

    /** Keys that a PIN was to protect must not end up without one. */
    @ParameterizedTest
    @CsvSource({
        "PIN, " + PlayedServer.UNLOCK_SUITE + ", " + PlayedServer.APPROVAL_SUITE,
        "PIN, " + PlayedServer.PIN_SUITE + ",",
        "PIN, " + PlayedServer.PIN_SUITE + ", OCRA-1:HOTP-SHA256-8:QH64",
        "DEVICE, " + PlayedServer.PIN_SUITE + ",",
        "DEVICE, " + PlayedServer.UNLOCK_SUITE + ", " + PlayedServer.APPROVAL_SUITE,
    })
    void suitesOfAnotherKindAreAFault(UnlockKind unlock, String challengeSuite, String approvalSuite) {
        played.answerNext(
                200,
                played.offer(challengeSuite, Optional.ofNullable(approvalSuite)).toString());

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> device(played, store, unlock).ask(link()))
                .withMessageContaining("another kind of device");
    }

    static Stream<UnaryOperator<String>> brokenRedemptions() {
        return Stream.of(
                body -> body.replaceFirst("\"enrolment\":\"[^\"]*\"", "\"enrolment\":\"" + UUID.randomUUID() + "\""),
                body -> body.replace("userName", "name"),
                body -> body.replace("abcde123", "abc\\u001b[2J"),
                body -> body.replace("AAAA\"}", "\"}"),
                body -> body.replace("\"}", "=\"}"));
    }

    @ParameterizedTest
    @MethodSource("brokenRedemptions")
    void aBrokenAnswerKeepsNothing(UnaryOperator<String> breaking) {
        Offer offer = device.ask(link()).value().orElseThrow();
        String right = "{\"enrolment\":\"" + played.enrolment + "\",\"userName\":\"abcde123\",\"confirmation\":\""
                + "A".repeat(43) + "\"}";
        String broken = breaking.apply(right);
        assertThat(broken).isNotEqualTo(right);
        played.answerNext(201, broken);

        assertThatExceptionOfType(ServerException.class).isThrownBy(() -> device.redeem(offer, PIN.toCharArray()));
        assertThat(kept().enrolments()).isEmpty();
    }

    @Test
    void isOneInstallationForAllItsUsers() {
        activate(played.link());
        played.userName = "zyxwv987";

        activate(played.link());

        assertThat(new Authenticator(store).users())
                .extracting(Enrolled::userName)
                .containsExactly(PlayedServer.USER, "zyxwv987");
        assertThat(played.calls.get(3).authorization())
                .isEqualTo(played.calls.get(1).authorization());
        assertThat(played.calls.get(3).body().get("installation"))
                .isEqualTo(played.calls.get(1).body().get("installation"));
    }

    @Test
    void aUserWhoIsEnrolledAgainHasHisNewKeysAlone() {
        activate(played.link());
        String before = respond(PIN);

        activate(played.link());

        assertThat(kept().enrolments()).hasSize(1);
        assertThat(respond(PIN)).isNotEqualTo(before).isEqualTo(played.response(CHALLENGE, Optional.of(PIN)));
    }

    /** The token is for one server; another one must not see it. */
    @Test
    void showsItsTokenToNoOtherServer() {
        device.ask(link());
        try (PlayedServer other = PlayedServer.start(secret)) {
            Device elsewhere = device(other, store, UnlockKind.PIN);

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(elsewhere::status)
                    .withMessage("This device belongs to " + played.address() + ", not to " + other.address()
                            + ". Use another file for another server.");
            assertThat(other.calls).isEmpty();
        }
    }

    /** What the server knows of an installation must not be lost by a crash. */
    @Test
    void keepsItsTokenBeforeTheServerHearsOfIt() {
        DeviceStore broken = new DeviceStore() {
            @Override
            public DeviceState read() {
                return DeviceState.EMPTY;
            }

            @Override
            public void update(UnaryOperator<DeviceState> change) {
                throw new StoreException("the disk is full");
            }
        };

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> device(played, broken, UnlockKind.PIN).ask(link()));
        assertThat(played.calls).isEmpty();
    }

    @Test
    void listsItsEnrolments() {
        UUID one = UUID.randomUUID();
        played.statusOfEnrolments = Optional.of(Stream.of("ACTIVE", "REVOKED", "MIGRATED_AWAY", "SLEEPING")
                .map(state -> "{\"id\": \"" + one + "\", \"userName\": \"u\", \"state\": \"" + state + "\"}")
                .toList()
                .toString());

        List<EnrolmentStatus> status = device.status().value().orElseThrow();

        assertThat(status)
                .extracting(EnrolmentStatus::state)
                .containsExactly(
                        EnrolmentState.ACTIVE,
                        EnrolmentState.REVOKED,
                        EnrolmentState.MIGRATED_AWAY,
                        EnrolmentState.OTHER);
        assertThat(status.get(0).enrolled()).isEqualTo(new Enrolled(one, "u"));
        Installation installation = kept().installation().orElseThrow();
        assertThat(played.calls)
                .containsExactly(new PlayedServer.Call(
                        "GET",
                        "/api/v1/device/installations/" + installation.id(),
                        Optional.of("Bearer " + installation.bearer()),
                        jakarta.json.JsonValue.EMPTY_JSON_OBJECT));
    }

    @Test
    void aDeviceThatTheServerDoesNotKnowIsToldSo() {
        assertThat(device.status().refusal().map(Refusal::reason)).contains(RefusalReason.NOT_FOUND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[3]", "\"x\"", "[{\"id\": \"x\"}]"})
    void aBrokenListIsAFault(String list) {
        played.statusOfEnrolments = Optional.of(list);

        assertThatExceptionOfType(ServerException.class).isThrownBy(device::status);
    }

    @Test
    void renewsItsKeyWhenTheServerTellsItTo() {
        activate(played.link());
        String before = respond(PIN);
        played.statusOfEnrolments = Optional.of(due(true));

        assertThat(device.status().value().orElseThrow().get(0).renewalDue()).isTrue();

        assertThat(played.renewed).isPresent();
        assertThat(respond(PIN)).isNotEqualTo(before).isEqualTo(played.response(CHALLENGE, Optional.of(PIN)));
        assertThat(kept().enrolments().get(0).keys().approvalKey())
                .isEqualTo(played.confirmed.orElseThrow().keys().approvalKey());
        Installation installation = kept().installation().orElseThrow();
        String path =
                "/api/v1/device/installations/" + installation.id() + "/enrolments/" + played.enrolment + "/renewal";
        assertThat(played.calls.subList(3, 5))
                .extracting(call -> call.method() + call.path())
                .containsExactly("POST" + path, "PUT" + path);
        assertThat(played.calls.subList(3, 5))
                .extracting(PlayedServer.Call::authorization)
                .containsOnly(Optional.of("Bearer " + installation.bearer()));
        assertThat(played.calls.get(4).body().keySet())
                .containsExactlyInAnyOrder("renewal", "devicePublicKey", "confirmation");
    }

    @Test
    void renewsNothingUntold() {
        activate(played.link());
        played.statusOfEnrolments = Optional.of(due(false));

        device.status();

        assertThat(played.renewed).isEmpty();
    }

    /** The server has renewed the key, and its answer is lost: the very same call once more. */
    @Test
    void asksOnceMoreWhenTheAnswerOfARenewalIsLost() {
        activate(played.link());
        played.cutsOfRenewals = 1;

        assertThat(device.renew(played.enrolment).value()).isPresent();

        assertThat(played.calls.get(4).body()).isEqualTo(played.calls.get(3).body());
        assertThat(respond(PIN)).isEqualTo(played.response(CHALLENGE, Optional.of(PIN)));
    }

    @Test
    void keepsItsOldKeyWhenARenewalGetsNoAnswerAndTellsTheStatusAllTheSame() {
        activate(played.link());
        String before = respond(PIN);
        played.statusOfEnrolments = Optional.of(due(true));
        played.cutsOfRenewals = 2;

        assertThat(device.status().value()).isPresent();

        assertThat(respond(PIN)).isEqualTo(before);
    }

    @Test
    void keepsItsOldKeyWhenTheServerProvesNothing() {
        activate(played.link());
        String before = respond(PIN);
        played.proofIsFalse = true;

        assertThat(device.renew(played.enrolment).refusal()).contains(Refusal.of(RefusalReason.SERVER_UNPROVEN));

        assertThat(respond(PIN)).isEqualTo(before);
    }

    @Test
    void keepsItsOldKeyWhenTheServerKnowsAnother() {
        activate(played.link());
        store.update(state -> state.renewed(played.enrolment, new OcraKey(Octets.random(32, random))));
        String before = respond(PIN);

        assertThat(device.renew(played.enrolment).refusal().map(Refusal::reason))
                .contains(RefusalReason.RENEWAL_REFUSED);

        assertThat(respond(PIN)).isEqualTo(before);
        assertThat(device.renew(UUID.randomUUID()).refusal()).contains(Refusal.of(RefusalReason.NOT_ENROLLED));
    }

    @Test
    void beginsWithThePasswordAndHasTheTokenSent() {
        PasswordDoor door = new PasswordDoor(new Server(played.address()), device);
        Begun begun = door.begin("abcde123", "Pass word 1".toCharArray(), Purpose.ACTIVATE)
                .value()
                .orElseThrow();

        assertThat(door.send(begun, begun.defaultNumber().map(Begun.TokenNumber::id))
                        .value())
                .isPresent();

        assertThat(begun.activation()).isEqualTo(played.activation);
        assertThat(begun.numbers()).extracting(Begun.TokenNumber::label).containsExactly("1234", "4567");
        assertThat(begun.toString()).doesNotContain(PlayedServer.SMS_SECRET);
        assertThat(begun.ofToken("0123 4567")).isPresent();
        assertThat(begun.ofToken("0123")).isEmpty();
        PlayedServer.Call credentials = played.calls.get(0);
        assertThat(credentials.method() + credentials.path()).isEqualTo("POST/api/v1/device/activations/credentials");
        assertThat(credentials.authorization()).isEmpty();
        assertThat(credentials.body().keySet())
                .containsExactlyInAnyOrder("userName", "password", "purpose", "installation");
        PlayedServer.Call sms = played.calls.get(1);
        assertThat(sms.path()).isEqualTo("/api/v1/device/activations/" + played.activation + "/sms");
        assertThat(sms.authorization()).contains("Bearer " + PlayedServer.SMS_SECRET);
        assertThat(sms.body().getString("number")).isEqualTo(PlayedServer.SECOND_NUMBER.toString());
    }

    @Test
    void aWrongPasswordIsTold() {
        played.answerNext(401, PlayedServer.problem("LOGIN_BAD_CREDENTIALS"));

        assertThat(new PasswordDoor(new Server(played.address()), device)
                        .begin("abcde123", "x".toCharArray(), Purpose.ACTIVATE)
                        .refusal()
                        .map(Refusal::reason))
                .contains(RefusalReason.LOGIN_BAD_CREDENTIALS);
    }

    private String due(boolean renewal) {
        return "[{\"id\": \"" + played.enrolment
                + "\", \"userName\": \"abcde123\", \"state\": \"ACTIVE\", \"renewalDue\": " + renewal + "}]";
    }

    @Test
    void reportsWhatItIs() {
        assertThat(device.report().value()).isPresent();

        Installation installation = kept().installation().orElseThrow();
        PlayedServer.Call call = played.calls.get(0);
        assertThat(call.method() + call.path()).isEqualTo("PUT/api/v1/device/installations/" + installation.id());
        assertThat(call.authorization()).contains("Bearer " + installation.bearer());
        assertThat(call.body().getString("id")).isEqualTo(installation.id().toString());
        played.answerNext(403, PlayedServer.problem("ACT_OS_TOO_OLD"));
        assertThat(device.report().refusal().map(Refusal::reason)).contains(RefusalReason.ACT_OS_TOO_OLD);
    }

    @Test
    void anInstallationHasATokenOf32Octets() {
        Octets token = Octets.of(new byte[31]);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new Installation(URI.create("https://a"), UUID.randomUUID(), token));
    }

    private Outcome<Enrolled> activate(String link) {
        char[] pin = PIN.toCharArray();
        try (Invitation invitation = Invitation.parse(link).orElseThrow()) {
            return device.ask(invitation).then(offer -> device.redeem(offer, pin));
        } finally {
            Arrays.fill(pin, (char) 0);
        }
    }

    private Invitation link() {
        return Invitation.parse(played.link()).orElseThrow();
    }

    private String respond(String pin) {
        return new Authenticator(store)
                .respond(CHALLENGE, Optional.empty(), pin.toCharArray())
                .map(Response::digits)
                .value()
                .orElseThrow();
    }

    private DeviceState kept() {
        return store.read();
    }

    private Device device(PlayedServer server, DeviceStore keep, UnlockKind unlock) {
        DeviceReport report = new DeviceReport(Platform.PROGRAM, "", "1.2.3", "Test", unlock, false, Optional.empty());
        return new Device(new Server(server.address()), keep, report, random);
    }
}
