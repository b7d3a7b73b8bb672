package dev.countersign.schema;

import java.util.Objects;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** The database has steps that this version does not know, or knows otherwise. */
public final class NewerSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NewerSchemaException(FlywayValidateException cause) {
        super("the schema is not one of this version", cause);
    }

    /** What the operator is told. */
    public String sentence() {
        return "The schema of the database is newer than this version, or its steps were changed by hand. Start the version that it"
                + " belongs to, or restore the backup that was made before the upgrade; never change the table"
                + " flyway_schema_history. Found: "
                + Objects.requireNonNullElse(getCause(), this).getMessage();
    }
}
