package dev.countersign.grid;

/**
 * What an operator orders.
 *
 * @param cards how many, 1 to {@link #MOST_CARDS}
 * @param printerKey whoever holds its other half reads the cells
 */
public record GridBatchOrder(long cards, PrinterKey printerKey) {

    /** As many as one answer carries. */
    public static final int MOST_CARDS = 500;

    public GridBatchOrder {
        if (cards < 1 || cards > MOST_CARDS) {
            throw new IllegalArgumentException("a batch has 1 to " + MOST_CARDS + " cards");
        }
    }
}
