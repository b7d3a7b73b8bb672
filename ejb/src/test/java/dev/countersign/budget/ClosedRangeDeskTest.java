package dev.countersign.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.Behind;
import dev.countersign.Database;
import dev.countersign.audit.AuditTrail;
import dev.countersign.sms.Numbers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of numbers that operators close. */
@Timeout(60)
class ClosedRangeDeskTest {

    private final Beans beans = new Beans();
    private final String prefix = Numbers.next();

    @Test
    void aRangeIsClosedGetsAnotherNoteAndIsOpenedOnce() {
        close("wave");
        close("still");

        assertThat(shown()).containsExactly(new ClosedRangeView(prefix, "still"));
        assertThat(open()).isTrue();
        assertThat(shown()).isEmpty();
        assertThat(open()).as("it was not closed").isFalse();
        assertThat(AuditTrail.about(beans, "sms-range:" + prefix.substring(1)))
                .containsExactly("SMS_RANGE_CLOSED OK", "SMS_RANGE_CLOSED OK", "SMS_RANGE_OPENED OK");
    }

    /** Two operators at once: the range has the note of the later one, and nothing failed. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aRangeThatIsJustBeingClosedGetsAnotherNote(Database database) throws Exception {
        Beans there = new Beans(database);

        boolean second = Behind.uncommitted(
                database,
                there,
                ClosedRangeDesk.class,
                first -> first.close(new ClosedRangeView(prefix, "wave"), "bob"),
                () -> there.call(ClosedRangeDesk.class, desk -> {
                    desk.close(new ClosedRangeView(prefix, "still"), "ann");
                    return true;
                }));

        assertThat(second).isTrue();
        assertThat(there.<ClosedRangeDesk, List<ClosedRangeView>>call(ClosedRangeDesk.class, ClosedRangeDesk::list))
                .contains(new ClosedRangeView(prefix, "still"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+", "88299", "+0882", "+8829912345678901", "+88 299"})
    void whatIsNoBeginningOfANumberIsRefused(String text) {
        assertThatThrownBy(() -> new ClosedRangeView(text, "wave")).hasMessageContaining("plus sign");
    }

    @Test
    void aNoteEndsSomewhere() {
        assertThat(new ClosedRangeView(prefix, "x".repeat(200)).note()).hasSize(200);
        assertThatThrownBy(() -> new ClosedRangeView(prefix, "x".repeat(201))).hasMessageContaining("200");
    }

    private void close(String note) {
        beans.run(ClosedRangeDesk.class, desk -> desk.close(new ClosedRangeView(prefix, note), "ann"));
    }

    private boolean open() {
        return beans.call(ClosedRangeDesk.class, desk -> desk.open(prefix, "ann"));
    }

    private List<ClosedRangeView> shown() {
        return beans.<ClosedRangeDesk, List<ClosedRangeView>>call(ClosedRangeDesk.class, ClosedRangeDesk::list).stream()
                .filter(range -> range.prefix().equals(prefix))
                .toList();
    }
}
