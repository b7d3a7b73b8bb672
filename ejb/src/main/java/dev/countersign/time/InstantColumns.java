package dev.countersign.time;

import java.sql.Types;
import java.time.Instant;
import org.eclipse.persistence.descriptors.ClassDescriptor;
import org.eclipse.persistence.mappings.DatabaseMapping;
import org.eclipse.persistence.sessions.Session;

/**
 * Tells the persistence provider the SQL type of the columns that {@link InstantConverter} fills. Without it a null is
 * bound as text, which PostgreSQL refuses.
 */
public final class InstantColumns {

    private InstantColumns() {}

    /** Before the session is used. */
    public static void name(Session session) {
        for (ClassDescriptor descriptor : session.getDescriptors().values()) {
            for (DatabaseMapping mapping : descriptor.getMappings()) {
                if (mapping.isDirectToFieldMapping() && isInstant(descriptor, mapping)) {
                    mapping.getField().setSqlType(Types.TIMESTAMP_WITH_TIMEZONE);
                }
            }
        }
    }

    private static boolean isInstant(ClassDescriptor descriptor, DatabaseMapping mapping) {
        try {
            return descriptor
                    .getJavaClass()
                    .getDeclaredField(mapping.getAttributeName())
                    .getType()
                    .equals(Instant.class);
        } catch (NoSuchFieldException e) {
            return false;
        }
    }
}
