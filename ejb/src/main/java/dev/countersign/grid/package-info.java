/**
 * Cards with a grid of cells, two of which open a login: shown once in the portal to be printed, for some days, in the place of a
 * device that is lost or not there yet.
 */
@NullMarked
package dev.countersign.grid;

import org.jspecify.annotations.NullMarked;
