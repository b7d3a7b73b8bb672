package dev.countersign.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A rule of {@link Rules} or {@link ServerRules} with the name of its constant. */
record NamedRule(String name, ArchRule rule) {

    static List<NamedRule> all() {
        return Stream.of(Rules.class, ServerRules.class)
                .flatMap(rules -> Arrays.stream(rules.getDeclaredFields()))
                .filter(field -> field.getType() == ArchRule.class)
                .map(NamedRule::of)
                .toList();
    }

    private static NamedRule of(Field field) {
        try {
            return new NamedRule(field.getName(), (ArchRule) field.get(null));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
