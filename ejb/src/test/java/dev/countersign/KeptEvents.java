package dev.countersign;

import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events that are kept for the test and observed by nobody. */
public final class KeptEvents {

    private final List<Object> fired = new CopyOnWriteArrayList<>();

    /** What beans fire with. */
    @SuppressWarnings("unchecked")
    public <E> Event<E> event() {
        return (Event<E>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (self, method, arguments) -> {
                    if (!method.getName().equals("fire")) {
                        throw new UnsupportedOperationException(method.toString());
                    }
                    fired.add(arguments[0]);
                    return null;
                });
    }

    /** Those of this class, the oldest first. */
    public <E> List<E> list(Class<E> type) {
        return fired.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
