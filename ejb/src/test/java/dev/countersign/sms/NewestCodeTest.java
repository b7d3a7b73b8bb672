package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Codes of one subject that nodes made whose clocks differ. */
class NewestCodeTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Secrets secrets = new Secrets(new KeysInMemory());
    private final String subject = UUID.randomUUID().toString();

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theOneThatHasNotEndedCountsWhateverTheClocksSay(Database database) {
        OneTimeCode earlier = code(NOW);
        OneTimeCode ended = code(NOW.plusSeconds(2));
        OneTimeCode behind = code(NOW.plusSeconds(1));
        ended.end(NOW.plusSeconds(2));
        earlier.end(NOW);

        database.run(entities -> {
            SmsOutbox outbox = new SmsOutbox(entities);
            outbox.add(earlier);
            outbox.add(ended);
        });
        assertThat(newest(database)).isEqualTo(ended.id());
        database.run(entities -> new SmsOutbox(entities).add(behind));

        assertThat(newest(database)).isEqualTo(behind.id());
    }

    private OneTimeCode code(Instant made) {
        return new OneTimeCode(CodePurpose.LOGIN, subject, "042042", secrets, made, made.plusSeconds(600));
    }

    private String newest(Database database) {
        return database.call(entities -> new SmsOutbox(entities)
                .findCode(CodePurpose.LOGIN, subject)
                .map(OneTimeCode::id)
                .orElseThrow());
    }
}
