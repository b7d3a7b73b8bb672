package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.countersign.activation.DeviceRuleDesk;
import dev.countersign.authenticator.Platform;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the app is to be had. */
class StoresTest {

    private static final DeviceRuleDesk PHONES = new DeviceRuleDesk() {
        @Override
        public boolean isOffered(Platform platform) {
            return platform == Platform.IOS_BROWSER;
        }
    };

    @Test
    void eachStoreIsTold() {
        JsonObject told = stores("IOS;*;App Store;https://store.example/app,ANDROID;CN;应用市场;https://cn.example/app");

        assertThat(told.getJsonArray("stores").getJsonObject(0).getString("name"))
                .isEqualTo("App Store");
        assertThat(told.getJsonArray("stores").getJsonObject(1).getString("region"))
                .isEqualTo("CN");
        assertThat(told.getBoolean("phoneBrowser")).isTrue();
        assertThat(told.getBoolean("desktopBrowser")).isFalse();
    }

    @Test
    void withoutStoresThereAreNone() {
        assertThat(new Stores(Optional.empty(), PHONES).json().getJsonArray("stores"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IOS;*;App Store",
                "PALM;*;Store;https://store.example/",
                "IOS;cn;Store;https://store.example/",
                "IOS;*;Store;http://store.example/",
                "IOS;*;Store;javascript:alert(1)"
            })
    void whatIsNoStoreIsQuoted(String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> stores(entry)).withMessageContaining("'" + entry + "'");
    }

    private static JsonObject stores(String entries) {
        return new Stores(Optional.of(entries), PHONES).json();
    }
}
