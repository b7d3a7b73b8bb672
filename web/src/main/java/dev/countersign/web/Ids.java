package dev.countersign.web;

import dev.countersign.id.CanonicalUuid;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** UUIDs in paths. One that is none names nothing, as does one that names somebody else's. */
final class Ids {

    private Ids() {}

    /** What is found under the id; the problem NOT_FOUND where there is nothing. */
    static <T> T require(String id, Function<UUID, Optional<T>> search) {
        return find(id).flatMap(search).orElseThrow(() -> new ProblemException(Problem.of(ProblemCode.NOT_FOUND)));
    }

    static Optional<UUID> find(String id) {
        return CanonicalUuid.parse(id);
    }

    /** The UUID of a field of a body. */
    static UUID ofField(String name, String value) {
        return find(value).orElseThrow(() -> ProblemException.malformed(name + " must be a UUID in lower case"));
    }
}
