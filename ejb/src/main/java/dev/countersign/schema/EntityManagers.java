package dev.countersign.schema;

import jakarta.ejb.Stateless;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/**
 * Gives the stores their entity manager: the container's, which follows the caller's transaction. An EJB asks for it,
 * because the server starts the persistence unit before an EJB that needs it, but not before a plain bean: with the
 * annotation there, some starts fail, and most often those after a crash.
 */
@Stateless
public class EntityManagers {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    @Produces
    public EntityManager entities() {
        return entities;
    }
}
