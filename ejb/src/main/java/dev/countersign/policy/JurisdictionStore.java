package dev.countersign.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Questions to the table of rules; works inside the caller's transaction. */
@ApplicationScoped
class JurisdictionStore {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected JurisdictionStore() {}

    @Inject
    JurisdictionStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Locks the turn of the jurisdiction until the transaction ends: its rules are read and changed by one at a time. */
    void lockTurn(String jurisdiction) {
        entities.createNativeQuery("select code from jurisdiction_turn where code = ?1 for update")
                .setParameter(1, jurisdiction)
                .getSingleResult();
    }

    /** All there are; of a rule the earliest first. */
    List<JurisdictionRule> listAll() {
        return entities.createQuery("select r from JurisdictionRule r order by r.validFrom", JurisdictionRule.class)
                .getResultList();
    }

    /** Those of a jurisdiction by rule, and of each rule the earliest first. */
    List<JurisdictionRule> listRules(String jurisdiction) {
        return entities.createQuery(
                        "select r from JurisdictionRule r where r.jurisdiction = :code order by r.rule, r.validFrom",
                        JurisdictionRule.class)
                .setParameter("code", jurisdiction)
                .getResultList();
    }

    void add(JurisdictionRule rule) {
        entities.persist(rule);
    }

    void remove(JurisdictionRule rule) {
        entities.remove(rule);
    }
}
