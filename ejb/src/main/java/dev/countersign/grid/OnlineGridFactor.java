package dev.countersign.grid;

import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Opening;
import dev.countersign.factor.OwnedFactor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Online grid cards as factors: they stand in for a lost one, for some days. */
@ApplicationScoped
class OnlineGridFactor extends GridFactor {

    @Inject
    private Clock clock;

    @Override
    public FactorKind kind() {
        return FactorKind.ONLINE_GRID_CARD;
    }

    @Override
    boolean isUsable(GridCard card) {
        return card.isUsable(clock.instant());
    }

    @Override
    public Opening opens(String id) {
        return isUsable(card(id)) ? Opening.EVERYTHING : Opening.NOTHING;
    }

    @Override
    public void endStandIn(String id) {
        card(id).end(GridState.ENDED);
    }

    @Override
    public List<OwnedFactor> listLapsed(long userId) {
        return Stream.concat(
                        revoked(userId).stream(),
                        cards(userId).stream().filter(card -> card.hasLapsed(clock.instant())))
                .map(GridCard::owned)
                .toList();
    }

    @Override
    public void end(String id, FactorEnd how) {
        card(id).end(GridState.REVOKED);
    }
}
