package dev.countersign.push;

/** Whether a phone shows the notifications of an app. */
public enum NotificationPermission {
    /** Its user allows it. */
    GRANTED,
    /** Its user, or a rule of the phone, does not. */
    DENIED,
    /** Nobody was asked yet. */
    ASK,
    /** The phone, or the browser on it, has no notifications. */
    UNSUPPORTED
}
