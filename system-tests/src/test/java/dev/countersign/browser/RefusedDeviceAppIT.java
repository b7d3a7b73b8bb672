package dev.countersign.browser;

import com.microsoft.playwright.Route;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import org.junit.jupiter.api.Test;

/** What the authenticator says on a phone that the broker's rules do not take: nobody is sent to a way that is closed to him. */
@InBrowser
class RefusedDeviceAppIT {

    private static final String DECISION = "/api/v1/device/installations/*/requests/*/decision";
    private static final String BEGIN = "/api/v1/device/activations/credentials";

    private final Screens screens;
    private final Product product;

    RefusedDeviceAppIT(Screens screens, Product product) {
        this.screens = screens;
        this.product = product;
    }

    @Test
    void whoMayNotApproveThereGoesOnByChallenge() {
        TestUser user = PushedLogin.user(product, false);
        Phone phone = new Phone(screens.openWithoutWorker(Look.PHONE))
                .activate(PortalActivation.begin(product, user), user.userName())
                .listen();
        refuse(phone.screen(), DECISION, "PUSH_DEVICE_REFUSED");
        PushedLogin login = PushedLogin.begin(product, user);
        phone.awaitRequest(user.userName(), login.place());

        phone.approve(Phone.PIN);

        phone.screen().awaitWords(phone.say("app.request-device-refused"));
    }

    @Test
    void whoMayNotMoveThereTakesAnotherPhone() {
        TestUser user = PushedLogin.user(product, false);
        Phone phone = new Phone(screens.openWithoutWorker(Look.PHONE));
        phone.open();
        refuse(phone.screen(), BEGIN, "MIG_DEVICE_REFUSED");

        phone.bring("app.migrate");
        phone.typePassword(user.userName(), user.password());

        phone.screen().awaitWords(phone.say("app.move-device-refused"));
    }

    private static void refuse(Screen screen, String path, String code) {
        screen.expect("403 POST " + path);
        screen.page()
                .route(
                        "**" + path,
                        route -> route.fulfill(new Route.FulfillOptions()
                                .setStatus(403)
                                .setContentType("application/problem+json")
                                .setBody("{\"code\": \"" + code + "\", \"reference\": \"7QK2-M0XD\", \"next\": []}")));
    }
}
