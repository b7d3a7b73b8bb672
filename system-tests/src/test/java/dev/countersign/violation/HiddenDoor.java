package dev.countersign.violation;

import jakarta.ejb.Stateless;

/** Its method is seen by its package and refused by its proxy. */
@Stateless
class HiddenDoor {
    void open() {}
}
