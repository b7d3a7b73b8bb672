package dev.countersign.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

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

    List<JurisdictionRule> listAll() {
        return entities.createQuery("select r from JurisdictionRule r", JurisdictionRule.class)
                .getResultList();
    }

    List<JurisdictionRule> listRules(String jurisdiction) {
        return entities.createQuery(
                        "select r from JurisdictionRule r where r.jurisdiction = :code order by r.rule",
                        JurisdictionRule.class)
                .setParameter("code", jurisdiction)
                .getResultList();
    }

    Optional<JurisdictionRule> findRule(String jurisdiction, Rule rule) {
        return Optional.ofNullable(entities.find(JurisdictionRule.class, new JurisdictionRule.Key(jurisdiction, rule)));
    }

    void add(JurisdictionRule rule) {
        entities.persist(rule);
    }

    void remove(JurisdictionRule rule) {
        entities.remove(rule);
    }
}
