package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import dev.countersign.setting.SettingRanges;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** docs/configuration.md lists every setting that the code reads, with its default, and no other. */
class ConfigurationDocTest {

    private static final String NONE = "none";
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(countersign\\.[a-z0-9.-]+)` \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern BOUNDED =
            Pattern.compile("\\b(?:[0-9]+|P[0-9DTHMS.]+) (?:to|or) (?:[0-9]+|P[0-9DTHMS.]+)$");

    @Test
    void tableAndCodeSayTheSame() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        for (MatchResult row : rows()) {
            String before = documented.put(row.group(1), row.group(3).strip().replace("`", ""));
            assertThat(before).as(row.group(1) + " stands twice").isNull();
        }

        assertThat(documented).isEqualTo(inCode());
    }

    @Test
    void rowsAreInAlphabeticalOrder() throws IOException {
        List<String> keys = rows().stream().map(row -> row.group(1)).toList();

        assertThat(keys).isNotEmpty().isSorted();
    }

    /** Bounds stand at the end of the second column; of a switch as {@code 0 or 1}. */
    @Test
    void boundsAreThoseThatTheStartChecks() throws IOException {
        Map<String, String> documented = rows().stream()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2).replace("0 or 1", "0 to 1")));

        assertThat(SettingRanges.byKey())
                .isNotEmpty()
                .allSatisfy(
                        (key, range) -> assertThat(documented.get(key)).as(key).endsWith(range.bounds()));
    }

    /** A share is no whole number, and any is taken: it only says how many hashes are computed at once. */
    @Test
    void allBoundsOfThePageAreChecked() throws IOException {
        List<String> bounded = rows().stream()
                .filter(row -> BOUNDED.matcher(row.group(2)).find())
                .filter(row -> !row.group(2).startsWith("share "))
                .map(row -> row.group(1))
                .toList();

        assertThat(bounded).isNotEmpty().allMatch(SettingRanges.byKey()::containsKey);
    }

    /** Nor does a default lie outside of them. */
    @Test
    void defaultsAreWithinTheirBounds() {
        Map<String, String> defaults = inCode();

        assertThat(SettingRanges.byKey())
                .allSatisfy((key, range) ->
                        assertThat(range.contains(defaults.get(key))).as(key).isTrue());
    }

    private static List<MatchResult> rows() throws IOException {
        String page = Files.readString(Modules.ROOT.resolve("docs/configuration.md"));
        return ROW.matcher(page).results().toList();
    }

    private static Map<String, String> inCode() {
        Map<String, String> found = new TreeMap<>();
        for (JavaClass type : Modules.all()) {
            annotations(type).forEach(setting -> {
                String key = (String) setting.get("name").orElseThrow();
                String byDefault = (String) setting.get("defaultValue").orElse(ConfigProperty.UNCONFIGURED_VALUE);
                String shown = byDefault.equals(ConfigProperty.UNCONFIGURED_VALUE) ? NONE : byDefault;
                String before = found.put(key, shown);
                assertThat(before == null || before.equals(shown))
                        .as(key + " has two defaults in the code")
                        .isTrue();
            });
        }
        return found;
    }

    private static Stream<JavaAnnotation<?>> annotations(JavaClass type) {
        Stream<JavaAnnotation<?>> onFields = type.getFields().stream()
                .map(JavaField::getAnnotations)
                .flatMap(set -> set.stream().map(annotation -> (JavaAnnotation<?>) annotation));
        Stream<JavaAnnotation<?>> onParameters = type.getCodeUnits().stream()
                .map(JavaCodeUnit::getParameters)
                .flatMap(List::stream)
                .flatMap(parameter -> parameter.getAnnotations().stream());
        return Stream.concat(onFields, onParameters)
                .filter(annotation -> annotation.getRawType().isEquivalentTo(ConfigProperty.class));
    }
}
