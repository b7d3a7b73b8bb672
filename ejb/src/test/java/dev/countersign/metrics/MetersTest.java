package dev.countersign.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a scrape says before anything has happened. */
class MetersTest {

    private final Beans beans = new Beans();

    /** An alarm on the share of successes is silent where there is no such series. */
    @Test
    void successesAreZeroAndNotUnknown() {
        String scrape = beans.call(Meters.class, Meters::scrape);

        for (String factor : List.of("SMS", "AUTHENTICATOR", "TOTP", "GRID_CARD", "PASSWORD")) {
            assertThat(scrape).contains("countersign_logins_total{factor=\"" + factor + "\",outcome=\"OK\"} 0.0\n");
        }
        assertThat(scrape).doesNotContain("ONLINE_GRID_CARD");
    }
}
