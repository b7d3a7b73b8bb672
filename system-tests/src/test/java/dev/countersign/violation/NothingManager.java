package dev.countersign.violation;

/** Breaks: no empty names. */
class NothingManager {}
