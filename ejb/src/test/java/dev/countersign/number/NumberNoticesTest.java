package dev.countersign.number;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.number.NumberChanged.Kind;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change of numbers is told, and to the number that was there before. */
class NumberNoticesTest {

    private final Beans beans = new Beans();

    @ParameterizedTest
    @CsvSource({"VERIFIED, NUMBER_VERIFIED", "DEFAULT, NUMBER_CHANGED", "REMOVED, NUMBER_CHANGED"})
    void eachChangeIsTold(Kind change, SecurityEvent.Kind told) {
        beans.run(
                NumberNotices.class,
                notices -> notices.onChange(new NumberChanged(7, "other", change, Optional.of("former"))));

        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(SecurityEvent.of(7, told).toFormerNumber("former"));
    }

    @Test
    void theFirstNumberIsToldByAllThatTheUserHasBesideIt() {
        beans.run(
                NumberNotices.class,
                notices -> notices.onChange(new NumberChanged(7, "first", Kind.VERIFIED, Optional.empty())));

        assertThat(beans.fired(SecurityEvent.class))
                .containsExactly(
                        SecurityEvent.of(7, SecurityEvent.Kind.NUMBER_VERIFIED).by(Channel.SMS));
    }
}
