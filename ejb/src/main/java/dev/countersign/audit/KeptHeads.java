package dev.countersign.audit;

import java.io.IOException;
import java.util.function.Consumer;

/** Heads that were kept outside, as JWS each. */
@FunctionalInterface
interface KeptHeads {

    void forEach(Consumer<String> taker) throws IOException;
}
