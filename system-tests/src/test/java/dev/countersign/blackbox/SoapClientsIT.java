package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operators say which back offices may call. */
@ExtendWith(ProductExtension.class)
class SoapClientsIT {

    private static final String PATH = "/api/v1/admin/soap-clients";

    private final Product product;
    private final Operator operator;

    SoapClientsIT(Product product) {
        this.product = product;
        this.operator = product.operator();
    }

    @Test
    void aSecretIsShownOnce() {
        Answer created = operator.newSoapClient();

        Answer listed = operator.http().get(PATH);

        assertThat(created.text("secret")).hasSize(43);
        assertThat(created.header("Cache-Control")).contains("no-store");
        assertThat(listed.json().findValuesAsText("name"))
                .contains(created.text("name"))
                .isSorted();
        assertThat(listed.body()).doesNotContain(created.text("secret"));
    }

    @Test
    void aNameIsTakenUntilItIsRemoved() {
        String name = operator.newSoapClient().text("name");

        Answer again = operator.postSoapClient(name);

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("code")).isEqualTo("NAME_TAKEN");
        assertThat(operator.removeSoapClient(name).text("name")).isEqualTo(name);
        assertThat(operator.removeSoapClient(name).status()).isEqualTo(404);
        assertThat(operator.postSoapClient(name).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Abc", "1abc", "a b", "a/b", "ä1", "a\n"})
    void anotherFormIsNoName(String name) {
        assertThat(operator.postSoapClient(name).status()).isEqualTo(400);
    }

    @Test
    void nobodyButOperatorsMayDoIt() {
        Operator stranger = new Operator(product.http().as("x"));

        assertThat(stranger.postSoapClient("office").status()).isEqualTo(401);
        assertThat(stranger.http().get(PATH).status()).isEqualTo(401);
        assertThat(stranger.removeSoapClient("office").status()).isEqualTo(401);
    }
}
