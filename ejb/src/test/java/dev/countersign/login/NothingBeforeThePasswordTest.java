package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.card.Cards;
import dev.countersign.sms.Numbers;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever knows a name alone costs its user no SMS, wakes no phone, and has no question asked. */
class NothingBeforeThePasswordTest {

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);

    /** Where the row is that a second factor begins with, by its first way. */
    private enum FirstWay {
        SMS("sms_outbox"),
        CHALLENGE("challenge"),
        PUSH("push_request"),
        CARD("card_question");

        private final String table;

        FirstWay(String table) {
            this.table = table;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordBeginsNoSecondFactor(FirstWay way) {
        prepare(way);
        List<Long> before = Stream.of(FirstWay.values()).map(this::countRows).toList();

        assertThat(reason(door.begin(user.userName(), "secret2", ClientKind.PORTAL)))
                .isEqualTo(Reason.BAD_CREDENTIALS);

        assertThat(Stream.of(FirstWay.values()).map(this::countRows).toList()).isEqualTo(before);
        long ofWay = countRows(way);
        door.open(user.userName());
        assertThat(countRows(way)).as("what the right one begins").isEqualTo(ofWay + 1);
    }

    private void prepare(FirstWay way) {
        switch (way) {
            case SMS ->
                beans.query(entities ->
                        Numbers.add(entities, user.id(), beans.clock().instant()));
            case CHALLENGE -> Activations.activate(beans, user, new Phone(beans));
            case PUSH -> {
                Phone phone = new Phone(beans);
                Activations.activate(beans, user, phone);
                phone.keepOpen();
            }
            case CARD -> Cards.active(beans, user.userName());
        }
    }

    private long countRows(FirstWay way) {
        return beans.query(entities -> ((Number) entities.createNativeQuery("select count(*) from " + way.table)
                        .getSingleResult())
                .longValue());
    }
}
