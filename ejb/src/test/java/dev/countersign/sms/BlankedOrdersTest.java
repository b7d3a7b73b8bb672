package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever blanks the orders of a code meets whoever takes news of the same orders. */
@Timeout(60)
class BlankedOrdersTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int ORDERS = 5;

    private final Secrets secrets = new Secrets(new KeysInMemory());

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void waitsForTheLowestKeyAndHoldsNoOtherMeanwhile(Database database) throws Exception {
        OneTimeCode code = addOrders(database);
        List<UUID> keys = keys(database, code);
        ExecutorService other = Executors.newSingleThreadExecutor();

        Future<?> blanking = database.call(holder -> {
            assertThat(new SmsOutbox(holder).lockOrder(keys.get(0))).isPresent();
            Future<?> begun =
                    other.submit(() -> database.run(entities -> new SmsOutbox(entities).blankOrders(code.id())));
            while (!Databases.isAnybodyWaiting(database) && !begun.isDone()) {
                Thread.onSpinWait();
            }
            assertThat(countFree(database, code)).isEqualTo(ORDERS - 1);
            return begun;
        });
        blanking.get();
        other.shutdown();

        assertThat(database.<List<OutboundSms>>call(entities -> new SmsOutbox(entities).listOrders(code.id())))
                .allMatch(sms -> sms.text(secrets).isEmpty());
    }

    /** The transaction that retires a code locks a number next; whoever takes news has the orders before it. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void ordersOfARetiredCodeAreBlankAtOnceButForOneThatIsAboutToLeave(Database database) {
        OneTimeCode code = addOrders(database);
        UUID waiting = keys(database, code).get(0);
        database.run(entities -> new SmsOutbox(entities)
                .listOrders(code.id()).stream()
                        .filter(sms -> !sms.messageKey().equals(waiting))
                        .forEach(sms -> sms.queued(NOW)));

        int free = new Beans(database).call(SmsCodes.class, codes -> {
            codes.retire(code);
            return countFree(database, code);
        });

        assertThat(free).as("orders that nobody holds").isEqualTo(1);
        assertThat(database.<List<OutboundSms>>call(entities -> new SmsOutbox(entities).listOrders(code.id())))
                .filteredOn(sms -> sms.text(secrets).isPresent())
                .extracting(OutboundSms::messageKey)
                .containsExactly(waiting);
    }

    /** The one with the highest key is the first in the table. */
    private OneTimeCode addOrders(Database database) {
        OneTimeCode code = new OneTimeCode(
                CodePurpose.LOGIN, UUID.randomUUID().toString(), "042042", secrets, NOW, NOW.plusSeconds(600));
        database.run(entities -> {
            SmsOutbox outbox = new SmsOutbox(entities);
            outbox.add(code);
            Stream.generate(() -> new OutboundSms(code, Numbers.next(), "text", secrets, NOW))
                    .limit(ORDERS)
                    .sorted(Comparator.comparing(
                                    (OutboundSms sms) -> sms.messageKey().toString())
                            .reversed())
                    .forEach(sms -> {
                        outbox.add(sms);
                        entities.flush();
                    });
        });
        return code;
    }

    private static List<UUID> keys(Database database, OneTimeCode code) {
        return database.call(entities -> new SmsOutbox(entities)
                .listOrders(code.id()).stream()
                        .map(OutboundSms::messageKey)
                        .sorted(Comparator.comparing(UUID::toString))
                        .toList());
    }

    private static int countFree(Database database, OneTimeCode code) {
        return database.call(entities -> entities.createNativeQuery(
                        "select message_key from sms_outbox where code_id = ?1 for update skip locked")
                .setParameter(1, code.id())
                .getResultList()
                .size());
    }
}
