package dev.countersign.audit;

import dev.countersign.audit.AuditPage.FoundEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds entries by what the help desk knows. */
@ApplicationScoped
@Transactional
public class AuditSearch {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected AuditSearch() {}

    @Inject
    AuditSearch(EntityManager entities) {
        this.entities = entities;
    }

    public AuditPage find(AuditQuery query) {
        // One more than asked for tells whether there is a next page.
        List<AuditEntry> found = select(query).setMaxResults(query.limit() + 1).getResultList();
        List<AuditEntry> page = found.subList(0, Math.min(found.size(), query.limit()));
        Optional<EntryPosition> next = found.size() > page.size()
                ? Optional.of(EntryPosition.of(page.get(page.size() - 1).content()))
                : Optional.empty();
        return new AuditPage(page.stream().map(AuditSearch::found).toList(), next);
    }

    private TypedQuery<AuditEntry> select(AuditQuery query) {
        StringBuilder text = new StringBuilder("select e from AuditEntry e where e.id > 0");
        Map<String, Object> values = new LinkedHashMap<>();
        query.subject().ifPresent(subject -> add(text, " and e.subject = :subject", values, "subject", subject));
        query.reference()
                .ifPresent(ref -> add(text, " and e.reference = :reference", values, "reference", ref.value()));
        query.from().ifPresent(from -> add(text, " and e.at >= :from", values, "from", from));
        query.to().ifPresent(to -> add(text, " and e.at < :to", values, "to", to));
        query.after().ifPresent(after -> {
            // The first half is what an index can use.
            add(text, " and e.at <= :at and (e.at < :at or e.id < :id)", values, "at", after.at());
            values.put("id", after.id());
        });
        TypedQuery<AuditEntry> select = entities.createQuery(
                text.append(" order by e.at desc, e.id desc").toString(), AuditEntry.class);
        values.forEach(select::setParameter);
        return select;
    }

    private static void add(
            StringBuilder text, String condition, Map<String, Object> values, String name, Object value) {
        text.append(condition);
        values.put(name, value);
    }

    private static FoundEntry found(AuditEntry entry) {
        return new FoundEntry(entry.content(), entry.link().map(ChainLink::sequence));
    }
}
