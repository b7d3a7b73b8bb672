package dev.countersign.schema;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/**
 * {@code schema migrate}: brings the database to the schema of this version before its servers start, where a step may take longer than
 * whoever watches a start is patient. The database is named by COUNTERSIGN_DB_URL, _USER and _PASSWORD.
 *
 * <p>Exit code 0 when it is up to date, 1 when it is not, 2 when the call was wrong.
 */
public final class SchemaCommand {

    private SchemaCommand() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv(), System.out, System.err));
    }

    static int run(List<String> words, Map<String, String> environment, PrintStream out, PrintStream errors) {
        Optional<CommandDatabase> database = CommandDatabase.find(environment);
        if (!words.equals(List.of("migrate")) || database.isEmpty()) {
            errors.println(database.isEmpty() ? CommandDatabase.MISSING : "Usage: countersign schema migrate");
            return 2;
        }
        try {
            database.get().migrate();
            out.println("The schema is the one of this version");
            return 0;
        } catch (NewerSchemaException e) {
            errors.println(e.sentence());
        } catch (FlywayException e) {
            errors.println("The schema was not changed to the one of this version: " + e.getMessage());
        }
        return 1;
    }
}
