package dev.countersign.web;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The open event streams of a node, at most so many, and few of one subject: each costs a connection and a reading every three seconds.
 * Who opens one more for a subject ends its oldest, because that is the one that nobody looks at any more.
 */
final class OpenStreams {

    /** Of one attempt or installation: some windows, and some connections that died unheard. */
    static final int OF_SUBJECT = 5;

    private final int most;
    private final Map<String, Deque<EventStream>> bySubject = new HashMap<>();
    private int count;

    /** @param most of all subjects together */
    OpenStreams(int most) {
        this.most = most;
    }

    /** Takes a place for the stream; false where there is none. */
    boolean add(String subject, EventStream stream) {
        EventStream oldest;
        synchronized (this) {
            Deque<EventStream> own = bySubject.getOrDefault(subject, new ArrayDeque<>());
            if (own.size() < OF_SUBJECT && count >= most) {
                return false;
            }
            oldest = own.size() < OF_SUBJECT ? stream : own.removeFirst();
            own.addLast(stream);
            bySubject.put(subject, own);
            count += oldest == stream ? 1 : 0;
        }
        if (oldest != stream) {
            // Without the lock: a stream that is being read calls back when it closes.
            oldest.close();
        }
        return true;
    }

    /** Frees the place of a stream, if it has one. */
    synchronized void remove(String subject, EventStream stream) {
        Deque<EventStream> own = bySubject.getOrDefault(subject, new ArrayDeque<>());
        if (own.remove(stream)) {
            count--;
        }
        if (own.isEmpty()) {
            bySubject.remove(subject);
        }
    }

    synchronized List<EventStream> list() {
        return bySubject.values().stream().flatMap(Deque::stream).toList();
    }
}
