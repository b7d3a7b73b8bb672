package dev.countersign.health;

/**
 * What one check found.
 *
 * @param name {@code database}, {@code broker}, {@code smsc}, {@code keys}, {@code dead-letters}, {@code audit},
 *     {@code sms-budget} or {@code mail}
 * @param up whether the part works
 * @param detail one sentence for the operator, empty when there is nothing to say
 */
public record Check(String name, boolean up, String detail) {}
