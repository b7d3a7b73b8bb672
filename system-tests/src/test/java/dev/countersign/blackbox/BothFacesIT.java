package dev.countersign.blackbox;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

/** Both on one server. */
@ExtendWith(ProductExtension.class)
class BothFacesIT extends BothFaces {

    private final Product product;

    BothFacesIT(Product product) {
        super(product, new RestFace(product.portal()), new SoapFace(product.backOffice()), Set.of());
        this.product = product;
    }

    @Override
    void advance(Duration by) {
        product.time().advance(by);
    }

    @Override
    List<String> settledTexts(TestUser user) {
        return product.settledTexts(user);
    }
}
