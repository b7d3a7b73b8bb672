package dev.countersign.push;

/** How the notification of a request is on its way. */
enum PushDelivery {
    /** To be handed to the push service. */
    WAITING,
    /** The push service took it. */
    SENT,
    /** The push service does not take it, or did not until it was too late. */
    FAILED,
    /** There is no push service for this phone; its app is open and looks itself. */
    NONE
}
