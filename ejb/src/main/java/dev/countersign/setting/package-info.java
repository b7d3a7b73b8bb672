/** Numbers of the configuration, looked at before anything goes by them. */
@NullMarked
package dev.countersign.setting;

import org.jspecify.annotations.NullMarked;
