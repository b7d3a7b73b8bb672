package dev.countersign.browser;

import dev.countersign.blackbox.ProductExtension;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests of the running product's pages: their constructor may take {@code Product} and {@link Screens}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({BrowserExtension.class, ProductExtension.class})
@interface InBrowser {}
