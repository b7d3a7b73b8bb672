package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/** A user without a number whose phone is his authenticator. */
record EnrolledUser(TestUser user, Handset phone) {

    static EnrolledUser in(Product product) {
        return on(Handset.near(product), product);
    }

    /** Another user of a phone. */
    static EnrolledUser on(Handset phone, Product product) {
        TestUser user = product.operator().newUserWithoutNumber();
        Http me = product.http().as(product.portal().begin(user).token().text("accessToken"));
        Answer begun = me.post("/api/v1/me/activations", JsonNodeFactory.instance.objectNode());
        assertThat(phone.activate(begun.text("link")).value()).isPresent();
        return new EnrolledUser(user, phone);
    }
}
