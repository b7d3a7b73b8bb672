package dev.countersign.blackbox;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

/** On one server, where everybody gets his turn (RFC 6238 section 5.2, RFC 4226 section 7.2). */
@ExtendWith(ProductExtension.class)
class CodesOnceIT extends AnswersOnce {

    CodesOnceIT(Product product) {
        super(product, List.of(product.http()), product.time()::advance, Set.of());
    }
}
