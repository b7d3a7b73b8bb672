/**
 * Display cards that users order: who may, where the card goes, and what becomes of the deposit for it until the broker has booked it.
 * The cards themselves are those of the feature card.
 */
@NullMarked
package dev.countersign.cardorder;

import org.jspecify.annotations.NullMarked;
