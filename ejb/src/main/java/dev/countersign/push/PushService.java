package dev.countersign.push;

/** Who brings a notification to the phone. */
public enum PushService {
    /** The push service that a browser chose for itself (RFC 8030). */
    WEB_PUSH,
    /** Apple Push Notification service. */
    APNS,
    /** Firebase Cloud Messaging, by its interface HTTP v1. */
    FCM
}
