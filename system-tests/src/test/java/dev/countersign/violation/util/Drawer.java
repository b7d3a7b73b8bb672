package dev.countersign.violation.util;

/** Breaks: no drawer packages. */
public class Drawer {}
