package dev.countersign.testclock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductionGuardTest {

    @Test
    void letsDevelopmentStart() {
        assertThat(ProductionGuard.isProduction("development")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "Development", "", "test"})
    void takesEveryOtherProfileForProduction(String profile) {
        assertThat(ProductionGuard.isProduction(profile)).isTrue();
    }
}
