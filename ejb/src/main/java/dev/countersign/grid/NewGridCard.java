package dev.countersign.grid;

import java.util.List;

/**
 * A card that waits for two of its cells. Its cells are told this once.
 *
 * @param cells the one of index 1 first, three characters each
 * @param proof the cells that activate it
 */
public record NewGridCard(String id, String serial, List<String> cells, CellPair proof) {

    public NewGridCard {
        cells = List.copyOf(cells);
    }

    @Override
    public String toString() {
        return "NewGridCard[" + id + "]";
    }
}
