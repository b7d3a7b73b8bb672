package dev.countersign.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Questions to the table of rules; works inside the caller's transaction. During an upgrade somebody may have set a rule on a newer server that
 * is unknown here: it is passed over. One whose value is none here is among them, for it can be removed.
 */
@ApplicationScoped
class JurisdictionStore {

    private static final Set<Rule> KNOWN = EnumSet.allOf(Rule.class);

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
        return entities.createQuery(
                        "select r from JurisdictionRule r where r.rule in :known order by r.validFrom",
                        JurisdictionRule.class)
                .setParameter("known", KNOWN)
                .getResultList();
    }

    /** Those of a jurisdiction by rule, and of each rule the earliest first. */
    List<JurisdictionRule> listRules(String jurisdiction) {
        return entities.createQuery(
                        "select r from JurisdictionRule r where r.jurisdiction = :code and r.rule in :known"
                                + " order by r.rule, r.validFrom",
                        JurisdictionRule.class)
                .setParameter("known", KNOWN)
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
