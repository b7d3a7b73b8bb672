package dev.countersign.operator;

import dev.countersign.schema.CommandDatabase;
import dev.countersign.schema.NewerSchemaException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.FlywayException;

/**
 * {@code operator create NAME...} adds operators, {@code operator renew NAME...} gives them other tokens, each with {@code --days N}
 * for tokens that end; the token of each is printed on a line, the only time it is ever shown. {@code operator create --for KIND NAME...}
 * adds operators whose tokens open one thing alone. {@code operator remove NAME...} ends operators. {@code operator list} shows name,
 * creation, end of the token, and its kind where it has limits. Each brings the database to the present schema first; it
 * is named by COUNTERSIGN_DB_URL, _USER and _PASSWORD. An H2 file can be opened by one process only: stop the server first.
 *
 * <p>Exit code 0 when all was done, 1 when something was not, 2 when the call was wrong.
 */
public final class OperatorCommand {

    private static final String NAME = "[a-z][a-z0-9._-]{1,63}";
    private static final Set<String> CHANGES = Set.of("create", "renew", "remove");
    private static final String DAYS = "--days";
    private static final String FOR = "--for";
    private static final int MOST_DAYS = 3650;

    /** SQLSTATE class 23: the name is the one thing that can be twice. */
    private static final String NOT_UNIQUE = "23";

    private static final String USAGE = """
            Usage: countersign operator create [--days N] [--for introspect|metrics] NAME...
                   countersign operator renew [--days N] NAME...
                   countersign operator remove NAME...
                   countersign operator list
            Names have 2 to 64 lower-case letters, digits, . _ -, a letter first. N is 1 to 3650; without it a token has no end.
            A token for introspect or metrics opens that alone; renewed, it stays so.
            """.strip();

    private OperatorCommand() {}

    public static void main(String[] args) {
        Optional<Call> call = Call.parse(List.of(args));
        Optional<CommandDatabase> database = CommandDatabase.find(System.getenv());
        if (call.isEmpty() || database.isEmpty()) {
            System.err.println(call.isEmpty() ? USAGE : CommandDatabase.MISSING);
            System.exit(2);
        }
        System.exit(run(call.get(), database.get(), System.out, System.err) ? 0 : 1);
    }

    /** Whether all was done; what was not is said. */
    static boolean run(Call call, CommandDatabase named, PrintStream out, PrintStream errors) {
        try {
            named.migrate();
        } catch (NewerSchemaException e) {
            errors.println("Nothing was done. " + e.sentence());
            return false;
        } catch (FlywayException e) {
            errors.println("Nothing was done: " + e.getMessage());
            return false;
        }
        try (Connection database = named.connect()) {
            OperatorTable table = new OperatorTable(database, new SecureRandom(), Clock.systemUTC());
            return call.run(table, out, errors);
        } catch (SQLException e) {
            errors.println("Nothing was done from here on: " + e.getMessage());
            return false;
        }
    }

    /**
     * What was asked for.
     *
     * @param life of new tokens
     * @param kind of new operators
     */
    record Call(String verb, List<String> names, Optional<Duration> life, OperatorKind kind) {

        /** Empty when the words are none. */
        static Optional<Call> parse(List<String> words) {
            if (words.equals(List.of("list"))) {
                return Optional.of(new Call("list", List.of(), Optional.empty(), OperatorKind.ALL));
            }
            if (words.isEmpty() || !CHANGES.contains(words.get(0))) {
                return Optional.empty();
            }
            List<String> names = new ArrayList<>(words.subList(1, words.size()));
            Optional<Duration> life = take(DAYS, names).flatMap(Call::days);
            Optional<OperatorKind> kind = take(FOR, names).flatMap(OperatorKind::findLimited);
            // An option without its value, or twice, is still there and no name.
            boolean right = !names.isEmpty() && names.stream().allMatch(name -> name.matches(NAME));
            boolean taken = words.size() == 1 + names.size() + (life.isPresent() ? 2 : 0) + (kind.isPresent() ? 2 : 0);
            boolean fits = (life.isEmpty() || !words.get(0).equals("remove"))
                    && (kind.isEmpty() || words.get(0).equals("create"));
            return Optional.of(new Call(words.get(0), List.copyOf(names), life, kind.orElse(OperatorKind.ALL)))
                    .filter(call -> right && taken && fits);
        }

        /** What stands behind an option, which is taken out together with it. */
        private static Optional<String> take(String option, List<String> words) {
            int at = words.indexOf(option);
            if (at < 0 || at + 1 == words.size()) {
                return Optional.empty();
            }
            words.remove(at);
            return Optional.of(words.remove(at));
        }

        private static Optional<Duration> days(String text) {
            return Optional.of(text)
                    .filter(digits -> digits.matches("[1-9][0-9]{0,3}"))
                    .map(Integer::parseInt)
                    .filter(days -> days <= MOST_DAYS)
                    .map(Duration::ofDays);
        }

        /** Whether all was done; what was not is said. */
        boolean run(OperatorTable table, PrintStream out, PrintStream errors) throws SQLException {
            if (verb.equals("list")) {
                for (OperatorTable.Row row : table.list()) {
                    out.println(row.name() + "  created " + row.createdAt() + "  "
                            + row.tokenEndsAt()
                                    .map(end -> end(end, table.clock()))
                                    .orElse("no end")
                            + (row.kind() == OperatorKind.ALL
                                    ? ""
                                    : "  for " + row.kind().word()));
                }
                return true;
            }
            boolean all = true;
            for (String name : names) {
                try {
                    Optional<String> done = run(table, name);
                    done.filter(line -> !line.isEmpty()).ifPresent(out::println);
                    if (done.isEmpty()) {
                        errors.println("There is no operator " + name);
                        all = false;
                    }
                } catch (SQLException e) {
                    if (!isTaken(e)) {
                        errors.println("Operator " + name + " was not changed, nor any behind");
                        throw e;
                    }
                    errors.println("There is an operator " + name + " already");
                    all = false;
                }
            }
            return all;
        }

        private static boolean isTaken(SQLException fault) {
            return Objects.requireNonNullElse(fault.getSQLState(), "").startsWith(NOT_UNIQUE);
        }

        private static String end(Instant end, Clock clock) {
            return (clock.instant().isBefore(end) ? "ends " : "ended ") + end;
        }

        /** The line to be shown; empty where nobody has the name. */
        private Optional<String> run(OperatorTable table, String name) throws SQLException {
            return switch (verb) {
                case "create" -> Optional.of(table.create(name, life, kind));
                case "renew" -> table.renew(name, life);
                default -> table.remove(name) ? Optional.of("") : Optional.empty();
            };
        }
    }
}
