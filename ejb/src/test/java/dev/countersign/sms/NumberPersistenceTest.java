package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import dev.countersign.user.User;
import dev.countersign.user.UserView.NumberView;
import dev.countersign.user.Users;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database tells about the numbers of a user, on each database the product runs on. */
@Timeout(60)
class NumberPersistenceTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int TRIES = 5;

    private final Secrets secrets = new Secrets(new KeysInMemory());

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void keepsWhatANumberIs(Database database) {
        E164Number e164 = new E164Number(Numbers.next());
        long userId = database.call(entities -> Users.add(entities, NOW).id());
        database.run(entities -> {
            MobileNumber number = new MobileNumber(userId, e164, NOW);
            number.permit(FactorKind.PASSKEY, NOW.plusSeconds(60));
            number.codeSent(confirm(entities, number, NOW), TRIES);
            new MobileNumbers(entities).add(number, NOW);
        });

        database.run(entities -> {
            MobileNumber number =
                    new MobileNumbers(entities).lockEver(userId, e164).orElseThrow();
            assertThat(number.triesLeft()).isEqualTo(TRIES);
            assertThat(number.permittedBy(Duration.ofSeconds(60), NOW.plusSeconds(59)))
                    .contains(FactorKind.PASSKEY);
            assertThat(number.answer(() -> CodeCheck.RIGHT, NOW)).isEqualTo(MobileNumber.Verdict.VERIFIED);
            number.becomeDefault();
        });

        database.run(entities -> assertThat(
                        new MobileNumbers(entities).findDefault(userId).map(MobileNumber::e164))
                .contains(e164.value()));
        database.run(entities -> assertThat(new MobileNumbers(entities).findNextTurn(e164.value(), NOW))
                .contains(NOW));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void knowsARemovedNumberOnlyWhereItIsAskedFor(Database database) {
        String e164 = Numbers.next();
        long userId = database.call(entities -> {
            User user = Users.add(entities, NOW);
            new MobileNumbers(entities).enter(user.id(), List.of(Users.number(e164)), NOW);
            return user.id();
        });
        String id = database.call(entities ->
                new MobileNumbers(entities).findDefault(userId).orElseThrow().id());
        database.run(entities -> assertThat(new MobileNumbers(entities).listNumbers(userId))
                .containsExactly(new NumberView(e164, true)));

        database.run(entities -> new MobileNumbers(entities).getNumber(id).remove());

        database.run(entities -> {
            MobileNumbers numbers = new MobileNumbers(entities);
            assertThat(numbers.listNumbers(userId)).isEmpty();
            assertThat(numbers.findDefault(userId)).isEmpty();
            assertThat(numbers.findOwn(userId, id)).isEmpty();
            assertThat(numbers.lockEver(userId, new E164Number(e164))).isPresent();
            assertThat(numbers.getNumber(id).e164()).isEqualTo(e164);
        });
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void givesANumberToItsUserAlone(Database database) {
        long other = database.call(entities -> Users.add(entities, NOW).id());
        long userId = database.call(entities -> Users.add(entities, NOW).id());
        String id = database.call(entities -> Numbers.add(entities, userId, NOW));

        database.run(entities ->
                assertThat(new MobileNumbers(entities).findOwn(userId, id)).isPresent());
        database.run(entities ->
                assertThat(new MobileNumbers(entities).findOwn(other, id)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void countsTheConfirmCodesOfAUserOverAllHisNumbers(Database database) {
        long other = database.call(entities -> Users.add(entities, NOW).id());
        long userId = database.call(entities -> Users.add(entities, NOW).id());
        database.run(entities -> {
            MobileNumber first = add(entities, userId);
            MobileNumber second = add(entities, userId);
            order(entities, confirm(entities, first, NOW), NOW);
            OneTimeCode code = confirm(entities, second, NOW.plusSeconds(60));
            order(entities, code, NOW.plusSeconds(60));
            order(entities, code, NOW.plusSeconds(180));
            order(entities, confirm(entities, add(entities, other), NOW), NOW.plusSeconds(90));
            order(entities, login(entities), NOW.plusSeconds(100));
            first.remove();
        });

        List<Instant> all =
                database.call(entities -> new SmsOutbox(entities).listConfirmations(userId, NOW.minusSeconds(1)));
        List<Instant> recent =
                database.call(entities -> new SmsOutbox(entities).listConfirmations(userId, NOW.plusSeconds(60)));

        assertThat(all).containsExactly(NOW, NOW.plusSeconds(60), NOW.plusSeconds(180));
        assertThat(recent).containsExactly(NOW.plusSeconds(180));
    }

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void findsTheNewestOrderToANumber(Database database) {
        String e164 = Numbers.next();
        database.run(entities -> {
            OneTimeCode code = login(entities);
            new SmsOutbox(entities).add(new OutboundSms(code, e164, "second", secrets, NOW.plusSeconds(120)));
            new SmsOutbox(entities).add(new OutboundSms(code, e164, "first", secrets, NOW));
        });

        database.run(entities -> assertThat(
                        new SmsOutbox(entities).findNewestTo(e164).map(OutboundSms::createdAt))
                .contains(NOW.plusSeconds(120)));
        database.run(entities ->
                assertThat(new SmsOutbox(entities).findNewestTo(Numbers.next())).isEmpty());
    }

    private MobileNumber add(EntityManager entities, long userId) {
        MobileNumber number = new MobileNumber(userId, new E164Number(Numbers.next()), NOW);
        new MobileNumbers(entities).add(number, NOW);
        return number;
    }

    private OneTimeCode confirm(EntityManager entities, MobileNumber number, Instant now) {
        return add(
                entities,
                new OneTimeCode(CodePurpose.NUMBER, number.id(), "042042", secrets, now, now.plusSeconds(600)));
    }

    private OneTimeCode login(EntityManager entities) {
        return add(
                entities, new OneTimeCode(CodePurpose.LOGIN, "attempt", "042042", secrets, NOW, NOW.plusSeconds(600)));
    }

    private static OneTimeCode add(EntityManager entities, OneTimeCode code) {
        new SmsOutbox(entities).add(code);
        return code;
    }

    private void order(EntityManager entities, OneTimeCode code, Instant now) {
        new SmsOutbox(entities).add(new OutboundSms(code, Numbers.next(), "042042", secrets, now));
    }
}
