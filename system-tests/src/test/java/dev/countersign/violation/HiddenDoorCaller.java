package dev.countersign.violation;

/** Breaks: EJB methods are called if public. */
class HiddenDoorCaller {
    void call(HiddenDoor door) {
        door.open();
    }
}
