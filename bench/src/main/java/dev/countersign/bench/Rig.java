package dev.countersign.bench;

import dev.countersign.launcher.Installation;
import dev.countersign.launcher.ProductOptions;
import dev.countersign.launcher.RunningProduct;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The product as the run command starts it, on a PostgreSQL of its own, in a folder that is new each time. */
final class Rig implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    private final Postgres postgres;
    private final RunningProduct product;
    private final Path keys;
    private final long simulatorPid;

    private Rig(Postgres postgres, RunningProduct product, Path keys) {
        this.postgres = postgres;
        this.product = product;
        this.keys = keys;
        this.simulatorPid = ProcessHandle.current()
                .children()
                .filter(child -> child.info()
                        .arguments()
                        .filter(arguments -> Arrays.stream(arguments).anyMatch(a -> a.endsWith("simulator.jar")))
                        .isPresent())
                .mapToLong(ProcessHandle::pid)
                .findFirst()
                .orElseThrow();
    }

    static Rig start(Cost cost, Options options) throws IOException, SQLException {
        return start(cost, Map.of(), options);
    }

    /** @param more settings of the product that the program cannot do without */
    static Rig start(Cost cost, Map<String, String> more, Options options) throws IOException, SQLException {
        Path project = Path.of("").toAbsolutePath();
        Map<String, String> settings = new HashMap<>(cost.settings());
        // This machine stands for a proxy that names the addresses of callers.
        settings.put("countersign.http.trusted-proxies", "127.0.0.1");
        // Clients of this machine share an address.
        settings.put("countersign.sms.address-per-hour", "0");
        // All that is measured is asked for by one kind of program: as many as the day has.
        settings.put("countersign.sms.client-per-day", "1000000");
        settings.putAll(more);
        settings.putAll(pairs(options.text("settings", "")));
        Path folder = Folders.fresh("run");
        Postgres postgres = Postgres.start(pairs(options.text("postgres", "")));
        try {
            return start(
                    postgres,
                    ProductOptions.in(folder, Installation.of(project)).withSettings(settings));
        } catch (IOException | RuntimeException e) {
            postgres.close();
            throw e;
        }
    }

    private static Rig start(Postgres postgres, ProductOptions options) throws IOException {
        RunningProduct product = RunningProduct.start(options.withDatabase(postgres.database()), new SecureRandom());
        try {
            product.awaitReady(START_LIMIT);
            return new Rig(postgres, product, options.folder().resolve("keys"));
        } catch (RuntimeException e) {
            product.close();
            throw e;
        }
    }

    /** {@code key:value;key:value}, because blanks and the sign of equality part options. */
    private static Map<String, String> pairs(String text) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(";", -1)) {
            int colon = pair.indexOf(':');
            pairs.put(pair.substring(0, colon), pair.substring(colon + 1));
        }
        return pairs;
    }

    URI address() {
        return product.address();
    }

    URI simulatorAddress() {
        return product.simulatorAddress();
    }

    /** submit_sm that the simulator has had. */
    long countSubmits() throws IOException {
        return Carrier.countSubmits(simulatorAddress());
    }

    /** The folder with the master key. */
    Path keys() {
        return keys;
    }

    String operatorToken() {
        return product.operatorToken();
    }

    Postgres postgres() {
        return postgres;
    }

    long serverPid() {
        return product.serverPid();
    }

    long simulatorPid() {
        return simulatorPid;
    }

    long databasePid() {
        return postgres.pid();
    }

    @Override
    public void close() throws IOException {
        try (postgres) {
            product.close();
        }
    }
}
