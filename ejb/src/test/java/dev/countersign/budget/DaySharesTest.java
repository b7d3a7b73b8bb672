package dev.countersign.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaySharesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 100, 1_000_003, Integer.MAX_VALUE})
    void theSharesOfADayAddUpToItsMost(int most) {
        long sum = IntStream.range(0, DayShares.SHARES)
                .mapToLong(share -> DayShares.room(share, most))
                .sum();

        assertThat(sum).isEqualTo(most);
    }
}
