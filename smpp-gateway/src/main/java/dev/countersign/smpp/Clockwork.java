package dev.countersign.smpp;

import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

/**
 * What makes things happen later, or elsewhere.
 *
 * @param timer starts steps later; a step that waits must go on elsewhere
 * @param links runs what waits for a far side: connecting, and ending a session; never short of threads
 * @param clock says what time it is
 * @param random jitter of pauses, and draws
 */
record Clockwork(ScheduledExecutorService timer, Executor links, Clock clock, RandomGenerator random) {}
