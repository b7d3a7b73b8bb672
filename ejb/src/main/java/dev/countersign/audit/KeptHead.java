package dev.countersign.audit;

/** A signed head with the id of its row. */
public record KeptHead(long id, String jws) {}
