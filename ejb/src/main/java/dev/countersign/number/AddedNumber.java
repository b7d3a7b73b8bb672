package dev.countersign.number;

/** A number that the user entered; {@code isNew} says that he had not entered it before. */
public record AddedNumber(OwnNumber number, boolean isNew) {}
