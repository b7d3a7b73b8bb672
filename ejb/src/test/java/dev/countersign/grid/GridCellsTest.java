package dev.countersign.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridCellsTest {

    private final SecureRandom random = new SecureRandom();

    @Test
    void aCardHasAHundredCellsOfThreeCharactersThatAreNotTakenForOneAnother() {
        GridCells cells = GridCells.make(random);

        assertThat(cells.list()).hasSize(100).allMatch(cell -> cell.matches("[ACDEFGHJKMNPRTVWXY3479]{3}"));
        assertThat(cells).asString().doesNotContain(cells.text());
        assertThatThrownBy(() -> new GridCells("AAA")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ACDEFG, true",
        "acdefg, true",
        "'aCd efG', true",
        "ACD-EFG, true",
        "EFGACD, false",
        "ACDEF, false",
        "ACDEFGA, false",
        "'', false",
    })
    void bothCellsAreTypedInTheirOrderInEitherCaseWithOrWithoutBlanks(String typed, boolean right) {
        GridCells cells = new GridCells("EFG" + "AAA".repeat(98) + "ACD");

        assertThat(cells.match(new CellPair(100, 1), typed)).isEqualTo(right);
    }

    @Test
    void aPairNamesTwoCellsOfTheCard() {
        Stream.of(new int[] {0, 1}, new int[] {1, 101}, new int[] {7, 7})
                .forEach(pair -> assertThatThrownBy(() -> new CellPair(pair[0], pair[1]))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void eachCellIsAskedForOnceBeforeAnyIsAskedForAgain() {
        for (int round = 0; round < 3; round++) {
            UsedCells used = UsedCells.NONE;
            Set<Integer> seen = new HashSet<>();
            for (int pair = 0; pair < 50; pair++) {
                CellPair drawn = used.draw(random);
                assertThat(seen.add(drawn.first()) && seen.add(drawn.second())).isTrue();
                used = used.with(drawn);
            }
            assertThat(seen).hasSize(100);
            assertThat(used.with(used.draw(random)).text().replace("0", "")).hasSize(2);
        }
    }
}
