package dev.countersign.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;

/** A rule of {@link Rules} with the name of its constant. */
record NamedRule(String name, ArchRule rule) {

    static List<NamedRule> all() {
        return Arrays.stream(Rules.class.getDeclaredFields())
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
