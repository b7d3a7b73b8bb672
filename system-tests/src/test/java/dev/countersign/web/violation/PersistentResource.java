package dev.countersign.web.violation;

import jakarta.persistence.EntityManager;

/** Breaks: web has no persistence. */
public class PersistentResource {
    EntityManager entities;
}
