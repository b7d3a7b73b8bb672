package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.RSADecrypter;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.util.List;

/** A plastic grid card that two operators had made, as its printer knows it. */
public record PlasticGrid(String serial, PrintedGrid printed) {

    /** The printer's key pair. */
    static final RSAKey PRINTER = printer();

    /** Has one made and sent to a user, who has to activate it. */
    public static PlasticGrid ship(Product product, TestUser user) {
        Answer ordered = order(product);
        Answer released = release(product, ordered);
        assertThat(released.status()).as(released.toString()).isEqualTo(200);
        String[] line = open(released.text("file")).lines().toList().get(1).split(",", -1);
        PlasticGrid card =
                new PlasticGrid(line[0], new PrintedGrid(List.of(line).subList(1, line.length)));
        Answer shipped = product.operator()
                .http()
                .post(
                        "/api/v1/admin/grid-cards/" + card.serial() + "/shipment",
                        body().put("userName", user.userName()));
        assertThat(shipped.status()).as(shipped.toString()).isEqualTo(201);
        assertThat(shipped.text("state")).isEqualTo("SHIPPED");
        return card;
    }

    static Answer order(Product product) {
        ObjectNode order = body().put("cards", 1);
        order.putObject("printerKey")
                .put("kty", "RSA")
                .put("n", PRINTER.getModulus().toString())
                .put("e", PRINTER.getPublicExponent().toString());
        Answer ordered = product.operator().http().post("/api/v1/admin/grid-batches", order);
        assertThat(ordered.status()).as(ordered.toString()).isEqualTo(201);
        return ordered;
    }

    static Answer release(Product product, Answer ordered) {
        return product.secondOperator().http().post("/api/v1/admin/grid-batches/" + ordered.text("id") + "/release");
    }

    private static String open(String file) {
        try {
            JWEObject sealed = JWEObject.parse(file);
            sealed.decrypt(new RSADecrypter(PRINTER));
            return sealed.getPayload().toString();
        } catch (ParseException | JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static RSAKey printer() {
        try {
            return new RSAKeyGenerator(3072).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }
}
