package dev.countersign.push;

/** One push service: the port behind which each has its sub-package. */
public interface PushProvider {

    PushService service();

    /** Whether this product was told what it needs to send through this service. */
    boolean isConfigured();

    /**
     * Whether an address that an app brings is one that may be called at all. Looks nothing up; {@link #send} looks closer.
     *
     * @param address of this service
     */
    default boolean accepts(PushAddress address) {
        return isConfigured();
    }

    /**
     * Hands the notification over and waits for the service's answer, bounded by the time-outs of the configuration: never inside a
     * transaction. Everything that a network or a service can do is an outcome; it throws for faults of our own alone.
     *
     * @param to an address of this service
     */
    PushOutcome send(PushAddress to, PushNotification what);
}
