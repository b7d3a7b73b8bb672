package dev.countersign.browser;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** The authenticator in the hand of a person: the steps of its tests and scenes, in whatever language it is. */
record Phone(Screen screen) {

    /** A PIN that nobody's rules forbid. */
    static final String PIN = "7q=31";

    static final String ADDRESS = "/authenticator/";

    private static final String NOTIFICATIONS =
            "navigator.serviceWorker.ready.then((registration) => registration.getNotifications())";

    Phone open() {
        screen.goTo(ADDRESS);
        screen.page().locator("main h1").waitFor();
        return this;
    }

    /** Opens it by the address that a scanned picture leads to. */
    Phone openByLink(PortalActivation activation) {
        screen.goTo(activation.link().replace("/activate/", ADDRESS));
        return this;
    }

    String say(String key, String... values) {
        return screen.say(key, values);
    }

    void press(String key) {
        screen.find(AriaRole.BUTTON, say(key)).click();
    }

    /** To the screen that asks for the twelve characters, and sends them. */
    void typeCode(String code) {
        press("app.type");
        screen.field(say("app.code-label")).fill(code);
        screen.keyboard().press("Enter");
    }

    void choosePin(String pin) {
        screen.awaitHeading(say("app.pin-title"));
        screen.field(say("app.pin-label")).fill(pin);
        screen.field(say("app.pin-repeat")).fill(pin);
        press("app.activate");
    }

    /** The PIN that this phone has already. */
    void typePin(String pin) {
        screen.awaitHeading(say("app.pin-existing-title"));
        screen.field(say("app.pin-label")).fill(pin);
        press("app.activate");
    }

    /** To one of the ways by which an authenticator comes that its user has already. */
    void bring(String key) {
        press("app.have-one");
        press(key);
    }

    /** The name and password of a user, in whatever form asks for them. */
    void typePassword(String userName, String password) {
        screen.field(say("login.user-name")).fill(userName);
        screen.field(say("login.password")).fill(password);
        press("form.continue");
    }

    /** The eight digits of an SMS. */
    void typeToken(String digits) {
        screen.field(say("app.token-label")).fill(digits);
        press("form.continue");
    }

    /** Presses a button of the dialog on top. */
    void confirm(String key) {
        screen.page()
                .locator("dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(say(key)).setExact(true))
                .click();
    }

    /** To the way back of one user of an earlier set-up. */
    void recover(String userName) {
        screen.find(AriaRole.BUTTON, say("app.recover") + ": " + userName).click();
    }

    void awaitActive(String userName) {
        screen.awaitHeading(say("app.done", "user", userName));
    }

    /** From the first start to the screen on which challenges are typed. */
    Phone activate(PortalActivation activation, String userName) {
        open();
        typeCode(activation.code());
        choosePin(PIN);
        awaitActive(userName);
        press("app.done-button");
        screen.awaitHeading(say("app.authenticate"));
        return this;
    }

    /** The eight digits that answer a challenge, by the PIN. */
    String respond(String challenge, String pin) {
        screen.field(say("app.pin-label")).fill(pin);
        return respond(challenge);
    }

    /** The same where the phone itself opens the key. */
    String respond(String challenge) {
        screen.field(say("app.challenge")).fill(challenge);
        press("app.respond");
        Locator response = screen.page().locator(".response");
        PlaywrightAssertions.assertThat(response).hasText(Pattern.compile("[0-9]{4} [0-9]{4}"));
        return response.textContent().replace(" ", "");
    }

    /** The server cannot tell it by itself what waits, so that logins ask for a challenge. */
    Phone deaf() {
        screen.page()
                .route(
                        "**/requests/events",
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setContentType("text/event-stream")
                                .setBody("")));
        return this;
    }

    /** Opens it anew, and waits until the server tells it by itself what waits. */
    Phone listen() {
        screen.page().waitForResponse(answer -> answer.url().endsWith("/requests/events"), this::open);
        return this;
    }

    /** Waits for a request, and for nothing else, on the screen. */
    void awaitRequest(String userName, String place) {
        screen.awaitHeading(say("app.approve-title"));
        PlaywrightAssertions.assertThat(screen.page().locator(".asked")).containsText(userName);
        PlaywrightAssertions.assertThat(screen.page().locator(".asked")).containsText(place);
    }

    /** Approves by the PIN. */
    void approve(String pin) {
        screen.field(say("app.pin-label")).fill(pin);
        press("app.approve");
    }

    /** What a push service brings to the browser, whether the app is open or not. */
    void receive(String payload) {
        CDPSession session = screen.page().context().newCDPSession(screen.page());
        deliver(session, payload);
        session.detach();
    }

    /**
     * The same, until it is shown and is the only notification, by its title and text. Chromium forgets one that it is just showing when
     * it is asked for all of them, so a push whose notification is not there after it was shown is brought again.
     */
    void receive(String payload, String onlyShown) {
        screen.page().waitForCondition(() -> {
            CDPSession session = screen.page().context().newCDPSession(screen.page());
            CompletableFuture<Void> shown = whenShown(session);
            deliver(session, payload);
            screen.page().waitForCondition(shown::isDone);
            session.detach();
            return notifications().equals(List.of(onlyShown));
        });
    }

    private static CompletableFuture<Void> whenShown(CDPSession session) {
        CompletableFuture<Void> shown = new CompletableFuture<>();
        session.on("BackgroundService.backgroundServiceEventReceived", event -> shown.complete(null));
        JsonObject notifications = new JsonObject();
        notifications.addProperty("service", "notifications");
        session.send("BackgroundService.clearEvents", notifications);
        session.send("BackgroundService.startObserving", notifications);
        notifications.addProperty("shouldRecord", true);
        session.send("BackgroundService.setRecording", notifications);
        return shown;
    }

    private void deliver(CDPSession session, String payload) {
        awaitKept();
        CompletableFuture<String> registration = new CompletableFuture<>();
        session.on(
                "ServiceWorker.workerRegistrationUpdated",
                event -> event.getAsJsonArray("registrations").forEach(known -> {
                    if (known.getAsJsonObject().get("scopeURL").getAsString().endsWith(ADDRESS)) {
                        registration.complete(
                                known.getAsJsonObject().get("registrationId").getAsString());
                    }
                }));
        session.send("ServiceWorker.enable");
        screen.page().waitForCondition(registration::isDone);
        JsonObject message = new JsonObject();
        message.addProperty("origin", (String) screen.page().evaluate("location.origin"));
        message.addProperty("registrationId", registration.join());
        message.addProperty("data", payload);
        session.send("ServiceWorker.deliverPushMessage", message);
    }

    void awaitNoNotification() {
        screen.page().waitForCondition(() -> notifications().isEmpty());
    }

    private List<?> notifications() {
        return (List<?>) screen.page()
                .evaluate(NOTIFICATIONS + ".then((all) => all.map(({ title, body }) => `${title}|${body}`))");
    }

    /** The id of the request that waits. */
    String waitingId() {
        return (String) screen.page().evaluate("""
                () => new Promise((resolve) => {
                  indexedDB.open('countersign-authenticator').onsuccess = ({ target }) => {
                    target.result.transaction('installation').objectStore('installation').get('this').onsuccess = async (found) => {
                      const { id, token } = found.target.result;
                      const answer = await fetch(`/api/v1/device/installations/${id}/requests`, { headers: { Authorization: `Bearer ${token}` } });
                      resolve((await answer.json()).requests[0].id);
                    };
                  };
                })
                """);
    }

    /**
     * Taps the notification; a browser without a window has no finger for it, so the worker is told as the browser tells it. False if
     * Chromium has forgotten it.
     */
    boolean tap() {
        CDPSession session = screen.page().context().newCDPSession(screen.page());
        CompletableFuture<Boolean> tapped = new CompletableFuture<>();
        session.on("Target.receivedMessageFromTarget", event -> {
            JsonObject told =
                    JsonParser.parseString(event.get("message").getAsString()).getAsJsonObject();
            if (told.has("result") && told.get("id").getAsInt() == 1) {
                tapped.complete(told.getAsJsonObject("result")
                        .getAsJsonObject("result")
                        .get("value")
                        .getAsBoolean());
            }
        });
        CompletableFuture<String> worker = new CompletableFuture<>();
        session.on("Target.attachedToTarget", event -> {
            if (event.getAsJsonObject("targetInfo").get("type").getAsString().equals("service_worker")) {
                worker.complete(event.get("sessionId").getAsString());
            }
        });
        JsonObject attach = new JsonObject();
        attach.addProperty("autoAttach", true);
        attach.addProperty("waitForDebuggerOnStart", false);
        attach.addProperty("flatten", false);
        session.send("Target.setAutoAttach", attach);
        screen.page().waitForCondition(worker::isDone);
        JsonObject script = new JsonObject();
        script.addProperty("expression", """
                registration.getNotifications().then(([notification]) => Boolean(notification)
                  && dispatchEvent(new NotificationEvent('notificationclick', { notification })))
                """);
        script.addProperty("awaitPromise", true);
        script.addProperty("returnByValue", true);
        JsonObject call = new JsonObject();
        call.addProperty("id", 1);
        call.addProperty("method", "Runtime.evaluate");
        call.add("params", script);
        JsonObject message = new JsonObject();
        message.addProperty("sessionId", worker.join());
        message.addProperty("message", call.toString());
        session.send("Target.sendMessageToTarget", message);
        screen.page().waitForCondition(tapped::isDone);
        session.detach();
        return tapped.join();
    }

    /** Waits until the app would open without a network: a worker keeps it. */
    void awaitKept() {
        screen.page()
                .waitForFunction(
                        "() => navigator.serviceWorker.ready.then((registration) => registration.active.state === 'activated')");
    }

    /** A lock with a sensor that always knows its owner, as a phone has it; `prf` where it also wraps keys. */
    void hasLock(boolean prf) {
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("ctap2Version", "ctap2_1");
        options.addProperty("transport", "internal");
        for (String always :
                new String[] {"hasResidentKey", "hasUserVerification", "isUserVerified", "automaticPresenceSimulation"
                }) {
            options.addProperty(always, true);
        }
        options.addProperty("hasPrf", prf);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        CDPSession session = screen.page().context().newCDPSession(screen.page());
        session.send("WebAuthn.enable");
        session.send("WebAuthn.addVirtualAuthenticator", parameters);
    }
}
