package dev.countersign.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.logging.Filter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the embedded database says of a row does not reach the log. */
@Timeout(60)
class HiddenRowsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String VERIFIER = "$argon2id$";
    private static final Database DATABASE = Databases.impatient("hidden-rows");

    private final User user = DATABASE.call(entities -> Users.add(entities, NOW));

    static Stream<Named<Waiting>> waiting() {
        return Stream.of(
                Named.of("a lock", (entities, id) -> entities.find(User.class, id, LockModeType.PESSIMISTIC_WRITE)),
                Named.of("a changed entity", (entities, id) -> {
                    entities.find(User.class, id).changePassword("$argon2id$new", Instant.EPOCH);
                    entities.flush();
                }),
                Named.of(
                        "an update",
                        (entities, id) -> entities.createQuery("update User u set u.language = 'fr' where u.id = :id")
                                .setParameter("id", id)
                                .executeUpdate()),
                Named.of(
                        "a native lock",
                        (entities, id) -> entities.createNativeQuery(
                                        "select id from login_user where id = ?1 for update")
                                .setParameter(1, id)
                                .getSingleResult()));
    }

    /** Waits for a row. */
    @FunctionalInterface
    interface Waiting {
        void run(EntityManager entities, long userId);
    }

    @ParameterizedTest
    @MethodSource("waiting")
    void aLockTimeoutQuotesNoRow(Waiting waiting) {
        Throwable fault = whileLocked(entities -> waiting.run(entities, user.id()));

        assertThat(fault).isInstanceOf(PersistenceException.class);
        assertThat(text(fault)).as("what H2 says").contains(VERIFIER);
        assertThat(logged(fault))
                .contains("Timeout trying to lock table", "JdbcSQLTimeoutException", "LOGIN_USER", "HiddenRowsTest")
                .doesNotContain(VERIFIER)
                .doesNotContain(user.userName());
    }

    @Test
    void aValueThatDoesNotFitIsNotQuoted() {
        Throwable fault = catchThrowable(() -> DATABASE.run(entities -> {
            entities.find(User.class, user.id()).changePassword(VERIFIER + "x".repeat(1000), Instant.EPOCH);
            entities.flush();
        }));

        assertThat(fault).isInstanceOf(PersistenceException.class);
        assertThat(text(fault)).as("what H2 says").contains(VERIFIER);
        assertThat(logged(fault)).contains("PASSWORD_HASH").doesNotContain(VERIFIER);
    }

    @Test
    void aMessageThatTellsAFaultQuotesNoRow() {
        LogRecord told = new LogRecord(Level.WARNING, "org.h2.jdbc.JdbcSQLException: value ('x', 7) is locked by tx 3");

        new HiddenRows(null).isLoggable(told);

        assertThat(told.getMessage()).isEqualTo("org.h2.jdbc.JdbcSQLException: value [hidden] is locked by tx 3");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 30})
    void aLongValueIsHiddenWhole(int kilobytes) {
        String value = "it''s ".repeat(kilobytes * 1024 / 6);

        assertThat(HiddenRows.withoutValues("too long: '" + value + "' (9)")).isEqualTo("too long: 'hidden' (9)");
        assertThat(HiddenRows.withoutValues("too long: '" + value)).isEqualTo("too long: 'hidden'");
    }

    @Test
    void whatIsNotOfThisDatabaseStaysAsItIs() {
        RuntimeException fault = new RuntimeException("it's 'so'", new IllegalStateException("'why'"));
        LogRecord told = new LogRecord(Level.WARNING, "it's 'so'");
        told.setThrown(fault);

        new HiddenRows(null).isLoggable(told);

        assertThat(told.getThrown()).isSameAs(fault);
        assertThat(told.getMessage()).isEqualTo("it's 'so'");
    }

    @Test
    void whatWasNotWrittenBeforeIsNotWrittenNow() {
        LogRecord told = new LogRecord(Level.INFO, "");

        assertThat(new HiddenRows(null).isLoggable(told)).isTrue();
        assertThat(new HiddenRows(any -> true).isLoggable(told)).isTrue();
        assertThat(new HiddenRows(any -> false).isLoggable(told)).isFalse();
    }

    @Test
    void standsBeforeEachHandlerWhileTheProductRuns() {
        Filter before = any -> true;
        Handler handler = new StreamHandler();
        handler.setFilter(before);
        Logger.getLogger("").addHandler(handler);
        QuietLog log = new QuietLog();

        log.hide();
        assertThat(handler.getFilter()).isInstanceOf(HiddenRows.class);
        log.giveBack();

        assertThat(handler.getFilter()).isSameAs(before);
        Logger.getLogger("").removeHandler(handler);
    }

    private Throwable whileLocked(Consumer<EntityManager> work) {
        return DATABASE.call(holder -> {
            holder.find(User.class, user.id(), LockModeType.PESSIMISTIC_WRITE);
            return catchThrowable(() -> DATABASE.run(work));
        });
    }

    private static String logged(Throwable fault) {
        LogRecord told = new LogRecord(Level.SEVERE, "A request failed");
        told.setThrown(fault);
        new HiddenRows(null).isLoggable(told);
        return new SimpleFormatter().format(told);
    }

    private static String text(Throwable fault) {
        StringWriter text = new StringWriter();
        fault.printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }
}
