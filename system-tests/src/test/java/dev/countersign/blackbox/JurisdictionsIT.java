package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator says today what is to hold in a jurisdiction later. */
@ExtendWith(ProductExtension.class)
class JurisdictionsIT {

    private static final String RULE = "/api/v1/admin/jurisdictions/MT/rules/LOCK_FAILURES";
    private static final String NEXT = "9998-01-01T00:00:00Z";

    private final Product product;

    JurisdictionsIT(Product product) {
        this.product = product;
    }

    @Test
    void aRuleThatIsToComeLeavesTheOneInForceAndIsTakenBack() {
        assertThat(set("5", "2026-01-01T00:00:00Z").status()).isEqualTo(200);

        Answer scheduled = set("4", NEXT);
        Answer cancelled = remove("?validFrom=" + NEXT);
        Answer removed = remove("");

        assertThat(scheduled.json().at("/limits/LOCK_FAILURES").asText()).isEqualTo("5");
        assertThat(scheduled.json().at("/rules")).hasSize(2);
        assertThat(scheduled.json().at("/rules/0/inForce").asBoolean()).isTrue();
        assertThat(scheduled.json().at("/rules/1/validFrom").asText()).isEqualTo(NEXT);
        assertThat(scheduled.json().at("/rules/1/inForce").asBoolean()).isFalse();
        assertThat(cancelled.json().at("/rules")).hasSize(1);
        assertThat(cancelled.json().at("/limits/LOCK_FAILURES").asText()).isEqualTo("5");
        assertThat(removed.json().at("/rules")).isEmpty();
        assertThat(removed.json().at("/limits/LOCK_FAILURES").asText()).isEqualTo("10");
        assertThat(remove("?from=" + NEXT).status()).isEqualTo(400);
    }

    /** A slip would have the rule bind nobody. */
    @Test
    void aCodeThatNoCountryHasGetsNoRuleAndIsShown() {
        Answer refused = set(RULE.replace("MT", "UK"), "5", "2026-01-01T00:00:00Z");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).contains("GB");
        assertThat(product.operator()
                        .http()
                        .get("/api/v1/admin/jurisdictions/UK")
                        .status())
                .isEqualTo(200);
    }

    private Answer set(String value, String from) {
        return set(RULE, value, from);
    }

    private Answer set(String rule, String value, String from) {
        return product.operator()
                .http()
                .send(
                        "PUT",
                        rule,
                        "application/json",
                        "{\"value\": \"" + value + "\", \"validFrom\": \"" + from + "\"}");
    }

    private Answer remove(String query) {
        Http operator = product.operator().http();
        return operator.send(operator.request(RULE + query).DELETE());
    }
}
