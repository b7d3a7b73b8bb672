package dev.countersign.web;

import dev.countersign.activation.AppStore;
import dev.countersign.activation.DeviceRuleDesk;
import dev.countersign.authenticator.Platform;
import dev.countersign.listsetting.ListSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the app is to be had: the stores of the configuration, and whether a browser may be the authenticator. */
@ApplicationScoped
public class Stores {

    private List<JsonObject> stores;
    private DeviceRuleDesk rules;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected Stores() {}

    /** Throws {@link IllegalArgumentException} that quotes an entry which is none. */
    @Inject
    Stores(@ConfigProperty(name = "countersign.authenticator.stores") Optional<String> stores, DeviceRuleDesk rules) {
        this.stores = ListSetting.read(stores).stream()
                .map(AppStore::of)
                .map(Stores::json)
                .toList();
        this.rules = rules;
    }

    JsonObject json() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        stores.forEach(all::add);
        return Json.createObjectBuilder()
                .add("stores", all)
                .add("phoneBrowser", isOffered(Platform.ANDROID_BROWSER) || isOffered(Platform.IOS_BROWSER))
                .add("desktopBrowser", isOffered(Platform.DESKTOP_BROWSER))
                .build();
    }

    private boolean isOffered(Platform platform) {
        return rules.isOffered(platform);
    }

    private static JsonObject json(AppStore store) {
        return Json.createObjectBuilder()
                .add("platform", store.platform())
                .add("region", store.region())
                .add("name", store.name())
                .add("url", store.address().toString())
                .build();
    }
}
