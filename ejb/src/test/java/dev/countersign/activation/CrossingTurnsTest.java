package dev.countersign.activation;

import static dev.countersign.activation.Phone.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.lockout.Turns;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who waits for one turn has none that comes later: else two whose turns cross would wait for each other. */
@Timeout(60)
class CrossingTurnsTest {

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aPhoneThatWaitsForTheTurnOfItsPinHasNotThatOfItsUser(Database database) throws Exception {
        Beans beans = new Beans(database);
        SignedInUser caller = SignedIn.add(beans);
        Phone phone = Stream.generate(() -> new Phone(beans))
                .filter(one -> Turns.isFirst(one.installation(), caller.userId()))
                .findFirst()
                .orElseThrow();
        BegunActivation begun = granted(beans.call(
                ActivationDesk.class, desk -> desk.begin(caller, new ActivationWish(Optional.empty(), false))));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<ActivationOutcome<Activated>> waiting = database.call(entities -> {
                Turns.takeOfPin(entities, phone.installation());
                Future<ActivationOutcome<Activated>> claim = thread.submit(() -> phone.activate(begun));
                while (!Databases.isAnybodyWaiting(database) && !claim.isDone()) {
                    Thread.onSpinWait();
                }
                assertThat(Turns.isFree(entities, caller.userId())).isTrue();
                return claim;
            });

            granted(waiting.get());
        } finally {
            thread.shutdownNow();
        }
    }
}
