package dev.countersign.audit;

import com.nimbusds.jose.jwk.JWKSet;
import dev.countersign.schema.CommandDatabase;
import dev.countersign.schema.NewerSchemaException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.flywaydb.core.api.FlywayException;

/**
 * {@code audit verify FILE [--head HEADFILE] [--keys JWKSFILE] [--from PLACE] [--until TIME]}: reads an export and says in sentences whether it is
 * whole. PLACE is that of the entry from which on it must have all, 1 without it. TIME is up to when it must go; without it, it must go as far as every head that was kept. Exit code 0 when it is whole, 1 when it
 * is not, 2 when the call was wrong or a file is not there. Needs neither server nor database.
 *
 * <p>{@code audit restored}: after an older backup was restored on purpose, and before the server starts: raises the epoch,
 * so that verification can tell this from a trick, and ends sessions and temporary passcodes. It brings the database to the present schema first, and is told of it
 * as {@code operator create} is.
 */
public final class AuditCommand {

    private static final int MOST_SENTENCES = 20;
    private static final String WITHOUT_HEADS =
            "No kept head was given: whoever can write the database may have taken entries out, chained"
                    + " the others anew and removed the heads, and this file would look the same.";
    private static final String WITHOUT_UNTIL =
            "Heads that were signed after the export began, or behind the part that it is of, count too: give --until TIME,"
                    + " the moment at which you asked for it, or the end of its part, if the heads were not copied before.";

    private static final String WITHOUT_FROM =
            "A part is verified with --from PLACE: the place behind the last entry of the part before it, or behind a kept"
                    + " head.";

    private static final String AGAIN =
            "Keys that signed tokens and were replaced since, because somebody had seen one, sign again: make new ones"
                    + " (POST /api/v1/admin/signing-keys). What else has to be done again stands in docs/operations.md, Backup and"
                    + " restore.";

    private AuditCommand() {}

    public static void main(String[] args) throws IOException {
        List<String> words = List.of(args);
        if (words.equals(List.of("restored"))) {
            System.exit(restored(System.getenv(), System.out));
        }
        if (words.size() < 2 || !words.get(0).equals("verify") || words.size() % 2 != 0) {
            System.exit(usage());
        }
        List<HeadFile> files = new ArrayList<>();
        Optional<JWKSet> keys = Optional.empty();
        ExpectedSpan span = ExpectedSpan.WHOLE;
        try {
            for (int i = 2; i < words.size(); i += 2) {
                String value = words.get(i + 1);
                switch (words.get(i)) {
                    case "--head" -> files.add(new HeadFile(Path.of(value)));
                    case "--keys" ->
                        keys = Optional.of(JWKSet.load(Path.of(value).toFile()));
                    case "--from" -> span = span.from(value);
                    case "--until" -> span = span.until(Instant.parse(value));
                    default -> System.exit(usage());
                }
            }
        } catch (IOException | ParseException e) {
            System.err.println("A file cannot be read: " + e.getMessage());
            System.exit(2);
        } catch (DateTimeException e) {
            System.err.println("TIME has the form 2026-03-02T09:00:00Z");
            System.exit(2);
        } catch (IllegalArgumentException e) {
            System.err.println("PLACE is a whole number from 1 on");
            System.exit(2);
        }
        System.exit(verify(Path.of(words.get(1)), files, span, keys));
    }

    private static int verify(Path file, List<HeadFile> files, ExpectedSpan span, Optional<JWKSet> keys) {
        try {
            Verdict verdict = ExportFile.verify(file, taker -> forEach(files, taker), span, keys);
            print(verdict, System.out);
            if (files.isEmpty()) {
                System.out.println(WITHOUT_HEADS);
            } else if (span.until().isEmpty() && verdict.findings().stream().anyMatch(AuditCommand::isTruncated)) {
                System.out.println(WITHOUT_UNTIL);
            }
            if (isWithoutBeginning(verdict)) {
                System.out.println(WITHOUT_FROM);
            }
            return verdict.isWhole() ? 0 : 1;
        } catch (IOException e) {
            System.err.println("A file cannot be read: " + e.getMessage());
            return 2;
        }
    }

    private static void forEach(List<HeadFile> files, Consumer<String> taker) throws IOException {
        for (HeadFile file : files) {
            file.forEach(taker);
        }
    }

    private static boolean isTruncated(Finding finding) {
        return finding.kind() == Finding.Kind.TRUNCATED;
    }

    private static boolean isWithoutBeginning(Verdict verdict) {
        return verdict.findings().stream()
                .anyMatch(finding -> finding.kind() == Finding.Kind.MISSING && finding.sequence() < verdict.first());
    }

    static void print(Verdict verdict, PrintStream out) {
        verdict.findings().stream().limit(MOST_SENTENCES).map(Finding::sentence).forEach(out::println);
        if (verdict.findings().size() > MOST_SENTENCES) {
            out.println("And " + (verdict.findings().size() - MOST_SENTENCES) + " more.");
        }
        if (verdict.headsBefore() > 0) {
            out.println(verdict.headsBefore() + " of the heads are of places before entry " + verdict.first()
                    + ", with which the file begins: they were held against nothing.");
        }
        String beginning = verdict.entries() == 0 ? "" : " from place " + verdict.first() + " on";
        out.println((verdict.isWhole() ? "Whole: " : "NOT WHOLE: ") + verdict.entries() + " sealed entries" + beginning
                + ", " + verdict.heads() + " signed heads, " + verdict.unsealed() + " entries not sealed yet.");
    }

    static int restored(Map<String, String> env, PrintStream out) {
        Optional<CommandDatabase> named = CommandDatabase.find(env);
        if (named.isEmpty()) {
            System.err.println(CommandDatabase.MISSING);
            return 2;
        }
        try {
            // The backup may be older than what is ended.
            named.get().migrate();
        } catch (NewerSchemaException e) {
            System.err.println("Nothing was done. " + e.sentence());
            return 1;
        } catch (FlywayException e) {
            System.err.println("Nothing was done: " + e.getMessage());
            return 1;
        }
        try (Connection database = named.get().connect()) {
            List<RestoredBackup.Ended> ended = new RestoredBackup(database, Clock.systemUTC()).declare();
            database.commit();
            out.println("The epoch of the audit chain was raised. " + RestoredBackup.Ended.sentence(ended));
            out.println(AGAIN);
            return 0;
        } catch (SQLException e) {
            System.err.println("Nothing was done: " + e.getMessage());
            return 1;
        }
    }

    private static int usage() {
        System.err.println(
                "Usage: countersign audit verify FILE [--head HEADFILE] [--keys JWKSFILE] [--from PLACE] [--until TIME]\n"
                        + "       countersign audit restored");
        return 2;
    }
}
