package dev.countersign.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose account a user acts for. */
class AccountHolderTest {

    private static final AccountHolder ACME = new AccountHolder(
            Optional.of("acme-lp"), Optional.of(new Money(1_000_000, "USD")), List.of("U1", "U2.x-3"));

    @Test
    void whatIsWrittenIsRead() {
        for (AccountHolder holder : List.of(
                ACME,
                AccountHolder.UNKNOWN,
                new AccountHolder(Optional.empty(), Optional.of(new Money(0, "CHF")), List.of()),
                new AccountHolder(Optional.of("ab"), Optional.empty(), List.of("7")))) {
            assertThat(AccountHolder.ofText(holder.text())).isEqualTo(holder);
        }
        assertThat(ACME.isUnknown()).isFalse();
        assertThat(AccountHolder.UNKNOWN.isUnknown()).isTrue();
    }

    @Test
    void onlyAKnownOrganisationMakesTwoOne() {
        AccountHolder other = new AccountHolder(Optional.of("acme-lp"), Optional.empty(), List.of());

        assertThat(ACME.isOneWith(other)).isTrue();
        assertThat(ACME.isOneWith(new AccountHolder(Optional.of("acme"), Optional.empty(), List.of())))
                .isFalse();
        assertThat(ACME.isOneWith(AccountHolder.UNKNOWN)).isFalse();
        assertThat(AccountHolder.UNKNOWN.isOneWith(ACME)).isFalse();
        assertThat(AccountHolder.UNKNOWN.isOneWith(AccountHolder.UNKNOWN)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "Acme",
                "-acme",
                "acme lp",
                "acme_lp",
                "a\nb",
                "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddx"
            })
    void anOrganisationIsAnIdentifier(String odd) {
        assertThatThrownBy(() -> new AccountHolder(Optional.of(odd), Optional.empty(), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("organisation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "-1", "1234567890123456789012345678901"})
    void anAccountIsAnIdentifier(String odd) {
        assertThatThrownBy(() -> new AccountHolder(Optional.empty(), Optional.empty(), List.of(odd)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("accounts");
    }

    @Test
    void tenAccountsAreTheMost() {
        assertThatCode(() -> new AccountHolder(
                        Optional.of("ab"), Optional.empty(), Collections.nCopies(10, "123456789012345678901234567890")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new AccountHolder(Optional.empty(), Optional.empty(), Collections.nCopies(11, "1")))
                .hasMessageContaining("at most 10");
    }

    @Test
    void amountsAreWholeAndOfOneCurrency() {
        Money least = new Money(1_000_000, "USD");

        assertThat(new Money(1_000_000, "USD").covers(least)).isTrue();
        assertThat(new Money(999_999, "USD").covers(least)).isFalse();
        assertThat(new Money(9_000_000, "EUR").covers(least)).isFalse();
        assertThat(new Money(999_999_999_999L, "USD").covers(least)).isTrue();
        assertThatThrownBy(() -> new Money(-1, "USD")).hasMessageContaining("amount");
        assertThatThrownBy(() -> new Money(1_000_000_000_000L, "USD")).hasMessageContaining("amount");
        assertThatThrownBy(() -> new Money(1, "usd")).hasMessageContaining("currency");
        assertThatThrownBy(() -> new Money(1, "USDT")).hasMessageContaining("currency");
    }

    @Test
    void whatStandsOnTheAccountIsNowhereInPlainWords() {
        assertThat(ACME).asString().contains("acme-lp").doesNotContain("1000000", "U1");
        assertThat(AccountHolder.UNKNOWN).asString().contains("a person");
    }

    @Test
    void itIsKeptSealedChangedAndForgotten() {
        Beans beans = new Beans();
        User user = beans.query(entities -> Users.add(entities, beans.clock().instant()));

        UserView view = change(beans, user, ACME);
        assertThat(view.organisation()).contains("acme-lp");
        assertThat(get(beans, user)).isEqualTo(ACME);
        assertThat(sealed(beans, user)).hasSize(1).allMatch(text -> !text.contains("acme"));

        AccountHolder rich = new AccountHolder(Optional.empty(), Optional.of(new Money(5, "USD")), List.of("U9"));
        assertThat(change(beans, user, rich).organisation()).isEmpty();
        assertThat(get(beans, user)).isEqualTo(rich);
        change(beans, user, AccountHolder.UNKNOWN);
        assertThat(get(beans, user)).isEqualTo(AccountHolder.UNKNOWN);
        assertThat(sealed(beans, user)).isEmpty();
        assertThat(AuditTrail.of(beans, user.id()))
                .containsExactly("HOLDER_CHANGED OK", "HOLDER_CHANGED OK", "HOLDER_CHANGED OK");
    }

    private static UserView change(Beans beans, User user, AccountHolder holder) {
        return beans.call(
                        UserAdministration.class,
                        administration -> administration.change(
                                user.userName(),
                                new UserChange(
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(holder)),
                                "ann"))
                .orElseThrow();
    }

    private static AccountHolder get(Beans beans, User user) {
        return beans.call(AccountHolders.class, holders -> holders.get(user.id()));
    }

    private static List<String> sealed(Beans beans, User user) {
        return beans.query(entities -> entities.createQuery(
                        "select h.holderSealed from UserHolder h where h.userId = :user", String.class)
                .setParameter("user", user.id())
                .getResultList());
    }
}
