package dev.countersign.launcher;

import java.util.List;
import java.util.Map;

/** How the simulator is started. */
final class SimulatorProcess {

    private static final long LOG_LIMIT_OCTETS = 10 << 20;

    private final ProductOptions options;
    private final RunFolder folder;

    SimulatorProcess(ProductOptions options, RunFolder folder) {
        this.options = options;
        this.folder = folder;
    }

    Child start(String smppPassword) {
        BoundedLog log = new BoundedLog(folder.logs().resolve("simulator.log"), LOG_LIMIT_OCTETS);
        return Child.start("simulator", command(), Map.of("COUNTERSIGN_SMPP_PASSWORD", smppPassword), log);
    }

    List<String> command() {
        return List.of(
                Installation.java().toString(),
                "-Xmx128m",
                "-Duser.timezone=UTC",
                "-Dsimulator.http.port=" + options.ports().simulatorHttp(),
                "-Dsimulator.cards=" + folder.cardsFile(),
                "-Dsimulator.smpp.port=" + options.ports().simulatorSmpp(),
                "-jar",
                options.installation().simulatorJar().toString());
    }
}
