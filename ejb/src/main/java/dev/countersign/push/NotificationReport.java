package dev.countersign.push;

/**
 * What an app says of its notifications; nothing of it is proven.
 *
 * @param online whether the phone took itself for connected to a network
 */
public record NotificationReport(NotificationPermission permission, boolean online) {}
