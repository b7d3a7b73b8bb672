package dev.countersign.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The class has a whole browser of its own, one that knows notifications. Of its own, because one that has had many service workers
 * before now and then leaves a new one without its first event for longer than a test waits.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface WholeBrowser {}
