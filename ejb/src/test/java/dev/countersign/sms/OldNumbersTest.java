package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.sweep.RowPlace;
import dev.countersign.sweep.Walked;
import dev.countersign.user.Users;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left of numbers that somebody entered and removed, on each database the product runs on. */
@Timeout(60)
class OldNumbersTest {

    /** Before anything of other tests. */
    private static final Instant THEN = Instant.parse("2001-01-01T00:00:00Z");

    private static final Instant LATER = THEN.plusSeconds(1);

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatWasRemovedWithoutAProofGoesWithWhatIsKnownOfIt(Database database) {
        String e164 = Numbers.next();
        add(database, user(database), e164, false, true);

        assertThat(tidy(database, THEN)).as("as old as what stays").containsExactly(0, 0);
        assertThat(tidy(database, LATER)).containsExactly(1, 1);
        assertThat(tidy(database, LATER)).containsExactly(0, 0);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatIsThereOrWasProvenStays(Database database) {
        long userId = user(database);
        add(database, userId, Numbers.next(), false, false);
        add(database, userId, Numbers.next(), true, false);
        add(database, userId, Numbers.next(), true, true);

        assertThat(tidy(database, LATER)).containsExactly(0, 0);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatIsKnownOfANumberStaysWhileAnotherUserHasIt(Database database) {
        String e164 = Numbers.next();
        add(database, user(database), e164, false, true);
        add(database, user(database), e164, true, false);

        assertThat(tidy(database, LATER)).containsExactly(1, 0);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatHelpDeskOrSmsNeedStays(Database database) {
        String lifted = Numbers.next();
        String sent = Numbers.next();
        long userId = user(database);
        add(database, userId, lifted, false, true);
        add(database, userId, sent, false, true);
        database.run(entities -> {
            entities.createNativeQuery("insert into lifted_sms_limit (e164, case_id) values (?1, 'C-1')")
                    .setParameter(1, lifted)
                    .executeUpdate();
            entities.createQuery("update NumberThrottle t set t.nextSmsAt = :later where t.e164 = :sent")
                    .setParameter("later", LATER)
                    .setParameter("sent", sent)
                    .executeUpdate();
        });

        assertThat(tidy(database, LATER)).containsExactly(2, 0);
        assertThat(tidy(database, LATER.plusSeconds(1))).containsExactly(0, 1);
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatWasLiftedLongAgoForANumberOfNobodyGoes(Database database) {
        String gone = Numbers.next();
        String again = Numbers.next();
        String kept = Numbers.next();
        long userId = user(database);
        add(database, userId, gone, false, true);
        add(database, userId, again, false, true);
        add(database, userId, kept, false, false);
        lift(database, gone, "C-1", THEN);
        lift(database, gone, "C-2", THEN.plusMillis(1));
        lift(database, again, "C-1", THEN);
        lift(database, again, "C-2", LATER);
        lift(database, kept, "C-1", THEN);
        assertThat(tidy(database, LATER)).as("kept for what was lifted").containsExactly(2, 0);

        Walked lifts = database.call(entities -> new OldNumbers(entities).removeLifts(RowPlace.START, LATER, 100));

        assertThat(lifts.removed()).as("of one number").isEqualTo(2);
        assertThat(tidy(database, LATER)).containsExactly(0, 1);
    }

    private static void lift(Database database, String e164, String helpDeskCase, Instant at) {
        database.run(entities -> entities.createNativeQuery(
                        "insert into lifted_sms_limit (e164, case_id, lifted_at) values (?1, ?2, ?3)")
                .setParameter(1, e164)
                .setParameter(2, helpDeskCase)
                .setParameter(3, Timestamp.from(at))
                .executeUpdate());
    }

    /** Else the user would have a number that is gone. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatIsBeingEnteredAnewStays(Database database) {
        E164Number e164 = new E164Number(Numbers.next());
        long userId = user(database);
        add(database, userId, e164.value(), false, true);

        database.run(entities -> {
            MobileNumber number =
                    new MobileNumbers(entities).lockEver(userId, e164).orElseThrow();
            assertThat(tidy(database, LATER)).containsExactly(0, 0);
            number.restore(LATER);
        });

        assertThat(tidy(database, LATER.plusSeconds(1))).containsExactly(0, 0);
    }

    /** Else a number could be somebody's without its throttle. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatIsKnownOfANumberStaysWhileAnotherUserEntersIt(Database database) {
        String e164 = Numbers.next();
        long other = user(database);
        add(database, user(database), e164, false, true);

        database.run(entities -> {
            new MobileNumbers(entities).add(new MobileNumber(other, new E164Number(e164), LATER), LATER);
            assertThat(tidy(database, LATER)).containsExactly(1, 0);
        });

        database.run(entities -> assertThat(new MobileNumbers(entities).findNextTurn(e164, LATER))
                .isPresent());
    }

    /** How many numbers went, and of how many what was known. */
    private static List<Integer> tidy(Database database, Instant before) {
        int numbers = database.call(entities -> new OldNumbers(entities).removeUnproven(before, 100));
        int throttles = database.call(entities -> new OldNumbers(entities)
                .removeThrottles(RowPlace.START, before, 100)
                .removed());
        return List.of(numbers, throttles);
    }

    private static long user(Database database) {
        return database.call(entities -> Users.add(entities, THEN).id());
    }

    private static void add(Database database, long userId, String e164, boolean verified, boolean removed) {
        database.run(entities -> {
            MobileNumber number = new MobileNumber(userId, new E164Number(e164), verified, false, THEN);
            new MobileNumbers(entities).add(number, THEN);
            if (removed) {
                number.remove();
            }
        });
    }
}
