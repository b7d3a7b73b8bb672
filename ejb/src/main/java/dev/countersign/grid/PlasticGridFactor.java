package dev.countersign.grid;

import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import jakarta.enterprise.context.ApplicationScoped;

/** Plastic grid cards as factors: those that their users activated. */
@ApplicationScoped
class PlasticGridFactor extends GridFactor {

    @Override
    public FactorKind kind() {
        return FactorKind.GRID_CARD;
    }

    @Override
    boolean isUsable(GridCard card) {
        return card.isIn(GridState.ACTIVE);
    }

    @Override
    public void end(String id, FactorEnd how) {
        card(id).end(how == FactorEnd.LOST ? GridState.LOST : GridState.SHREDDED);
    }
}
