/**
 * What is wrong when something does not work, as ordered lists of rules: the first one that is true gives the verdict. One function
 * serves the portal and the app.
 */
@NullMarked
package dev.countersign.diagnosis;

import org.jspecify.annotations.NullMarked;
