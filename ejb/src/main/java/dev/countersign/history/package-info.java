/** What a user learns of the logins to his account, and what happens when he says that one was not his. */
@NullMarked
package dev.countersign.history;

import org.jspecify.annotations.NullMarked;
