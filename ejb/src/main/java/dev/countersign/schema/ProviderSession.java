package dev.countersign.schema;

import dev.countersign.time.InstantColumns;
import org.eclipse.persistence.sessions.DatabaseLogin;
import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/** What the persistence provider is told that no property of {@code persistence.xml} says. */
public class ProviderSession implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        InstantColumns.name(session);
        failAtOnce((DatabaseLogin) session.getDatasourceLogin());
    }

    /**
     * By itself the provider asks a database that does not answer three times more, five seconds apart, and holds the request's thread
     * meanwhile; the pool has tried a new connection by then.
     */
    private static void failAtOnce(DatabaseLogin login) {
        login.setConnectionHealthValidatedOnError(false);
        login.setQueryRetryAttemptCount(0);
    }
}
