package dev.countersign.blackbox;

import static dev.countersign.blackbox.WantedNumber.assertKeptBack;
import static dev.countersign.blackbox.WantedNumber.assertOneGranted;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A number has its limits, whoever asks and on whichever of two servers; the carrier's simulator tells what was sent. */
@ExtendWith(Cluster.Extension.class)
@Timeout(300)
class NumbersOnTwoNodesIT {

    private static final int WISHES = 50;
    private static final int SESSIONS = Rounds.of(30, 100);

    /** Of the five SMS of an hour two are kept for who has proven to hold the number. */
    private static final int UNPROVEN_PER_HOUR = 3;

    private final Cluster cluster;
    private final Product a;
    private final Node b;

    NumbersOnTwoNodesIT(Cluster cluster) {
        this.cluster = cluster;
        a = cluster.a();
        b = cluster.b();
    }

    @Test
    void fiftyWishesInDifferentSpellingsOnBothNodesSendOneSms() {
        TestUser user = a.operator().newUserWithoutNumber();
        Account account = Account.withoutFactor(a, user);

        List<Answer> answers = new WantedNumber(user).ask(WISHES, List.of(account, onB(account)));

        assertThat(answers).extracting(Answer::status).isSubsetOf(202, 429, 503);
        assertOneGranted(answers, "NUM_COOLDOWN");
        assertThat(account.numbers().json()).hasSize(1);
        a.inbox().code(user);
        assertThat(cluster.settledTexts(user)).hasSize(1);
    }

    @Test
    void sessionsOfManyUsersThatWantOneNumberGetOneSmsAtATimeAndThreeAnHour() {
        TestUser phone = Operator.invent();
        WantedNumber number = new WantedNumber(phone);
        List<Account> accounts =
                IntStream.range(0, SESSIONS).mapToObj(this::newAccount).toList();

        for (int sent = 1; sent <= UNPROVEN_PER_HOUR; sent++) {
            assertOneGranted(
                    number.ask(SESSIONS, accounts), sent < UNPROVEN_PER_HOUR ? "NUM_COOLDOWN" : "NUM_DAILY_LIMIT");
            a.inbox().code(phone, sent);
            assertThat(cluster.settledTexts(phone)).hasSize(sent);
            cluster.advance(Duration.ofMinutes(2));
        }

        List<Answer> refused = number.ask(SESSIONS, accounts);
        assertThat(refused).extracting(Answer::status).isSubsetOf(429, 503);
        assertKeptBack(refused, "NUM_DAILY_LIMIT");
        assertThat(cluster.settledTexts(phone)).hasSize(UNPROVEN_PER_HOUR);
    }

    /** Of another user each, on A and B by turns. */
    private Account newAccount(int number) {
        Account account = Account.withoutFactor(a, a.operator().newUserWithoutNumber());
        return number % 2 == 0 ? account : onB(account);
    }

    private Account onB(Account account) {
        return account.at(b.http());
    }
}
