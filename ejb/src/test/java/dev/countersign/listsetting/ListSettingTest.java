package dev.countersign.listsetting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListSettingTest {

    @Test
    void namesAreSeparatedByCommasAndBlanksAroundThemDoNotCount() {
        assertThat(ListSetting.read(Optional.of("10.0.0.1, ::1 ,a"))).containsExactly("10.0.0.1", "::1", "a");
    }

    @Test
    void nothingIsNamedByNothing() {
        assertThat(ListSetting.read(Optional.empty())).isEmpty();
        assertThat(ListSetting.read(Optional.of(" , "))).isEmpty();
    }
}
