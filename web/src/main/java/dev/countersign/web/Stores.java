package dev.countersign.web;

import dev.countersign.activation.DeviceRuleDesk;
import dev.countersign.authenticator.Platform;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the app is to be had: the stores of the configuration, and whether a browser may be the authenticator. */
@ApplicationScoped
public class Stores {

    private static final int PARTS = 4;

    private List<JsonObject> stores;
    private DeviceRuleDesk rules;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected Stores() {}

    /** Throws {@link IllegalArgumentException} that quotes an entry which is none. */
    @Inject
    Stores(@ConfigProperty(name = "countersign.authenticator.stores") Optional<String> stores, DeviceRuleDesk rules) {
        this.stores = ListSetting.read(stores).stream().map(Stores::store).toList();
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

    private static JsonObject store(String entry) {
        String[] parts = entry.split(";", -1);
        if (parts.length != PARTS
                || !parts[0].matches("IOS|ANDROID")
                || !parts[1].matches("\\*|[A-Z]{2}")
                || !"https".equals(URI.create(parts[3]).getScheme())) {
            throw new IllegalArgumentException("countersign.authenticator.stores: '" + entry
                    + "' is not PLATFORM;REGION;NAME;ADDRESS, such as IOS;*;App Store;https://store.example/app");
        }
        return Json.createObjectBuilder()
                .add("platform", parts[0])
                .add("region", parts[1])
                .add("name", parts[2])
                .add("url", parts[3])
                .build();
    }
}
