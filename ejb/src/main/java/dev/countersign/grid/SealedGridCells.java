package dev.countersign.grid;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedColumn;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;

/** The cells of cards, for key rotation. */
@ApplicationScoped
public class SealedGridCells extends SealedColumn {

    /** For the CDI proxy. */
    protected SealedGridCells() {}

    @Inject
    SealedGridCells(EntityManager entities, Secrets secrets) {
        super(entities, secrets, Purpose.GRID_CELLS, "GridCard", "id", "cellsSealed");
    }
}
