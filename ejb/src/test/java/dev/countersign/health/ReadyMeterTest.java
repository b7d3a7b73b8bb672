package dev.countersign.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.crypto.DataKeys;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Purpose;
import dev.countersign.metrics.Meters;
import dev.countersign.metrics.UpkeepMeters;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

/** An alarm asks a series: a check that has none is down in silence. */
class ReadyMeterTest {

    private final Beans beans = new Beans()
            .give(BrokerProbe.class, new NoBroker())
            .give(DatabaseWatch.class, new NoDatabase())
            .give(DataKeys.class, new NoKeys());

    @Test
    void eachCheckThatCanBeDownHasASeries() {
        List<String> down =
                beans
                        .<Readiness, List<Check>>call(
                                Readiness.class, readiness -> readiness.ask().checks())
                        .stream()
                        .filter(check -> !check.up())
                        .map(Check::name)
                        .toList();
        Meters meters = beans.call(Meters.class, made -> made);

        beans.give(Meters.class, meters).call(UpkeepMeters.class, made -> made);

        assertThat(down).containsExactly("database", "broker", "smsc", "keys");
        assertThat(down).allSatisfy(name -> assertThat(meters.scrape()).contains("countersign_ready{check=\"" + name));
    }

    /** Else whoever is called looks for gateways that are well. */
    @Test
    void ofTheGatewaysNothingIsSaidThatOnlyTheDatabaseKnows() {
        ReadyReport report = beans.call(Readiness.class, Readiness::ask);

        assertThat(report.checks())
                .filteredOn(check -> check.name().equals("smsc"))
                .containsExactly(new Check("smsc", false, "not known while the database does not answer"));
    }

    private static final class NoBroker extends BrokerProbe {

        @Override
        State ask() {
            return new State(false, OptionalInt.empty());
        }
    }

    private static final class NoDatabase extends DatabaseWatch {

        @Override
        public boolean isUp() {
            return false;
        }

        @Override
        public DatabaseState state() {
            return DatabaseState.SILENT;
        }
    }

    private static final class NoKeys implements DataKeys {

        private final DataKeys others = new KeysInMemory();

        @Override
        public Optional<NamedKey> findCurrent(Purpose purpose) {
            return others.findCurrent(purpose);
        }

        @Override
        public Optional<SecretKey> find(String keyId) {
            return others.find(keyId);
        }

        @Override
        public Set<Purpose> missing() {
            return EnumSet.allOf(Purpose.class);
        }

        @Override
        public void refresh() {}
    }
}
