package dev.countersign.web;

import dev.countersign.audit.EntryPosition;
import dev.countersign.audit.Reference;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The parameters of an address by name and type. One that nobody would read, or that stands twice, is refused. */
final class QueryFields {

    private final MultivaluedMap<String, String> parameters;

    QueryFields(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    QueryFields only(String... names) {
        Set<String> known = Set.of(names);
        if (!known.containsAll(parameters.keySet())) {
            throw ProblemException.malformed(
                    "the address has an unknown parameter; known are " + String.join(", ", names));
        }
        return this;
    }

    Optional<String> findString(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw ProblemException.malformed(name + " stands twice");
        }
        return values.stream().findFirst().map(value -> PlainText.require(name, value));
    }

    /** A time in the form of RFC 3339, of the years 1970 to 9999. */
    Optional<Instant> findInstant(String name) {
        return findString(name).map(text -> TimeText.parse(name, text));
    }

    int getInt(String name, int byDefault) {
        return findInt(name).orElse(byDefault);
    }

    /** One that has to be there. */
    int getInt(String name) {
        return findInt(name).orElseThrow(() -> ProblemException.malformed(name + " is missing in the address"));
    }

    private Optional<Integer> findInt(String name) {
        return findString(name).map(text -> {
            if (!text.matches("[0-9]{1,9}")) {
                throw ProblemException.malformed(name + " must be a whole number");
            }
            return Integer.valueOf(text);
        });
    }

    Optional<Reference> findReference(String name) {
        return findString(name).map(text -> {
            try {
                return new Reference(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw ProblemException.malformed(e);
            }
        });
    }

    Optional<EntryPosition> findPosition(String name) {
        return findString(name)
                .map(text -> EntryPosition.parse(text)
                        .orElseThrow(() ->
                                ProblemException.malformed(name + " must be the next of the page before, unchanged")));
    }
}
