package dev.countersign.operator;

import dev.countersign.crypto.Secrets;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Tells who holds a token. The row is read each time: a token that was ended opens nothing from the next call on, on every node. */
@Stateless
public class Operators {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    @Inject
    private Clock clock;

    /** The operator with this bearer token; empty when nobody has it, or its time is over. */
    public Optional<KnownOperator> findByToken(String token) {
        return entities.createQuery("select o from Operator o where o.tokenHash = :hash", Operator.class)
                .setParameter("hash", Secrets.digestOf(token))
                .getResultStream()
                .findFirst()
                .filter(operator -> operator.isValidAt(clock.instant()))
                .map(Operator::known);
    }

    /** When the next token that has an end will be over; empty where none has one. */
    public Optional<Instant> findNextEnd() {
        return Optional.ofNullable(entities.createQuery(
                        "select min(o.tokenEndsAt) from Operator o where o.tokenEndsAt > :now", Instant.class)
                .setParameter("now", clock.instant())
                .getSingleResult());
    }
}
