package dev.countersign.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.operator.OperatorCommand.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be typed. */
class OperatorCommandTest {

    @Test
    void theDaysMayStandAnywhere() {
        Optional<Duration> week = Optional.of(Duration.ofDays(7));

        assertThat(parse("create --days 7 ann bob")).contains(new Call("create", List.of("ann", "bob"), week));
        assertThat(parse("renew ann --days 7")).contains(new Call("renew", List.of("ann"), week));
        assertThat(parse("create --days 3650 ann")).isPresent();
    }

    @Test
    void withoutDaysATokenHasNoEnd() {
        assertThat(parse("create ann")).contains(new Call("create", List.of("ann"), Optional.empty()));
        assertThat(parse("remove ann bob")).contains(new Call("remove", List.of("ann", "bob"), Optional.empty()));
        assertThat(parse("list")).contains(new Call("list", List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "create",
                "drop ann",
                "create Ann",
                "create a",
                "create ann --days",
                "create ann --days 0",
                "create ann --days 3651",
                "create ann --days -1",
                "create ann --days 1.5",
                "create --days 7",
                "create ann --days 7 --days 8",
                "remove ann --days 7",
                "remove",
                "list ann"
            })
    void anythingElseIsAnsweredByTheUsage(String words) {
        assertThat(parse(words)).isEmpty();
    }

    private static Optional<Call> parse(String words) {
        return Call.parse(words.isEmpty() ? List.of() : List.of(words.split(" ", -1)));
    }
}
