package dev.countersign.cardorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.card.CardEnd;
import dev.countersign.cardorder.CardOrderRefusal.Reason;
import dev.countersign.cardorder.OrderRules.Occasion;
import dev.countersign.user.Account;
import dev.countersign.user.AccountHolder;
import dev.countersign.user.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may order a card, and how long things take. */
class OrderRulesTest {

    private static final OrderTerms TERMS = new OrderTerms(usd(1_000_000), usd(20));
    private static final OrderTerms FREE = new OrderTerms(usd(0), usd(0));

    @Test
    void whoHasEnoughOrdersACard() {
        assertThat(obstacle(Account.OPEN, holder(1_000_000), TERMS)).isEmpty();
        assertThat(obstacle(Account.OPEN, holder(999_999), TERMS)).contains(Reason.EQUITY);
    }

    @Test
    void whatNobodyToldOrAnotherCurrencyIsNotEnough() {
        AccountHolder untold = new AccountHolder(Optional.empty(), Optional.empty(), List.of("U1"));
        AccountHolder foreign =
                new AccountHolder(Optional.empty(), Optional.of(new Money(9_000_000, "CHF")), List.of("U1"));

        assertThat(obstacle(Account.OPEN, untold, TERMS)).contains(Reason.EQUITY);
        assertThat(obstacle(Account.OPEN, foreign, TERMS)).contains(Reason.EQUITY);
        assertThat(obstacle(Account.OPEN, untold, new OrderTerms(usd(0), usd(20))))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Account.State.class)
    void onlyAnOpenAccountWithMoneyHasCards(Account.State state) {
        Optional<Reason> expected = state == Account.State.OPEN ? Optional.empty() : Optional.of(Reason.ACCOUNT_STATE);

        assertThat(obstacle(new Account(Account.Kind.LIVE, state), holder(2_000_000), TERMS))
                .isEqualTo(expected);
        assertThat(obstacle(new Account(Account.Kind.PAPER, state), holder(2_000_000), TERMS))
                .contains(Reason.ACCOUNT_STATE);
        assertThat(OrderRules.obstacle(new Account(Account.Kind.LIVE, state), holder(0), Occasion.REPLACEMENT, TERMS))
                .as("equity may have fallen since the first card")
                .isEqualTo(expected);
    }

    @Test
    void aDepositNeedsAnAccount() {
        AccountHolder none = new AccountHolder(Optional.empty(), Optional.of(usd(2_000_000)), List.of());

        assertThat(obstacle(Account.OPEN, none, TERMS)).contains(Reason.NO_ACCOUNT);
        assertThat(obstacle(Account.OPEN, none, FREE)).isEmpty();
    }

    @Test
    void theFirstAccountIsTakenUnlessAnotherOfHisIsNamed() {
        AccountHolder two = new AccountHolder(Optional.empty(), Optional.empty(), List.of("U1", "U2"));

        assertThat(OrderRules.account(two, Optional.empty())).contains("U1");
        assertThat(OrderRules.account(two, Optional.of("U2"))).contains("U2");
        assertThat(OrderRules.account(two, Optional.of("U3"))).isEmpty();
        assertThat(OrderRules.account(AccountHolder.UNKNOWN, Optional.empty())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T10:00:00Z, 0, 2026-01-05T10:00:00Z",
        "2026-01-05T10:00:00Z, 3, 2026-01-08T10:00:00Z",
        "2026-01-05T10:00:00Z, 5, 2026-01-12T10:00:00Z",
        "2026-01-09T23:59:59Z, 1, 2026-01-12T23:59:59Z",
        "2026-01-10T00:00:00Z, 1, 2026-01-12T00:00:00Z",
        "2026-01-11T12:00:00Z, 5, 2026-01-16T12:00:00Z",
        "2026-02-27T12:00:00Z, 2, 2026-03-03T12:00:00Z"
    })
    void businessDaysPassOverWeekends(Instant start, int days, Instant end) {
        assertThat(BusinessDays.after(start, days)).isEqualTo(end);
    }

    @Test
    void timesAreThoseOfTheSettings() {
        OrderTimes times = new OrderTimes(Duration.ofHours(24), 3, Duration.ofDays(30), 5);
        Instant monday = Instant.parse("2026-01-05T10:00:00Z");

        assertThat(times.returnDue(monday)).isEqualTo(Instant.parse("2026-02-04T10:00:00Z"));
        assertThat(times.bookingDue(monday)).isEqualTo(Instant.parse("2026-01-12T10:00:00Z"));
        assertThat(times.shipmentExpected(monday)).isEqualTo(Instant.parse("2026-01-08T10:00:00Z"));
    }

    @Test
    void anAddressHasLinesThatFitOnAParcel() {
        Address address = new Address(List.of(" Ann Ray ", "Hafenstraße 7", "8001 Zürich"));

        assertThat(address.lines()).containsExactly("Ann Ray", "Hafenstraße 7", "8001 Zürich");
        assertThat(Address.ofText(address.text())).isEqualTo(address);
        assertThat(address).asString().doesNotContain("Ann");
        assertThatCode(() -> new Address(Collections.nCopies(6, "x".repeat(60))))
                .doesNotThrowAnyException();
        for (List<String> odd : List.of(
                List.of("one"),
                Collections.nCopies(7, "x"),
                List.of("one", " "),
                List.of("one", "x".repeat(61)),
                List.of("one", "t\no"))) {
            assertThatThrownBy(() -> new Address(odd))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("address has 2 to 6 lines");
        }
    }

    @Test
    void whatCameBackIsNotReplaced() {
        assertThatThrownBy(() -> new OrderWish.Replaced("S-1", CardEnd.RETURNED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Optional<Reason> obstacle(Account account, AccountHolder holder, OrderTerms terms) {
        return OrderRules.obstacle(account, holder, Occasion.FIRST_CARD, terms);
    }

    private static AccountHolder holder(long equity) {
        return new AccountHolder(Optional.empty(), Optional.of(usd(equity)), List.of("U1"));
    }

    private static Money usd(long amount) {
        return new Money(amount, "USD");
    }
}
