package dev.countersign.push;

/**
 * What an app says of its notifications; nothing of it is proven.
 *
 * @param online whether the phone took itself for connected to a network
 * @param powerSaving whether the phone saves power, or keeps the app from working in the background; false where the app cannot tell
 * @param focus whether the phone is not to be disturbed; false where the app cannot tell
 * @param region where the phone takes itself to be (ISO 3166-1 alpha-2); empty where the app cannot tell
 */
public record NotificationReport(
        NotificationPermission permission, boolean online, boolean powerSaving, boolean focus, String region) {

    /** Throws {@link IllegalArgumentException} that names the field. */
    public NotificationReport {
        if (!region.matches("([A-Z]{2})?")) {
            throw new IllegalArgumentException("notifications.region has two capital letters");
        }
    }
}
