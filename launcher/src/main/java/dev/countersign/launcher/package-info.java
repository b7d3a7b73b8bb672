/**
 * Runs the product on one machine: the server with the EAR and the simulator, each a process of its own, all files in one
 * folder. {@link dev.countersign.launcher.Launcher} is the run command; {@link dev.countersign.launcher.RunningProduct} is
 * the same for tests, which also stop, kill and restart the parts.
 */
@NullMarked
package dev.countersign.launcher;

import org.jspecify.annotations.NullMarked;
