package dev.countersign.blackbox;

import static dev.countersign.blackbox.BackOffice.element;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The SOAP face as such: its contract and its form. */
@ExtendWith(ProductExtension.class)
class SoapIT {

    private final Product product;

    SoapIT(Product product) {
        this.product = product;
    }

    @Test
    void aLoginFromBeginningToEnd() {
        TestUser user = product.operator().newUser();
        BackOffice office = product.backOffice();
        SoapAnswer begun =
                office.call("BeginLogin", element("userName", user.userName()) + element("password", user.password()));
        assertThat(begun.status()).as(begun.toString()).isEqualTo(200);
        System.out.println(begun);
    }
}
