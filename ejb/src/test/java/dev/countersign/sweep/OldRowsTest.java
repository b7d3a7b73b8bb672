package dev.countersign.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.Databases;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is removed of what is over, on each database the product runs on. */
@Timeout(60)
class OldRowsTest {

    private static final Instant END = Instant.parse("2011-01-01T00:00:00Z");

    /** A table that nothing refers to, under a name of this test's own. */
    private final String gateway = UUID.randomUUID().toString();

    private final OldRows rows =
            new OldRows("gateway_presence", "gateway", "seen_at").where("o.gateway like '" + gateway + "%'");

    /** Where a gateway is known and none is bound, users are told that there is no carrier. */
    @AfterEach
    void forgetTheGateways() {
        Databases.all()
                .map(arguments -> ((Named<?>) arguments.get()[0]).getPayload())
                .forEach(database -> ((Database) database)
                        .run(entities -> entities.createNativeQuery(
                                        "delete from gateway_presence where gateway like ?1")
                                .setParameter(1, gateway + "%")
                                .executeUpdate()));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theOldestGoFirstAndSoManyAtATime(Database database) {
        add(database, "3", END.minusSeconds(1));
        add(database, "1", END.minusSeconds(3));
        add(database, "2", END.minusSeconds(2));
        add(database, "at the time itself", END);

        assertThat(remove(database, 2)).isEqualTo(2);
        assertThat(list(database)).containsExactly("3", "at the time itself");
        assertThat(remove(database, 2)).isEqualTo(1);
        assertThat(remove(database, 2)).isZero();
        assertThat(list(database)).containsExactly("at the time itself");
    }

    /** Two of one time, at the border of a piece. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aWalkPassesEachRowOnceWhetherItGoesOrNot(Database database) {
        add(database, "1 stays", END.minusSeconds(3));
        add(database, "2 stays", END.minusSeconds(3));
        add(database, "3", END.minusSeconds(3));
        add(database, "4 stays", END.minusSeconds(2));
        add(database, "5", END.minusSeconds(1));
        add(database, "at the time itself", END);
        OldRows walked = rows.where("o.gateway not like '% stays'");
        List<Integer> removed = new ArrayList<>();

        Batches.walk(from -> {
            Walked piece = database.call(entities -> walked.remove(entities, from, END, 2));
            removed.add(piece.removed());
            return piece;
        });

        assertThat(removed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(2);
        assertThat(list(database)).containsExactlyInAnyOrder("1 stays", "2 stays", "4 stays", "at the time itself");
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatSomebodyHoldsIsPassedOver(Database database) {
        add(database, "free", END.minusSeconds(1));
        add(database, "held", END.minusSeconds(2));

        database.run(holder -> {
            holder.createNativeQuery("select gateway from gateway_presence where gateway = ?1 for update")
                    .setParameter(1, gateway + "held")
                    .getSingleResult();
            assertThat(remove(database, 10)).isEqualTo(1);
        });

        assertThat(list(database)).containsExactly("held");
    }

    /** A table that is searched from end to end each hour is not tidied in time once it is large. */
    @ParameterizedTest
    @CsvSource({
        "login_event, at",
        "push_request, expires_at",
        "push_notice, expires_at",
        "confirmation, expires_at",
        "one_time_code, expires_at",
        "sms_outbox, expires_at",
        "login_session, expires_at",
        "passkey_question, expires_at",
        "told_event, told_at",
        "failure_record, keep_until",
        "mail_outbox, changed_at",
        "used_nonce, expires_at",
        "activation, expires_at",
        "password_reset, expires_at",
        "grid_card, expires_at",
        "sms_prefix, keep_until",
        "sms_address, window_end",
        "sms_traffic, starts_at",
        "number_network, known_until",
        "lifted_sms_limit, lifted_at"
    })
    void whatIsOverIsFoundByAnIndex(String table, String end) {
        List<?> first = Databases.embedded()
                .call(entities -> entities.createNativeQuery("select column_name from information_schema.index_columns"
                                + " where lower(table_name) = ?1 and ordinal_position = 1")
                        .setParameter(1, table)
                        .getResultList());

        assertThat(first)
                .extracting(column -> column.toString().toLowerCase(Locale.ROOT))
                .contains(end);
    }

    private int remove(Database database, int most) {
        return database.call(entities -> rows.remove(entities, END, most));
    }

    private void add(Database database, String name, Instant end) {
        database.run(entities -> insert(entities, name, end));
    }

    private void insert(EntityManager entities, String name, Instant end) {
        entities.createNativeQuery("insert into gateway_presence (gateway, bound, seen_at) values (?1, false, ?2)")
                .setParameter(1, gateway + name)
                .setParameter(2, Timestamp.from(end))
                .executeUpdate();
    }

    private List<String> list(Database database) {
        return database.call(entities -> {
            List<?> names = entities.createNativeQuery(
                            "select gateway from gateway_presence where gateway like ?1 order by seen_at")
                    .setParameter(1, gateway + "%")
                    .getResultList();
            return names.stream()
                    .map(name -> name.toString().substring(gateway.length()))
                    .toList();
        });
    }
}
