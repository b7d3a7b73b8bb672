package dev.countersign.operator;

import dev.countersign.crypto.Secrets;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Tells who holds a token. */
@Stateless
public class Operators {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    /** Name of the operator with this bearer token; empty when nobody has it. */
    public Optional<String> findByToken(String token) {
        return entities.createQuery("select o from Operator o where o.tokenHash = :hash", Operator.class)
                .setParameter("hash", Secrets.digestOf(token))
                .getResultStream()
                .findFirst()
                .map(Operator::name);
    }
}
