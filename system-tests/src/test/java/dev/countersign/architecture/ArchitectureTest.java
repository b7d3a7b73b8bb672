package dev.countersign.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All rules over all modules. */
class ArchitectureTest {

    private static JavaClasses modules;

    @BeforeAll
    static void readModules() {
        modules = Modules.all();
    }

    static List<Named<NamedRule>> rules() {
        return NamedRule.all().stream().map(rule -> Named.of(rule.name(), rule)).toList();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void holds(NamedRule rule) {
        rule.rule().check(modules);
    }
}
