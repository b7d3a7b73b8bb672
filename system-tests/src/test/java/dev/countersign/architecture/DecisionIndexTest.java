package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/adr/README.md has a row for each decision, and says of each what takes its place as the decisions themselves say it. */
class DecisionIndexTest {

    private static final Path FOLDER = Modules.ROOT.resolve("docs/adr");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| \\[(\\d+)]\\((\\d{4}-[a-z0-9-]+\\.md)\\) \\| [^|]+ \\| [^|]+ \\|([^|]*)\\|$");
    private static final Pattern LINK = Pattern.compile("\\((\\d{4})-[a-z0-9-]+\\.md\\)");
    private static final Pattern SENTENCES = Pattern.compile("(?<=[.;]) ");
    private static final Pattern TAKES_THE_PLACE = Pattern.compile("(?i)supersedes|takes the place|changes a");
    private static final Pattern GIVES_WAY = Pattern.compile("superseded by|revised by");

    @Test
    void eachDecisionHasItsRow() throws IOException {
        assertThat(rows().map(row -> row.group(2)).toList())
                .isEqualTo(
                        decisions().map(file -> file.getFileName().toString()).toList());
    }

    @Test
    void rowsAreCalledByTheNumberOfTheirFile() throws IOException {
        assertThat(rows())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(Integer.parseInt(row.group(1))).isEqualTo(number(row.group(2))));
    }

    /** The status of either decision may name the other. */
    @Test
    void whatTakesThePlaceOfAnotherStandsBesideThat() throws IOException {
        Map<Integer, Set<Integer>> said = new TreeMap<>();
        for (Path file : decisions().toList()) {
            int decision = number(file.getFileName().toString());
            for (String sentence : SENTENCES.split(status(file), -1)) {
                if (TAKES_THE_PLACE.matcher(sentence).find()) {
                    links(sentence).forEach(earlier -> note(said, earlier, decision));
                } else if (GIVES_WAY.matcher(sentence).find()) {
                    links(sentence).forEach(later -> note(said, decision, later));
                }
            }
        }

        Map<Integer, Set<Integer>> indexed = new TreeMap<>();
        rows().forEach(row -> links(row.group(3)).forEach(later -> note(indexed, number(row.group(2)), later)));
        assertThat(indexed).isNotEmpty().isEqualTo(said);
    }

    private static void note(Map<Integer, Set<Integer>> found, int earlier, int later) {
        found.computeIfAbsent(earlier, ignored -> new TreeSet<>()).add(later);
    }

    private static Stream<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(FOLDER.resolve("README.md"))).results();
    }

    private static Stream<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> !file.endsWith("README.md")).sorted().toList().stream();
        }
    }

    /** The line below the title. */
    private static String status(Path decision) throws IOException {
        return Files.readAllLines(decision).get(2);
    }

    private static List<Integer> links(String text) {
        return LINK.matcher(text).results().map(link -> number(link.group(1))).toList();
    }

    private static int number(String fileName) {
        return Integer.parseInt(fileName.substring(0, 4));
    }
}
