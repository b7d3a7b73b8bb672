package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The walks in the documents, run as they stand. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@ExtendWith(ProductExtension.class)
class ReadmeWalkIT {

    private final Product product;

    ReadmeWalkIT(Product product) {
        this.product = product;
    }

    /** First: both walks log the same user in, and the second of two within two minutes gets no SMS. */
    @Test
    @Order(1)
    void endsWithTheClaimsOfAVerifiedTokenWhichIsRenewedAndEnded(@TempDir Path folder) throws Exception {
        String printed = new WrittenWalk(product, List.of("README.md", "docs/rest.md"))
                .run(folder, List.of("bash", "curl", "python3", "openssl"));

        assertThat(printed)
                .contains("{\"state\":\"AUTHENTICATED\"}")
                .contains("\"sub\": \"" + product.demo().at("/users/0/userName").asText() + "\"")
                .contains("\"client_id\": \"WORKSTATION\"")
                .containsSubsequence("\"active\":true", "{\"active\":false}", "offline it is taken until its end");
    }

    @Test
    @Order(2)
    void beginsALoginOverSoap(@TempDir Path folder) throws Exception {
        String printed =
                new WrittenWalk(product, List.of("docs/soap.md")).run(folder, List.of("bash", "curl", "python3"));

        assertThat(printed).contains("<state>FACTOR_PENDING</state>");
    }
}
