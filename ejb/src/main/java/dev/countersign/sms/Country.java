package dev.countersign.sms;

/**
 * A country with a numbering plan.
 *
 * @param code ISO 3166-1 alpha-2
 * @param callingCode country code of E.164 without the plus sign; several countries may share one
 */
public record Country(String code, int callingCode) {}
