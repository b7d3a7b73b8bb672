package dev.countersign.activation;

import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Installation;
import dev.countersign.authenticator.Integrity;
import dev.countersign.authenticator.Platform;
import dev.countersign.authenticator.Soundness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Which phones may hold an authenticator, as data; works inside the caller's transaction. */
@ApplicationScoped
public class DeviceRules implements Soundness {

    private EntityManager entities;
    private List<IntegrityProvider> providers;
    private AuditLog audit;
    private Clock clock;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected DeviceRules() {}

    @Inject
    DeviceRules(
            EntityManager entities, NothingProven nothing, SignedStatements statements, AuditLog audit, Clock clock) {
        this.entities = entities;
        this.providers = List.of(statements, nothing);
        this.audit = audit;
        this.clock = clock;
    }

    /** What is known of the soundness of this phone. */
    public Integrity integrity(DeviceReport report) {
        return providers.stream()
                .filter(provider -> provider.judges(report.platform()))
                .findFirst()
                .map(provider -> provider.judge(report, clock.instant()))
                .orElse(Integrity.UNKNOWN);
    }

    /** Why a phone is not taken; empty if it is. A platform without terms is not. */
    Optional<Reason> obstacle(DeviceReport report) {
        return obstacle(report, integrity(report));
    }

    /** The same where its soundness is known. */
    Optional<Reason> obstacle(DeviceReport report, Integrity integrity) {
        return Optional.ofNullable(entities.find(DeviceRule.class, report.platform()))
                .map(rule -> rule.terms().obstacle(report, integrity))
                .orElse(Optional.of(Reason.DEVICE_REFUSED));
    }

    /** Why a phone that was taken would not be any more, by what it said last. */
    public Optional<Reason> obstacle(Installation phone) {
        return obstacle(phone.report(), phone.integrity());
    }

    /** A phone that was taken stays an authenticator where the rest of the terms changes. */
    @Override
    public boolean isEnough(Installation phone) {
        return Optional.ofNullable(entities.find(DeviceRule.class, phone.platform()))
                .map(rule -> rule.terms().isEnough(phone.integrity()))
                .orElse(phone.integrity() != Integrity.UNSOUND);
    }

    /** The version of its system that a phone lacks; empty where its system is new enough. */
    public Optional<String> missingSystem(Installation phone) {
        return Optional.ofNullable(entities.find(DeviceRule.class, phone.platform()))
                .flatMap(rule -> rule.terms().missingSystem(phone.report()));
    }

    /** Whether phones of the platform are taken at all. */
    public boolean isOffered(Platform platform) {
        return entities.find(DeviceRule.class, platform) != null;
    }

    List<DeviceTerms> list() {
        return entities
                .createQuery("select r from DeviceRule r order by r.platform", DeviceRule.class)
                .getResultList()
                .stream()
                .map(DeviceRule::terms)
                .toList();
    }

    void put(DeviceTerms terms, String operator) {
        DeviceRule known = entities.find(DeviceRule.class, terms.platform());
        if (known == null) {
            entities.persist(new DeviceRule(terms, clock.instant()));
        } else {
            known.change(terms, clock.instant());
        }
        audit.record(AuditFact.aboutPlatform(operator, terms.platform().name(), "DEVICE_RULE_SET"));
    }

    /** Phones of the platform are taken no more; false if they were not before. */
    boolean remove(Platform platform, String operator) {
        DeviceRule known = entities.find(DeviceRule.class, platform);
        if (known == null) {
            return false;
        }
        entities.remove(known);
        audit.record(AuditFact.aboutPlatform(operator, platform.name(), "DEVICE_RULE_REMOVED"));
        return true;
    }
}
