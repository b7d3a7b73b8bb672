package dev.countersign.violation;

import jakarta.ejb.Stateless;

/** Breaks, by its caller: EJB methods are called if public. */
@Stateless
class HiddenDoor {
    void open() {}

    /** Sees the bean through the container's proxy. */
    static class Caller {
        void call(HiddenDoor door) {
            door.open();
        }
    }
}
