package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dev.countersign.blackbox.Portal;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The authenticator moves from app to app in browsers: to another phone, back after a reset, to another app; and its keys are renewed. */
@InBrowser
class MovesAppIT {

    private static final String BEGIN = "POST /api/v1/device/activations/credentials";
    private static final String REDEMPTION = "POST /api/v1/device/activations/*/redemption";

    /** Until the number may get the next SMS. */
    private static final Duration PAUSE = Duration.ofMinutes(3);

    /** For so long a phone that was activated after a login by SMS counts as one. */
    private static final Duration AS_AN_SMS = Duration.ofHours(24);

    private static final String CLEAR_SITE_DATA = """
            () => new Promise((resolve) => {
              const opening = indexedDB.open('countersign-authenticator');
              opening.onsuccess = () => {
                const stores = [...opening.result.objectStoreNames];
                const clearing = opening.result.transaction(stores, 'readwrite');
                stores.forEach((store) => clearing.objectStore(store).clear());
                clearing.oncomplete = resolve;
              };
            })
            """;

    /** What an app does first that resets itself; this one got no further. */
    private static final String TELL_RESET = """
            () => new Promise((resolve) => {
              indexedDB.open('countersign-authenticator').onsuccess = ({ target }) => {
                target.result.transaction('installation').objectStore('installation').get('this').onsuccess = (found) => {
                  const { id, token } = found.target.result;
                  resolve(fetch(`/api/v1/device/installations/${id}/reset`, { method: 'POST', headers: { Authorization: `Bearer ${token}` } })
                    .then(({ status }) => status));
                };
              };
            })
            """;

    private static final String KNOWS_THAT_A_KEY_IS_DUE = """
            () => new Promise((resolve) => {
              indexedDB.open('countersign-authenticator').onsuccess = ({ target }) => {
                target.result.transaction('users').objectStore('users').getAll().onsuccess = (found) => {
                  resolve(found.target.result.some(({ renewalDue }) => renewalDue));
                };
              };
            })
            """;

    /** As if its key had been deleted from the phone, of which the app is told no more than this. */
    private static final String LOCK_OPENS_NOTHING =
            "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')); }";

    private static final String LOCK_OPENS_AGAIN = "() => { delete navigator.credentials.get; }";

    private final Screens screens;
    private final Product product;

    MovesAppIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    private TestUser user() {
        return product.operator().newUser();
    }

    private Phone phone() {
        return new Phone(screens.open(Look.PHONE)).deaf();
    }

    /** One that is the user's authenticator. */
    private Phone phoneOf(TestUser user) {
        Phone phone = phone().activate(PortalActivation.begin(product, user), user.userName());
        screens.advance(PAUSE);
        return phone;
    }

    private Portal.Attempt begin(TestUser user) {
        return product.portal().begin(user);
    }

    private void assertLogsIn(Phone phone, TestUser user) {
        Portal.Attempt login = begin(user);
        assertThat(login.answer(phone.respond(login.challenge(), Phone.PIN)).status())
                .isEqualTo(200);
    }

    private void askUntilRenewalIsDue(TestUser user) {
        for (int asked = 0; asked < 4; asked++) {
            begin(user);
        }
    }

    private static void awaitRenewal(Phone phone, Runnable act) {
        phone.screen()
                .page()
                .waitForResponse(
                        answer -> answer.url().endsWith("/renewal")
                                && answer.request().method().equals("PUT")
                                && answer.status() == 200,
                        act);
    }

    private static void assertAnswersNothing(Phone phone) {
        PlaywrightAssertions.assertThat(phone.screen().field(phone.say("app.challenge")))
                .hasCount(0);
    }

    private static String other(String token) {
        return (token.charAt(0) == '0' ? "1" : "0") + token.substring(1);
    }

    @Test
    void itMigratesToAnotherPhoneTheOldOneIsToldAndTheLinkOfTheNoticeStopsTheNewOne() {
        TestUser user = user();
        Phone old = phoneOf(user);
        Phone fresh = phone().open();
        fresh.screen().expect("409 " + BEGIN);
        fresh.screen().expect("401 POST /api/v1/device/activations/*/credentials");
        fresh.screen().expect("422 " + REDEMPTION);

        fresh.press("app.credentials");
        fresh.typePassword(user.userName(), user.password());
        fresh.screen().awaitHeading(fresh.say("app.elsewhere-title"));
        fresh.screen().awaitWords(fresh.say("app.keep-text"));
        fresh.screen().assertAccessible();
        fresh.press("app.migrate");
        fresh.confirm("app.migrate");
        fresh.screen().awaitWords(fresh.say("app.migrate-explained", "user", user.userName()));
        fresh.press("form.continue");
        fresh.screen().awaitWords(fresh.say("app.again-text"));
        assertThat(fresh.screen().field(fresh.say("login.password")).inputValue())
                .as("the first one is not kept")
                .isEmpty();
        fresh.typePassword(user.userName(), "Wrong word 1");
        fresh.screen().awaitRefusedField(fresh.say("login.password"), fresh.say("login.bad-credentials"));
        fresh.typePassword(user.userName(), user.password());
        fresh.screen().awaitWords(fresh.screen().beginning("message.delivered"));
        String token = product.inbox().token(user, 1);
        fresh.typeToken(other(token));
        fresh.choosePin(Phone.PIN);
        fresh.screen().awaitRefusedField(fresh.say("app.token-label"), "Wrong token. 4 tries left.");
        fresh.typeToken(token);
        fresh.choosePin(Phone.PIN);
        fresh.awaitActive(user.userName());
        fresh.screen().awaitWords(fresh.screen().beginning("app.weak-until"));
        fresh.press("app.done-button");
        assertLogsIn(fresh, user);

        old.receive(
                "{\"id\": \"" + UUID.randomUUID() + "\", \"kind\": \"NOTICE\", \"title\": \"Moved\", \"body\": \"\"}");
        old.screen().awaitWords(old.say("app.user-migrated"));
        assertAnswersNothing(old);
        old.screen().assertAccessible();

        Screen stop = screens.open(Look.PHONE);
        stop.goTo("/stop/#" + product.inbox().stopToken(user));
        stop.keyboard().activate(AriaRole.BUTTON, stop.say("stop.button"));
        stop.awaitWords(stop.say("stop.done"));
        fresh.open();
        fresh.screen().awaitWords(fresh.say("app.user-stopped"));
        assertAnswersNothing(fresh);

        Phone own = phone().open();
        own.screen().expect("409 " + BEGIN);
        own.press("app.credentials");
        own.typePassword(user.userName(), user.password());
        own.screen().awaitWords(own.say("app.stopped"));
        PlaywrightAssertions.assertThat(own.screen().find(AriaRole.BUTTON, own.say("app.migrate")))
                .hasCount(0);
        own.screen().assertAccessible();
    }

    @Test
    @Tag("full")
    void afterAResetEachUserIsRecoveredByThePinThatTheAppHad() {
        TestUser first = user();
        TestUser second = user();
        Phone phone = phoneOf(first);
        phone.press("app.add-user");
        phone.typeCode(PortalActivation.begin(product, second).code());
        phone.typePin(Phone.PIN);
        phone.awaitActive(second.userName());
        phone.press("app.done-button");
        screens.advance(PAUSE);
        phone.screen().expect("422 " + REDEMPTION);

        phone.press("app.more");
        phone.press("app.reset");
        phone.screen().awaitWords(phone.say("app.reset-warning"));
        phone.screen().assertAccessible();
        phone.confirm("app.reset");
        phone.screen().awaitWords(phone.say("app.recover-offer"));
        phone.awaitKept();
        assertThat(begin(first).begun().json().at("/factors/0/kind").asText())
                .as("nobody gets in by an SMS meanwhile")
                .isEqualTo("AUTHENTICATOR");

        phone.recover(first.userName());
        phone.screen().field(phone.say("login.password")).fill(first.password());
        phone.press("form.continue");
        phone.typeToken(product.inbox().token(first, 1));
        phone.typePin("9f%44");
        phone.screen().awaitWords(phone.screen().beginning("app.pin-wrong"));
        phone.screen().assertAccessible();
        phone.typePin(Phone.PIN);
        phone.awaitActive(first.userName());
        phone.recover(second.userName());
        phone.screen().field(phone.say("login.password")).fill(second.password());
        phone.press("form.continue");
        phone.typeToken(product.inbox().token(second, 1));
        phone.typePin(Phone.PIN);
        phone.awaitActive(second.userName());
        phone.press("app.done-button");

        phone.screen().field(phone.say("app.user")).selectOption(first.userName());
        assertLogsIn(phone, first);
        phone.screen().goOffline();
        phone.screen().page().reload();
        phone.screen().awaitHeading(phone.say("app.authenticate"));
        PlaywrightAssertions.assertThat(phone.screen().page().getByText(phone.say("app.recover-offer")))
                .hasCount(0);
    }

    @Test
    void theKeyThatSurvivedInThePhonesLockNeedsNoSms() {
        TestUser user = user();
        Phone phone = activeByLock(user);
        screens.advance(AS_AN_SMS);

        phone.screen().page().evaluate(CLEAR_SITE_DATA);
        phone.open();
        phone.bring("app.recover");
        phone.typePassword(user.userName(), user.password());
        phone.press("app.key-use");
        phone.press("app.unlock-device");
        phone.awaitActive(user.userName());
        PlaywrightAssertions.assertThat(
                        phone.screen().page().getByText(phone.screen().beginning("app.weak-until")))
                .hasCount(0);

        phone.screen().page().evaluate(TELL_RESET);
        phone.open();
        phone.screen().awaitWords(phone.say("app.user-recoverable"));
        phone.recover(user.userName());
        phone.screen().field(phone.say("login.password")).fill(user.password());
        phone.press("form.continue");
        phone.press("app.unlock-device");
        phone.awaitActive(user.userName());
        phone.press("app.done-button");

        assertThat(product.inbox().tokens(user)).isEmpty();
        askUntilRenewalIsDue(user);
        phone.open();
        phone.screen().page().waitForFunction(KNOWS_THAT_A_KEY_IS_DUE);
        awaitRenewal(phone, () -> phone.respond("482913"));
        phone.press("app.next-challenge");
        Portal.Attempt login = begin(user);
        assertThat(login.answer(phone.respond(login.challenge())).status()).isEqualTo(200);
    }

    @Test
    void whoseKeyThePhonesLockHasNoMoreIsRecovered() {
        TestUser user = user();
        Phone phone = activeByLock(user);
        phone.press("app.done-button");
        screens.advance(PAUSE);
        phone.screen().page().evaluate(LOCK_OPENS_NOTHING);

        phone.screen().field(phone.say("app.challenge")).fill("482913");
        phone.press("app.respond");
        phone.screen().awaitWords(phone.say("app.key-gone"));
        phone.screen().assertAccessible();
        phone.recover(user.userName());
        phone.screen().field(phone.say("login.password")).fill(user.password());
        phone.press("form.continue");
        phone.press("app.key-token");
        phone.typeToken(product.inbox().token(user, 1));
        phone.screen().page().evaluate(LOCK_OPENS_AGAIN);
        phone.press("app.unlock-device");
        phone.awaitActive(user.userName());
        phone.press("app.done-button");

        Portal.Attempt login = begin(user);
        assertThat(login.answer(phone.respond(login.challenge())).status()).isEqualTo(200);
    }

    @Test
    @Tag("full")
    void anotherAppOnThePhoneTakesOverWhatThisOneSigned() {
        TestUser user = user();
        Phone old = phoneOf(user);
        Phone fresh = phone().open();

        fresh.bring("app.merge");
        fresh.typePassword(user.userName(), user.password());
        fresh.typePin(Phone.PIN);
        String request = fresh.screen().field(fresh.say("app.merge-request")).inputValue();
        fresh.screen().assertAccessible();
        old.press("app.more");
        old.press("app.hand-over");
        old.screen().field(old.say("app.merge-request")).fill("AAAA");
        old.press("form.continue");
        old.screen().awaitRefusedField(old.say("app.merge-request"), old.say("app.merge-request-form"));
        old.screen().field(old.say("app.merge-request")).fill(request);
        old.press("form.continue");
        old.screen().awaitWords(old.say("app.hand-over-warning"));
        old.screen().assertAccessible();
        old.press("app.hand-over");
        String answer = old.screen().field(old.say("app.merge-answer")).inputValue();
        fresh.screen().field(fresh.say("app.merge-answer")).fill(answer);
        fresh.confirm("form.continue");
        fresh.awaitActive(user.userName());
        fresh.press("app.done-button");

        assertLogsIn(fresh, user);
        old.open();
        old.screen().awaitWords(old.say("app.user-moved"));
        assertAnswersNothing(old);
        assertThat(product.inbox().tokens(user)).isEmpty();
    }

    @Test
    @Tag("full")
    void whatCannotMoveIsSaidWithAnotherWay() {
        TestUser user = user();
        Phone phone = phone().open();
        phone.screen().expect("409 " + BEGIN);

        phone.bring("app.recover");
        phone.typePassword(user.userName(), user.password());
        phone.screen().awaitWords(phone.say("app.recover-none"));
        phone.press("app.migrate");
        phone.screen().field(phone.say("login.password")).fill(user.password());
        phone.press("form.continue");
        phone.screen().awaitWords(phone.say("app.migrate-none"));
        phone.screen().assertAccessible();
        phone.press("app.credentials");
        phone.screen().field(phone.say("login.password")).fill(user.password());
        phone.press("form.continue");

        phone.screen().awaitWords(phone.say("app.send-token"));
    }

    @Test
    @Tag("full")
    void aTokenThatTheCarrierBlocksIsNotSentAgain() {
        TestUser user = user();
        Phone phone = phone().open();
        phone.screen().expect("409 POST /api/v1/device/activations/*/sms");
        phone.press("app.credentials");
        phone.typePassword(user.userName(), user.password());
        product.inbox().fault("REJECTED_RECEIPT");
        try {
            phone.press("app.send-token");
            PlaywrightAssertions.assertThat(phone.screen().page().locator(".delivery"))
                    .containsText(phone.say("message.carrier-blocked"));
        } finally {
            product.inbox().fault("NONE");
        }
        screens.advance(PAUSE);

        phone.press("message.again-short");

        phone.screen().awaitTrouble(phone.say("message.carrier-blocked"));
        phone.screen().assertAccessible();
    }

    @Test
    void aKeyThatIsDueIsRenewedAtTheStart() {
        TestUser user = user();
        Phone phone = phoneOf(user);
        String before = phone.respond("482913", Phone.PIN);
        askUntilRenewalIsDue(user);

        awaitRenewal(phone, phone::open);

        assertLogsIn(phone, user);
        phone.press("app.next-challenge");
        assertThat(phone.respond("482913", Phone.PIN)).as("another key").isNotEqualTo(before);
    }

    /** A phone that keeps the key of its user behind its own lock. */
    private Phone activeByLock(TestUser user) {
        Phone phone = phone();
        phone.hasLock(true);
        phone.open();
        phone.typeCode(PortalActivation.begin(product, user).code());
        phone.press("app.unlock-device");
        phone.awaitActive(user.userName());
        return phone;
    }
}
