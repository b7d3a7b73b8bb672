package dev.countersign.activation;

import static dev.countersign.activation.Phone.granted;
import static dev.countersign.activation.Phone.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationOutcome.Unconfirmed;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.activation.ActivationView.Stage;
import dev.countersign.audit.AuditTrail;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.authenticator.Platform;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.ConfirmationView;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.device.ActivationCode;
import dev.countersign.device.ActivationSecret;
import dev.countersign.device.Octets;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.sms.Numbers;
import dev.countersign.token.Sessions;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.Identity;
import dev.countersign.user.Users;
import jakarta.persistence.LockModeType;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a phone becomes an authenticator, from the portal's button to the server's confirmation. */
class ActivationsTest {

    private static final String ADDRESS = "192.0.2.7";
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);
    private final Phone phone = new Phone(beans);

    @Test
    void theScannedCodeMakesThePhoneAnAuthenticator() {
        BegunActivation begun = begin();
        assertThat(begun.code()).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}");
        assertThat(stage(begun)).isEqualTo(Stage.WAITING);
        granted(phone.scan(begun));
        assertThat(stage(begun)).isEqualTo(Stage.FOUND);

        Activated activated = granted(phone.activate(begun));

        assertThat(activated.userName()).isEqualTo(user.userName());
        ActivationView done = view(begun);
        assertThat(done.stage()).isEqualTo(Stage.DONE);
        assertThat(done.model()).contains("Pixel 8");
        assertThat(activeEnrolment()).contains(activated.enrolment());
        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(SecurityEvent.of(user.userId(), SecurityEvent.Kind.ACTIVATED)
                        .by(Channel.PUSH)
                        .with("device", "Pixel 8"));
        assertThat(AuditTrail.of(beans, user.userId())).containsExactly("ACTIVATION_BEGUN OK", "ACTIVATION OK");
    }

    @Test
    void theTypedCodeDoesAsWell() {
        BegunActivation begun = begin();

        Offer offer = granted(phone.type(begun.code().toLowerCase(Locale.ROOT), ADDRESS));
        ActivationSecret secret =
                ActivationSecret.ofCode(ActivationCode.parse(begun.code()).orElseThrow());

        assertThat(granted(phone.redeem(offer, secret)).userName()).isEqualTo(user.userName());
    }

    @Test
    void itIsUsedOnce() {
        BegunActivation begun = begin();
        Offer offer = granted(phone.scan(begun));
        granted(phone.redeem(offer, secretOf(begun)));
        Phone other = new Phone(beans);

        assertThat(reason(other.redeem(offer, secretOf(begun)))).isEqualTo(Reason.SESSION_USED);

        assertThat(reason(other.scan(begun))).isEqualTo(Reason.SESSION_USED);
        assertThat(reason(other.type(begun.code(), ADDRESS))).isEqualTo(Reason.SESSION_USED);
    }

    @Test
    void theVerySameClaimGetsItsAnswerAgain() {
        BegunActivation begun = begin();
        Activated first = granted(phone.activate(begun));

        assertThat(granted(phone.claimAgain())).isEqualTo(first);

        assertThat(AuditTrail.of(beans, user.userId())).containsOnlyOnce("ACTIVATION OK");
        phone.withToken("x".repeat(43));
        assertThat(reason(phone.claimAgain()))
                .as("not for another installation")
                .isEqualTo(Reason.SESSION_USED);
    }

    @Test
    void aWrongSecretBurnsIt() {
        BegunActivation begun = begin();
        Offer offer = granted(phone.scan(begun));

        assertThat(reason(phone.redeem(offer, ActivationSecret.randomQr(new SecureRandom()))))
                .isEqualTo(Reason.PROOF_WRONG);

        assertThat(reason(phone.redeem(offer, secretOf(begun)))).isEqualTo(Reason.SESSION_USED);
        assertThat(stage(begun)).isEqualTo(Stage.FAILED);
        assertThat(view(begun).cause()).contains(Reason.PROOF_WRONG);
        assertThat(activeEnrolment()).isEmpty();
    }

    @Test
    void aClaimThatCannotBeOneBurnsItAndIsNoFault() {
        Offer byToken = granted(phone.scan(begin()));
        assertThat(reason(phone.redeem(byToken, ActivationSecret.ofSmsToken("12345678"))))
                .isEqualTo(Reason.PROOF_WRONG);

        BegunActivation begun = begin();
        granted(phone.activate(begun));
        BegunActivation next = begin(SignedIn.add(beans));
        granted(phone.scan(next));
        assertThat(reason(phone.claimWithOneKeyInTwoPlaces(next))).isEqualTo(Reason.PROOF_WRONG);
    }

    @Test
    void itsTimeIsOverAtTheMoment() {
        BegunActivation begun = begin();
        beans.clock().pass(LIFE.minusMillis(1));
        Offer offer = granted(phone.scan(begun));
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(reason(phone.redeem(offer, secretOf(begun)))).isEqualTo(Reason.SESSION_EXPIRED);

        assertThat(stage(begun)).isEqualTo(Stage.EXPIRED);
        assertThat(activeEnrolment()).isEmpty();
    }

    @Test
    void aNewerOneEndsIt() {
        BegunActivation older = begin();
        BegunActivation newer = begin();

        assertThat(reason(phone.activate(older))).isEqualTo(Reason.SESSION_EXPIRED);

        assertThat(granted(phone.activate(newer)).userName()).isEqualTo(user.userName());
    }

    @Test
    void loggingOutEndsIt() {
        BegunActivation begun = begin();
        Offer offer = granted(phone.scan(begun));
        beans.run(Sessions.class, sessions -> sessions.end(user, user.sessionId()));

        assertThat(reason(phone.redeem(offer, secretOf(begun)))).isEqualTo(Reason.SESSION_EXPIRED);

        assertThat(reason(phone.scan(begun))).isEqualTo(Reason.SESSION_EXPIRED);
    }

    @Test
    void givingItUpEndsIt() {
        BegunActivation begun = begin();

        assertThat(beans.<ActivationDesk, Boolean>call(
                        ActivationDesk.class,
                        desk -> desk.cancel(user, begun.view().id())))
                .isTrue();

        assertThat(reason(phone.scan(begun))).isEqualTo(Reason.SESSION_EXPIRED);
        assertThat(beans.<ActivationDesk, Boolean>call(
                        ActivationDesk.class,
                        desk -> desk.cancel(user, begun.view().id())))
                .isFalse();
    }

    @Test
    void aLockedUserActivatesNothing() {
        BegunActivation begun = begin();
        Offer offer = granted(phone.scan(begun));
        Users.lock(beans, user.userId());

        assertThat(reason(phone.redeem(offer, secretOf(begun)))).isEqualTo(Reason.SESSION_EXPIRED);

        assertThat(activeEnrolment()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1111", "1234", "9876", "123", "1234567", "abcd", "12 4", "7890"})
    void aPinThatIsNoneOrTooEasyMayBeFollowedByABetterOne(String pin) {
        BegunActivation begun = begin();
        Offer offer = granted(phone.withPin(pin).scan(begun));

        assertThat(reason(phone.redeem(offer, secretOf(begun)))).isEqualTo(Reason.PIN_RULES);

        assertThat(granted(phone.withPin("7q=31").redeem(offer, secretOf(begun)))
                        .userName())
                .isEqualTo(user.userName());
    }

    @Test
    void aPinOutOfTheUsersNumberIsRefused() {
        String number = beans.query(entities -> {
            String id = Numbers.add(entities, user.userId(), beans.clock().instant());
            return Numbers.get(entities, id).e164();
        });
        BegunActivation begun = beginConfirmed();
        Offer offer =
                granted(phone.withPin(number.substring(number.length() - 4)).scan(begun));

        assertThat(reason(phone.redeem(offer, secretOf(begun)))).isEqualTo(Reason.PIN_RULES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"050384", "8001", "128001", "800112", "X123", "0151"})
    void aPinOutOfWhatIsKnownOfThePersonIsRefused(String pin) {
        Users.identify(
                beans,
                user.userId(),
                new Identity(
                        Optional.of(LocalDate.of(1984, 3, 5)),
                        Optional.of("12"),
                        Optional.of("8001"),
                        List.of("X1234567")));
        beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));
        BegunActivation begun = beginConfirmed();
        Offer offer = granted(phone.withPin(pin).scan(begun));

        assertThat(reason(phone.redeem(offer, secretOf(begun)))).isEqualTo(Reason.PIN_RULES);

        granted(phone.withPin("7q=31").redeem(offer, secretOf(begun)));
    }

    @Test
    void asManyWrongPinsOfAPhoneThatHasOneAsTriesBurnIt() {
        granted(phone.activate(begin()));
        SignedInUser second = SignedIn.add(beans);
        BegunActivation begun = begin(second);
        Offer offer = granted(phone.withPin("wrong1").scan(begun));
        for (int left = 4; left > 0; left--) {
            ActivationOutcome<Activated> outcome = phone.redeem(offer, secretOf(begun));
            assertThat(reason(outcome)).isEqualTo(Reason.PIN_WRONG);
            assertThat(((ActivationOutcome.Refused<Activated>) outcome)
                            .refusal()
                            .triesLeft())
                    .contains(left);
        }

        phone.redeem(offer, secretOf(begun));

        assertThat(reason(phone.withPin(Phone.PIN).redeem(offer, secretOf(begun))))
                .isEqualTo(Reason.SESSION_USED);
    }

    /** A jurisdiction that allows fewer means all answers, and not those at logins alone. */
    @Test
    void itBearsNoMoreWrongPinsThanALoginWrongAnswers() {
        granted(phone.activate(begin()));
        beans.set("countersign.login.tries", "1");
        BegunActivation begun = begin(SignedIn.add(beans));
        Offer offer = granted(phone.withPin("wrong1").scan(begun));

        phone.redeem(offer, secretOf(begun));

        assertThat(reason(phone.withPin(Phone.PIN).redeem(offer, secretOf(begun))))
                .isEqualTo(Reason.SESSION_USED);
    }

    @Test
    void onePhoneServesManyUsersWithOnePin() {
        granted(phone.activate(begin()));
        SignedInUser second = SignedIn.add(beans);

        granted(phone.activate(begin(second)));

        assertThat(users(phone))
                .extracting(InstallationDesk.KnownUser::userName)
                .containsExactlyInAnyOrder(user.userName(), second.userName());
        assertThat(beans.fired(SecurityEvent.class))
                .extracting(SecurityEvent::kind)
                .containsExactly(SecurityEvent.Kind.ACTIVATED, SecurityEvent.Kind.USER_ADDED);
    }

    @Test
    void aPhoneHasNoMoreUsersThanItMay() {
        beans.set("countersign.activation.users-per-phone", "1");
        granted(phone.activate(begin()));

        SignedInUser second = SignedIn.add(beans);
        BegunActivation begun = begin(second);

        assertThat(reason(phone.scan(begun))).isEqualTo(Reason.INSTALLATION_FULL);

        ActivationView seen = beans.<ActivationDesk, Optional<ActivationView>>call(
                        ActivationDesk.class,
                        desk -> desk.find(second, begun.view().id()))
                .orElseThrow();
        assertThat(seen.stage()).as("another phone may take it").isEqualTo(Stage.WAITING);
        assertThat(seen.cause()).contains(Reason.INSTALLATION_FULL);
    }

    @Test
    void whoeverIsOnAFullPhoneMayBeActivatedThereAnew() {
        beans.set("countersign.activation.users-per-phone", "1");
        UUID first = granted(phone.activate(begin())).enrolment();
        SignedInUser lost = SignedIn.openedBy("TEMPORARY_PASSCODE", user);

        granted(phone.activate(granted(beans.call(
                ActivationDesk.class, desk -> desk.begin(lost, new ActivationWish(Optional.empty(), true))))));

        assertThat(activeEnrolment()).isPresent().isNotEqualTo(Optional.of(first));
        assertThat(beans.fired(SecurityEvent.class))
                .extracting(SecurityEvent::kind)
                .containsExactly(SecurityEvent.Kind.ACTIVATED, SecurityEvent.Kind.ACTIVATED);
    }

    @Test
    void whoHasNotTheTokenOfAnInstallationGetsNoUserOntoIt() {
        granted(phone.activate(begin()));
        String own = phone.token();
        BegunActivation begun = begin(SignedIn.add(beans));

        assertThat(reason(phone.withToken("x".repeat(43)).activate(begun))).isEqualTo(Reason.INSTALLATION);

        assertThat(beans.<InstallationDesk, Boolean>call(
                        InstallationDesk.class,
                        desk -> desk.findUsers(phone.installation(), "x".repeat(43))
                                .isPresent()))
                .isFalse();
        assertThat(granted(phone.withToken(own).activate(begun)).userName()).isNotEqualTo(user.userName());
    }

    @Test
    void whoIsActiveOnThisPhoneIsTold() {
        granted(phone.activate(begin()));
        BegunActivation again = begin();

        assertThat(reason(phone.activate(again))).isEqualTo(Reason.ALREADY_HERE);

        assertThat(view(again).cause()).contains(Reason.ALREADY_HERE);
    }

    @Test
    void whoIsActiveOnAnotherPhoneIsToldAndLosesNothing() {
        UUID first = granted(phone.activate(begin())).enrolment();

        assertThat(reason(new Phone(beans).activate(begin()))).isEqualTo(Reason.ALREADY_ELSEWHERE);

        assertThat(activeEnrolment()).contains(first);
    }

    @Test
    void whoProvesHisAuthenticatorMayPutAnotherPhoneInItsPlace() {
        granted(phone.activate(begin()));
        Phone next = new Phone(beans);
        BegunActivation begun = granted(begin(user, Optional.of(proofByPhone())));
        assertThat(activeEnrolment())
                .as("nothing is replaced before it succeeds")
                .isPresent();

        UUID second = granted(next.activate(begun)).enrolment();

        assertThat(activeEnrolment()).contains(second);
        assertThat(users(phone)).extracting(InstallationDesk.KnownUser::state).containsExactly(EnrolmentState.REVOKED);
    }

    @Test
    void aProofOfTheAuthenticatorTakesTheRightResponse() {
        granted(phone.activate(begin()));
        Proof proof = proofByPhone();
        String wrong = proof.answer().typed().startsWith("0")
                ? "1" + proof.answer().typed().substring(1)
                : "0" + proof.answer().typed().substring(1);

        assertThat(begin(user, Optional.of(new Proof(proof.confirmationId(), wrong))))
                .isInstanceOf(Unconfirmed.class);

        assertThat(granted(begin(user, Optional.of(proof))).view().stage()).isEqualTo(Stage.WAITING);
    }

    /** Whoever reads his mail could make a phone his authenticator by it. */
    @Test
    void whoseLoginCodeWentToHisMailboxTooProvesHisFactorFirst() {
        beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));
        beans.set("countersign.mail.host", "mail.example").set("countersign.mail.login-codes", "1");
        granted(begin(user, Optional.empty()));

        beans.query(entities -> entities.createNativeQuery("update login_user set email = ?1 where id = ?2")
                .setParameter(1, "anna@example.com")
                .setParameter(2, user.userId())
                .executeUpdate());

        assertThat(reason(begin(user, Optional.empty()))).isEqualTo(Reason.CONFIRMATION_REQUIRED);
    }

    @Test
    void whoseLoginIsNotFreshProvesHisFactorFirst() {
        beans.query(
                entities -> Numbers.add(entities, user.userId(), beans.clock().instant()));
        beans.clock().pass(Duration.ofMinutes(10).minusMillis(1));
        granted(begin(user, Optional.empty()));
        beans.clock().pass(Duration.ofMillis(1));

        assertThat(reason(begin(user, Optional.empty()))).isEqualTo(Reason.CONFIRMATION_REQUIRED);

        assertThat(beginConfirmed().view().stage()).isEqualTo(Stage.WAITING);
    }

    @Test
    void wrongCodesOfAnInstallationAreNotLookedAtForAnHour() {
        BegunActivation begun = begin();
        for (int i = 0; i < 10; i++) {
            assertThat(reason(phone.type("0000-0000-000" + i, address(i)))).isEqualTo(Reason.SESSION_UNKNOWN);
        }

        assertThat(reason(phone.type(begun.code(), address(11)))).isEqualTo(Reason.TOO_MANY);

        assertThat(granted(new Phone(beans).type(begun.code(), address(12))).activation())
                .isEqualTo(begun.view().id());
        beans.clock().pass(Duration.ofHours(1));
        BegunActivation later = begin(SignedIn.add(beans));
        assertThat(granted(phone.type(later.code(), address(13))).activation())
                .isEqualTo(later.view().id());
    }

    @Test
    void wrongCodesOfAnAddressAreNotLookedAtForAnHour() {
        String address = "198.51.100." + new SecureRandom().nextInt(250);
        for (int i = 0; i < 30; i++) {
            phone.type("0000-0000-000" + i % 10, address);
            new Phone(beans).type("0000-0000-000" + i % 10, address);
        }

        assertThat(reason(new Phone(beans).type(begin().code(), address))).isEqualTo(Reason.TOO_MANY);
    }

    @Test
    void phonesThatTheTermsDoNotNameAreTurnedAwayAndUseNothingUp() {
        BegunActivation begun = begin();

        assertThat(reason(new Phone(beans)
                        .withPlatform(Platform.DESKTOP_BROWSER, "")
                        .activate(begun)))
                .isEqualTo(Reason.DEVICE_REFUSED);
        assertThat(view(begun).cause()).contains(Reason.DEVICE_REFUSED);
        assertThat(reason(new Phone(beans)
                        .withPlatform(Platform.ANDROID_BROWSER, "5.1")
                        .activate(begun)))
                .isEqualTo(Reason.OS_TOO_OLD);
        assertThat(reason(new Phone(beans).withPlatform(Platform.ANDROID, "14").activate(begun)))
                .as("nobody vouches for it")
                .isEqualTo(Reason.DEVICE_REFUSED);

        assertThat(granted(phone.activate(begun)).userName()).isEqualTo(user.userName());
    }

    @Test
    void theSecretsAreBlankAfterTheEnd() {
        BegunActivation used = begin();
        granted(phone.activate(used));
        BegunActivation late = begin(SignedIn.add(beans));
        beans.clock().pass(LIFE.plusMillis(1));
        beans.run(ActivationSweep.class, ActivationSweep::blank);

        assertThat(sealed(used)).isEmpty();
        assertThat(sealed(late)).isEmpty();
    }

    /** The embedded database would wait for ten seconds. */
    @Test
    @Timeout(5)
    void whoHoldsOneThatIsOverHoldsUpNoOther() {
        BegunActivation held = begin();
        BegunActivation late = begin(SignedIn.add(beans));
        beans.clock().pass(LIFE.plusMillis(1));

        beans.query(holder -> {
            holder.find(Activation.class, held.view().id().toString(), LockModeType.PESSIMISTIC_WRITE);
            beans.run(ActivationSweep.class, ActivationSweep::blank);
            assertThat(sealed(late)).isEmpty();
            return true;
        });

        assertThat(sealed(held)).isPresent();
    }

    @Test
    void itIsForgottenADayAfterItsEnd() {
        BegunActivation used = begin();
        granted(phone.activate(used));
        BegunActivation late = begin(SignedIn.add(beans));
        beans.clock().pass(LIFE.plusDays(1));
        beans.run(ActivationSweep.class, ActivationSweep::remove);
        assertThat(List.of(used, late)).allMatch(this::isKept);
        beans.clock().pass(Duration.ofMillis(1));

        beans.run(ActivationSweep.class, ActivationSweep::remove);

        assertThat(List.of(used, late)).noneMatch(this::isKept);
    }

    private boolean isKept(BegunActivation begun) {
        return beans.query(
                entities -> entities.find(Activation.class, begun.view().id().toString()) != null);
    }

    private Optional<Object> sealed(BegunActivation begun) {
        return beans.query(entities ->
                Optional.ofNullable(entities.createNativeQuery("select secrets_sealed from activation where id = ?1")
                        .setParameter(1, begun.view().id().toString())
                        .getSingleResult()));
    }

    private static String address(int last) {
        return "203.0.113." + last;
    }

    private Proof proofByPhone() {
        ConfirmationView asked = Confirming.view(beans, user, ConfirmationPurpose.AUTHENTICATOR_CHANGE);
        return new Proof(
                asked.id(),
                phone.respond(user.userName(), asked.question().challenge().orElseThrow()));
    }

    private BegunActivation beginConfirmed() {
        String id = Confirming.begin(beans, user, ConfirmationPurpose.AUTHENTICATOR_CHANGE);
        String code = Confirming.code(beans, ConfirmationPurpose.AUTHENTICATOR_CHANGE, id);
        return granted(begin(user, Optional.of(new Proof(id, code))));
    }

    private BegunActivation begin() {
        return begin(user);
    }

    /** The first activation of a user needs no proof; for later ones the login of a moment ago counts. */
    private BegunActivation begin(SignedInUser whose) {
        return granted(begin(whose, Optional.empty()));
    }

    private ActivationOutcome<BegunActivation> begin(SignedInUser whose, Optional<Proof> proof) {
        return beans.call(ActivationDesk.class, desk -> desk.begin(whose, new ActivationWish(proof, false)));
    }

    private ActivationView view(BegunActivation begun) {
        return beans.<ActivationDesk, Optional<ActivationView>>call(
                        ActivationDesk.class,
                        desk -> desk.find(user, begun.view().id()))
                .orElseThrow();
    }

    private Stage stage(BegunActivation begun) {
        return view(begun).stage();
    }

    private List<InstallationDesk.KnownUser> users(Phone of) {
        return beans.<InstallationDesk, Optional<List<InstallationDesk.KnownUser>>>call(
                        InstallationDesk.class, desk -> desk.findUsers(of.installation(), of.token()))
                .orElseThrow();
    }

    private Optional<UUID> activeEnrolment() {
        return beans.call(
                Authenticators.class, all -> all.findActive(user.userId()).map(active -> active.id()));
    }

    private static ActivationSecret secretOf(BegunActivation begun) {
        return ActivationSecret.ofQr(Octets.of(Base64.getUrlDecoder().decode(begun.scanned())));
    }
}
