package dev.countersign.grid;

import java.time.Instant;

/**
 * A plastic card that was sent to its user, as he sees it before he has activated it. Its serial he has to read from the card.
 *
 * @param id stays
 */
public record OwnPlasticCard(String id, Instant shippedAt) {}
