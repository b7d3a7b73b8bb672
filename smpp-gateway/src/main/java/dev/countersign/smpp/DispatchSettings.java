package dev.countersign.smpp;

import java.time.Duration;

/**
 * How orders are walked.
 *
 * @param instance name of this gateway among all that share the broker
 * @param source sender that phones show
 * @param receiptWait how long a receipt may still come after a submit_sm without answer
 * @param pauses between repeats of what was refused for now
 */
record DispatchSettings(String instance, SmppAddress source, Duration receiptWait, Backoff pauses) {}
