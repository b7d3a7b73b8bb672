/**
 * Cards with a grid of cells, two of which open a login. An online card is shown once in the portal to be printed, for some days, in the
 * place of a device that is lost or not there yet; a plastic card comes by mail and stays.
 */
@NullMarked
package dev.countersign.grid;

import org.jspecify.annotations.NullMarked;
