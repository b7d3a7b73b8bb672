package dev.countersign.authenticator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Claims for a phone that nobody knows yet, on each database the product runs on. */
@Timeout(120)
class NewInstallationTest {

    private static final int ROUNDS = 20;
    private static final int CALLERS = 6;

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ofManyWhoWouldMakeOneAtATimeOneDoesAndTheOthersSeeIt(Database database) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(CALLERS);
        try {
            for (int round = 0; round < ROUNDS; round++) {
                UUID phone = UUID.randomUUID();
                CyclicBarrier start = new CyclicBarrier(CALLERS);
                List<Callable<Boolean>> claims = new ArrayList<>();
                for (int caller = 0; caller < CALLERS; caller++) {
                    claims.add(() -> {
                        start.await();
                        return claim(database, phone);
                    });
                }

                List<Boolean> made = new ArrayList<>();
                for (Future<Boolean> claim : pool.invokeAll(claims)) {
                    made.add(claim.get());
                }

                assertThat(made).containsOnlyOnce(true);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Whether this claim made the installation. */
    private static boolean claim(Database database, UUID phone) {
        return database.call(entities -> {
            AuthenticatorStore store = new AuthenticatorStore(entities);
            if (store.lockOrAwaitInstallation(phone).isPresent()) {
                return false;
            }
            store.add(new Installation(
                    new DeviceReport(
                            phone, Platform.ANDROID, "14", "1.0", "Phone", UnlockKind.PIN, true, Optional.empty()),
                    "token",
                    Integrity.UNKNOWN,
                    Instant.EPOCH));
            return true;
        });
    }
}
