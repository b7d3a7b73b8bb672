package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Alarms and panels of the dashboard ask for meters, labels and values that docs/metrics.md has: an expression about what is not there is true
 * of nothing, and silent. The expressions of the alarms stand in docker/prometheus/alarms.yml, what to do about each in docs/operations.md.
 */
class AlarmExpressionsTest {

    private static final Pattern METER =
            Pattern.compile("\\b((?:countersign|jvm|process|system)_[a-z0-9_]+)(?:\\{([^}]*)\\})?");
    private static final Pattern MATCHER = Pattern.compile("([a-z_]+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"");
    private static final Pattern GROUPS = Pattern.compile("\\bby \\(([^)]*)\\)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| [^|]{10,} \\|$");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.-]+");

    /** What Prometheus adds to each series, and to those of a timer. */
    private static final Set<String> OF_PROMETHEUS = Set.of("instance", "le");

    @Test
    void alarmsAskForWhatThereIs() throws IOException {
        List<String> alarms = alarms();

        assertThat(alarms).hasSizeGreaterThan(20);
        assertThat(faults(alarms)).isEmpty();
    }

    @Test
    void theDashboardAsksForWhatThereIs() throws IOException {
        List<String> panels = panels();

        assertThat(panels).hasSizeGreaterThan(20);
        assertThat(faults(panels)).isEmpty();
    }

    @Test
    void theTableSaysWhatToDoAboutEachAlarm() throws IOException {
        List<String> rules = rules().stream()
                .map(rule -> rule.at("/annotations/summary").asText())
                .toList();

        assertThat(rows()).isNotEmpty().isEqualTo(rules);
    }

    /** Who is called by an alarm looks there first. */
    @Test
    void eachMeterOfAnAlarmHasAPanel() throws IOException {
        assertThat(meters(alarms())).isNotEmpty().isSubsetOf(meters(panels()));
    }

    @Test
    void whatIsNotThereIsFound() throws IOException {
        assertThat(faults(List.of("countersign_ready{check=\"keys\"} == 0"))).isEmpty();
        assertThat(faults(List.of("countersign_none > 0"))).hasSize(1);
        assertThat(faults(List.of("countersign_ready{part=\"keys\"} == 0"))).hasSize(1);
        assertThat(faults(List.of("countersign_ready{check=\"disk\"} == 0"))).hasSize(1);
        assertThat(faults(List.of("rate(countersign_sms_orders_total{state=~\"FAILED|DIED\"}[5m])")))
                .hasSize(1);
        assertThat(faults(List.of("sum by (queue) (countersign_ready)"))).hasSize(1);
    }

    private static List<String> alarms() throws IOException {
        return rules().stream().map(rule -> rule.path("expr").asText()).toList();
    }

    private static List<JsonNode> rules() throws IOException {
        JsonNode file = YamlFile.read(Modules.ROOT.resolve("docker/prometheus/alarms.yml"))
                .get(0);
        return StreamSupport.stream(file.at("/groups/0/rules").spliterator(), false)
                .toList();
    }

    private static List<String> rows() throws IOException {
        String page = Files.readString(Modules.ROOT.resolve("docs/operations.md"));
        String table = page.substring(page.indexOf("| alarm | why, and what to do |"));
        return ROW.matcher(table.substring(0, table.indexOf("\n\n")))
                .results()
                .map(row -> row.group(1))
                .skip(1)
                .toList();
    }

    private static List<String> panels() throws IOException {
        return new ObjectMapper()
                        .readTree(Modules.ROOT
                                .resolve("docker/grafana/countersign-dashboard.json")
                                .toFile())
                        .findValues("expr")
                        .stream()
                        .map(JsonNode::asText)
                        .toList();
    }

    private static Set<String> meters(List<String> expressions) {
        return expressions.stream()
                .flatMap(expression -> METER.matcher(expression).results())
                .map(meter -> meter.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> faults(List<String> expressions) throws IOException {
        MeterTable table = MeterTable.read();
        return expressions.stream()
                .flatMap(expression -> faults(table, expression).map(fault -> fault + " in " + expression))
                .toList();
    }

    private static Stream<String> faults(MeterTable table, String expression) {
        List<String> faults = new ArrayList<>();
        Set<String> labels = new TreeSet<>(OF_PROMETHEUS);
        for (MatchResult asked : METER.matcher(expression).results().toList()) {
            Optional<Map<String, Optional<Set<String>>>> known = table.find(asked.group(1));
            if (known.isEmpty()) {
                faults.add("no meter " + asked.group(1));
            } else {
                labels.addAll(known.get().keySet());
                faults.addAll(
                        faults(known.get(), Optional.ofNullable(asked.group(2)).orElse("")));
            }
        }
        GROUPS.matcher(expression)
                .results()
                .flatMap(groups -> Arrays.stream(groups.group(1).split(",\\s*", -1)))
                .filter(label -> !labels.contains(label))
                .forEach(label -> faults.add("no label " + label));
        return faults.stream();
    }

    private static List<String> faults(Map<String, Optional<Set<String>>> known, String selector) {
        List<String> faults = new ArrayList<>();
        for (MatchResult matcher : MATCHER.matcher(selector).results().toList()) {
            String label = matcher.group(1);
            if (!known.containsKey(label) && !OF_PROMETHEUS.contains(label)) {
                faults.add("no label " + label);
            }
            known.getOrDefault(label, Optional.empty())
                    .ifPresent(values -> values(matcher)
                            .filter(value -> !values.contains(value))
                            .forEach(value -> faults.add("no " + label + " " + value)));
        }
        return faults;
    }

    /** Those that stand there as they are. */
    private static Stream<String> values(MatchResult matcher) {
        return Arrays.stream(
                        matcher.group(2).endsWith("~")
                                ? matcher.group(3).split("\\|", -1)
                                : new String[] {matcher.group(3)})
                .filter(value -> PLAIN.matcher(value).matches());
    }
}
