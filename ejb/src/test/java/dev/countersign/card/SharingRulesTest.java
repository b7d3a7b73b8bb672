package dev.countersign.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.card.SharingRules.Party;
import dev.countersign.factor.FactorKind;
import dev.countersign.user.AccountHolder;
import dev.countersign.user.Identity;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may share a card with whom. */
class SharingRulesTest {

    private static final Identity ANN = identity("1970-01-01", "X1");

    @Test
    void whoIsTheSamePersonSharesAtOnce() {
        Party one = party(ANN);
        Party other = party(new Identity(ANN.dateOfBirth(), Optional.of("7"), Optional.of("8001"), List.of("X1")));

        assertThat(SharingRules.obstacle(one, other, FactorKind.DISPLAY_CARD)).isEmpty();
        assertThat(SharingRules.begin(one, other)).isEqualTo(ShareState.ACTIVE);
    }

    @Test
    void anotherPersonSharesNothing() {
        List.of(identity("1970-01-02", "X1"), identity("1970-01-01", "X2"))
                .forEach(other -> assertThat(SharingRules.obstacle(party(ANN), party(other), FactorKind.DISPLAY_CARD))
                        .contains(Reason.SHARE_IDENTITY));
    }

    @Test
    void whereTooLittleIsKnownOfOneOfThemPeopleHaveToLook() {
        Identity born = new Identity(ANN.dateOfBirth(), Optional.empty(), Optional.empty(), List.of());
        Identity papers = new Identity(Optional.empty(), Optional.empty(), Optional.empty(), ANN.documents());
        for (Identity little : List.of(Identity.UNKNOWN, born, papers)) {
            assertThat(SharingRules.obstacle(party(ANN), party(little), FactorKind.DISPLAY_CARD))
                    .isEmpty();
            assertThat(SharingRules.begin(party(ANN), party(little))).isEqualTo(ShareState.PENDING_COMPLIANCE);
            assertThat(SharingRules.begin(party(little), party(ANN))).isEqualTo(ShareState.PENDING_COMPLIANCE);
            assertThat(SharingRules.begin(party(little), party(little))).isEqualTo(ShareState.PENDING_COMPLIANCE);
        }
    }

    @Test
    void twoOfOneOrganisationShareAtOnceWhoeverTheyAre() {
        Party one = party(ANN, "acme-lp");
        for (Party other :
                List.of(party(identity("1980-02-02", "Z9"), "acme-lp"), party(Identity.UNKNOWN, "acme-lp"))) {
            assertThat(SharingRules.obstacle(one, other, FactorKind.DISPLAY_CARD))
                    .isEmpty();
            assertThat(SharingRules.begin(one, other)).isEqualTo(ShareState.ACTIVE);
        }
    }

    @Test
    void organisationsThatDifferOrAreNotKnownMakeNobodyTheSame() {
        Identity ben = identity("1980-02-02", "Z9");
        for (Party other : List.of(party(ben, "other-lp"), party(ben))) {
            assertThat(SharingRules.obstacle(party(ANN, "acme-lp"), other, FactorKind.DISPLAY_CARD))
                    .contains(Reason.SHARE_IDENTITY);
            assertThat(SharingRules.obstacle(other, party(ANN), FactorKind.DISPLAY_CARD))
                    .contains(Reason.SHARE_IDENTITY);
        }
        assertThat(SharingRules.begin(party(Identity.UNKNOWN, "acme-lp"), party(Identity.UNKNOWN, "other-lp")))
                .isEqualTo(ShareState.PENDING_COMPLIANCE);
    }

    @Test
    void alsoInOneOrganisationAStrongerDeviceIsNotShared() {
        Party other = new Party(
                Identity.UNKNOWN,
                new AccountHolder(Optional.of("acme-lp"), Optional.empty(), List.of()),
                List.of(FactorKind.ONLINE_GRID_CARD));

        assertThat(SharingRules.obstacle(party(ANN, "acme-lp"), other, FactorKind.DISPLAY_CARD))
                .contains(Reason.SHARE_TEMP_DEVICE);
    }

    @Test
    void theStrongestDeviceIsTheOneThatIsShared() {
        for (FactorKind shared : FactorKind.values()) {
            for (FactorKind own : FactorKind.values()) {
                boolean stronger = Arrays.asList(FactorKind.values()).indexOf(own)
                        < Arrays.asList(FactorKind.values()).indexOf(shared);
                assertThat(SharingRules.obstacle(party(ANN), party(ANN, own), shared))
                        .as(own + " beside " + shared)
                        .isEqualTo(
                                own.isStandIn()
                                        ? Optional.of(Reason.SHARE_TEMP_DEVICE)
                                        : stronger ? Optional.of(Reason.SHARE_LESS_SECURE) : Optional.empty());
            }
        }
    }

    private static Party party(Identity identity, FactorKind... kinds) {
        return new Party(identity, AccountHolder.UNKNOWN, List.of(kinds));
    }

    private static Party party(Identity identity, String organisation) {
        return new Party(
                identity, new AccountHolder(Optional.of(organisation), Optional.empty(), List.of()), List.of());
    }

    private static Identity identity(String born, String document) {
        return new Identity(Optional.of(LocalDate.parse(born)), Optional.empty(), Optional.empty(), List.of(document));
    }
}
