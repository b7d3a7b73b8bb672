package dev.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A rule that cannot fail guards nothing. The fixtures break each of them: they stand in the test sources of this
 * module, in packages of ours that have "violation" in their name.
 */
class RulesCanFailTest {

    private static JavaClasses fixtures;

    @BeforeAll
    static void readFixtures() {
        fixtures = new ClassFileImporter()
                .withImportOption(location -> location.contains("/violation"))
                .importPath(Path.of("target/test-classes"));
    }

    static List<Named<NamedRule>> rules() {
        return ArchitectureTest.rules();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void isBrokenByAFixture(NamedRule rule) {
        assertThat(rule.rule().evaluate(fixtures).hasViolation()).isTrue();
    }
}
