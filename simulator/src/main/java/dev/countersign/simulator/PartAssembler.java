package dev.countersign.simulator;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Joins parts to messages. Keeps the parts of at most 1,000 unfinished messages; the oldest are dropped. */
final class PartAssembler {

    private static final int CAPACITY = 1_000;

    private final Map<String, Unfinished> unfinished = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Unfinished> eldest) {
            return size() > CAPACITY;
        }
    };

    /**
     * A whole message.
     *
     * @param id of the part that came first
     * @param text decoded
     * @param parts how many
     */
    record Whole(String id, String text, int parts) {}

    /**
     * Adds a part.
     *
     * @param conversation who sends to whom, and in which coding: parts of different ones never join
     * @return the message, when this was the part that was missing
     */
    synchronized Optional<Whole> add(String conversation, String id, int dataCoding, Segment segment) {
        if (segment.total() == 1) {
            return Optional.of(new Whole(id, TextDecoder.decode(segment.body(), dataCoding), 1));
        }
        String key = conversation + '#' + dataCoding + '#' + segment.reference() + '#' + segment.total();
        Unfinished message = unfinished.computeIfAbsent(key, absent -> new Unfinished(id));
        message.bodies.put(segment.number(), segment);
        if (message.bodies.size() < segment.total()) {
            return Optional.empty();
        }
        unfinished.remove(key);
        return Optional.of(new Whole(message.id, TextDecoder.decode(message.octets(), dataCoding), segment.total()));
    }

    private static final class Unfinished {

        private final String id;
        private final TreeMap<Integer, Segment> bodies = new TreeMap<>();

        private Unfinished(String id) {
            this.id = id;
        }

        private byte[] octets() {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            bodies.values().forEach(segment -> joined.writeBytes(segment.body()));
            return joined.toByteArray();
        }
    }
}
