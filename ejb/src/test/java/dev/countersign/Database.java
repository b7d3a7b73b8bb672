package dev.countersign;

import dev.countersign.schema.SchemaMigration;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/** A database with the schema of this version, and transactions on it without a container. */
public final class Database {

    private final EntityManagerFactory factory;

    public Database(DataSource dataSource) {
        SchemaMigration.apply(dataSource);
        factory = Persistence.createEntityManagerFactory(
                "countersign",
                Map.of(
                        "jakarta.persistence.transactionType",
                        "RESOURCE_LOCAL",
                        "jakarta.persistence.nonJtaDataSource",
                        dataSource,
                        "jakarta.persistence.jtaDataSource",
                        ""));
    }

    /** Runs the work in a transaction that commits, or rolls back when the work throws. */
    public <T> T call(Function<EntityManager, T> work) {
        EntityManager entities = factory.createEntityManager();
        try {
            entities.getTransaction().begin();
            T result = work.apply(entities);
            entities.getTransaction().commit();
            return result;
        } finally {
            if (entities.getTransaction().isActive()) {
                entities.getTransaction().rollback();
            }
            entities.close();
        }
    }

    public void run(Consumer<EntityManager> work) {
        call(entities -> {
            work.accept(entities);
            return true;
        });
    }
}
