package dev.countersign.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is sent elsewhere, and for what. */
class ReadyReportTest {

    @Test
    void whatIsWellIsReadyForEverything() {
        ReadyReport report = report("", false);

        assertThat(report.isReady()).isTrue();
        assertThat(report.takesTraffic()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "smsc, false, true",
        "smsc, true, true",
        "broker, false, false",
        "broker, true, true",
        "database, false, false",
        "database, true, false"
    })
    void whatTheNextServerLacksTooSendsNobodyThere(String down, boolean brokerShared, boolean takesTraffic) {
        ReadyReport report = report(down, brokerShared);

        assertThat(report.isReady()).isFalse();
        assertThat(report.takesTraffic()).isEqualTo(takesTraffic);
    }

    private static ReadyReport report(String down, boolean brokerShared) {
        List<Check> checks = Stream.of("database", "broker", "smsc", "mail")
                .map(name -> new Check(name, !name.equals(down), ""))
                .toList();
        return new ReadyReport(checks, brokerShared);
    }
}
