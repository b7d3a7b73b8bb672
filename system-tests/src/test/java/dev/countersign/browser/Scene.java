package dev.countersign.browser;

import dev.countersign.blackbox.Product;

/**
 * A state of a page that is worth a look, and the way to it. The ways are made of the same steps as the tests.
 *
 * @param name for files: small letters and hyphens
 */
record Scene(String name, Way way) {

    /** Leads a fresh browser to the scene, whatever its language. */
    interface Way {
        void lead(Screen screen, Product product);
    }

    @Override
    public String toString() {
        return name;
    }
}
