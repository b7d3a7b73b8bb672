package dev.countersign.web;

import dev.countersign.audit.EntryPosition;
import dev.countersign.audit.Reference;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The parameters of an address by name and type. One that nobody would read, or that stands twice, is refused. */
final class QueryFields {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

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
        return values.stream().findFirst();
    }

    /** A time in the form of RFC 3339, of the years 1970 to 9999. */
    Optional<Instant> findInstant(String name) {
        return findString(name).map(text -> {
            try {
                Instant instant = Instant.parse(text);
                if (Duration.between(Instant.EPOCH, instant).isNegative() || instant.isAfter(LATEST)) {
                    throw ProblemException.malformed(name + " must be of the years 1970 to 9999");
                }
                return instant;
            } catch (DateTimeException e) {
                throw ProblemException.malformed(name + " must be a time such as 2026-03-02T09:00:00Z");
            }
        });
    }

    int getInt(String name, int byDefault) {
        return findString(name)
                .map(text -> {
                    if (!text.matches("[0-9]{1,9}")) {
                        throw ProblemException.malformed(name + " must be a whole number");
                    }
                    return Integer.valueOf(text);
                })
                .orElse(byDefault);
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
