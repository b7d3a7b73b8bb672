package dev.countersign.setting;

import dev.countersign.policy.Range;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Period;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * A setting and what it is read as.
 *
 * @param type no primitive one
 * @param mayBeEmpty whether an empty value counts as none
 */
record TypedSetting(String key, Class<?> type, boolean mayBeEmpty) {

    private static final Map<Class<?>, String> WORDS = Map.of(
            Integer.class, "a whole number",
            Long.class, "a whole number",
            Double.class, "a number",
            Duration.class, "an ISO 8601 duration such as PT30S",
            Period.class, "an ISO 8601 period such as P7Y");

    /** Empty for a type that is none of a single value. */
    static Optional<TypedSetting> find(String key, Type injected) {
        if (injected instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
            return optional.getActualTypeArguments()[0] instanceof Class<?> type
                    ? Optional.of(new TypedSetting(key, type, true))
                    : Optional.empty();
        }
        return injected instanceof Class<?> type
                ? Optional.of(
                        new TypedSetting(key, MethodType.methodType(type).wrap().returnType(), false))
                : Optional.empty();
    }

    /** What is wrong with its value, in a sentence for the operator. Texts have no wrong one, so that no password is told. */
    Optional<String> fault(Config config) {
        String value = config.getConfigValue(key).getValue();
        if (value != null && value.isEmpty()) {
            return mayBeEmpty
                    ? Optional.empty()
                    : Optional.of(key + " is set to nothing: give it a value, or leave it out altogether");
        }
        return isReadable(config) ? Optional.empty() : Optional.of(key + " is " + meant() + ", and not " + value);
    }

    private boolean isReadable(Config config) {
        try {
            var unused = config.getOptionalValue(key, type);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private String meant() {
        Range range = SettingRanges.byKey().get(key);
        if (range != null) {
            return range.toString();
        }
        if (type.isEnum()) {
            return "one of " + Arrays.toString(type.getEnumConstants());
        }
        return WORDS.getOrDefault(type, "a " + type.getSimpleName());
    }
}
