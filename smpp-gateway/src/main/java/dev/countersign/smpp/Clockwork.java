package dev.countersign.smpp;

import java.time.Clock;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * What makes things happen later.
 *
 * @param timer starts steps later; a step that waits must go on elsewhere
 * @param clock says what time it is
 * @param random jitter of pauses, and draws
 */
record Clockwork(ScheduledExecutorService timer, Clock clock, RandomGenerator random) {}
