package dev.countersign.operator;

/** Who holds a token that is good now, and what it opens. */
public record KnownOperator(String name, OperatorKind kind) {}
