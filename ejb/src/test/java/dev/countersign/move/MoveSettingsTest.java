package dev.countersign.move;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the link leads that stops a phone in a stranger's hand. */
class MoveSettingsTest {

    private final Beans beans = new Beans().set("countersign.token.issuer", "https://issuer.example/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example",
                " , https://login.example,https://other.example",
                "https://login.example/"
            })
    void toTheFirstAddressOfThePages(String origins) {
        beans.set("countersign.http.origins", origins);

        assertThat(link()).isEqualTo("https://login.example/stop/#t1");
    }

    @Test
    void withoutOneToTheIssuer() {
        assertThat(link()).isEqualTo("https://issuer.example/stop/#t1");

        beans.set("countersign.http.origins", " , ");

        assertThat(link()).isEqualTo("https://issuer.example/stop/#t1");
    }

    private String link() {
        return beans.call(
                MoveSettings.class, settings -> settings.stopLink("t1").toString());
    }
}
