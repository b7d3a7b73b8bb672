package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A user without a number whose device has a passkey. */
record PasskeyHolder(TestUser user, PasskeyDevice device) {

    static PasskeyHolder in(Product product) {
        TestUser user = product.operator().newUserWithoutNumber();
        Answer token = product.portal().begin(user).token();
        assertThat(token.status()).as(token.toString()).isEqualTo(200);
        PasskeyDevice device = PasskeyDevice.at(
                product.http().base().toString(), product.http().base().getHost());
        Answer registered = device.register(product.http().as(token.text("accessToken")), "Laptop");
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
        return new PasskeyHolder(user, device);
    }

    /** Begins a login that asks for the key. */
    Answer begin(Product product) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userName", user.userName()).put("password", user.password());
        json.putObject("client").put("kind", "PORTAL").put("version", "1.0").put("passkeys", true);
        Answer begun = product.http().post("/api/v1/logins", json);
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        assertThat(begun.json().at("/started/kind").asText()).isEqualTo("PASSKEY");
        return begun;
    }
}
