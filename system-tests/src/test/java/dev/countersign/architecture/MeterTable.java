package dev.countersign.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The meters as docs/metrics.md lists them: each with its labels, and a label with its values where all are named. */
public final class MeterTable {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9_]+)` \\| ([^|]*)\\|");
    private static final Pattern LABEL = Pattern.compile("`([a-z]+)`(?:: (.*)| .*)?");
    private static final Pattern ALL_VALUES = Pattern.compile("`[^`]+`(?:, `[^`]+`)*");

    /** What Prometheus adds to the name of a timer. */
    private static final List<String> ENDINGS = List.of("_bucket", "_count", "_sum", "_max");

    private final Map<String, Map<String, Optional<Set<String>>>> meters = new TreeMap<>();

    private MeterTable() {}

    public static MeterTable read() throws IOException {
        MeterTable table = new MeterTable();
        ROW.matcher(Files.readString(Modules.ROOT.resolve("docs/metrics.md")))
                .results()
                .forEach(row ->
                        table.meters.put(row.group(1), labels(row.group(2).strip())));
        return table;
    }

    private static Map<String, Optional<Set<String>>> labels(String column) {
        Map<String, Optional<Set<String>>> labels = new TreeMap<>();
        for (String one : column.isEmpty() ? new String[0] : column.split("; ", -1)) {
            Matcher label = LABEL.matcher(one);
            if (!label.matches()) {
                throw new IllegalStateException("no label of docs/metrics.md: " + one);
            }
            labels.put(
                    label.group(1),
                    Optional.ofNullable(label.group(2))
                            .filter(values -> ALL_VALUES.matcher(values).matches())
                            .map(values -> Arrays.stream(values.replace("`", "").split(", ", -1))
                                    .collect(Collectors.toSet())));
        }
        return labels;
    }

    /** How many there are. */
    public int size() {
        return meters.size();
    }

    /** The labels of a meter, or of a part of a timer, each with all of its values if they are known; empty where there is no such meter. */
    public Optional<Map<String, Optional<Set<String>>>> find(String name) {
        Map<String, Optional<Set<String>>> found = meters.get(name);
        return found != null
                ? Optional.of(found)
                : ENDINGS.stream()
                        .filter(name::endsWith)
                        .map(ending -> name.substring(0, name.length() - ending.length()))
                        .filter(meters::containsKey)
                        .findFirst()
                        .map(meters::get);
    }
}
