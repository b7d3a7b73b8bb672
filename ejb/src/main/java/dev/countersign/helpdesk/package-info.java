/**
 * What an operator does for a user who calls: nothing that could help a stranger before the caller's identity was checked by the script,
 * and the result is kept whatever comes of it. What protects a user (a lock, the end of temporary access) needs no caller and no check.
 */
@NullMarked
package dev.countersign.helpdesk;

import org.jspecify.annotations.NullMarked;
