package dev.countersign.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the operator is told of a value that cannot be read as what it is for. */
class TypedSettingTest {

    private final Map<String, String> values = new HashMap<>();

    @Test
    void aNumberOfWhichTheBoundsAreKnownIsToldWithThem() {
        values.put("countersign.token.life", "15m");

        assertThat(fault("countersign.token.life", Duration.class))
                .contains("countersign.token.life is an ISO 8601 duration from PT10S to PT24H, and not 15m");
    }

    @Test
    void anyOtherIsToldByItsType() {
        values.put("countersign.smpp.port", "x");
        values.put("countersign.audit.retention", "7 years");
        values.put("countersign.smpp.receipt-wait", "20");
        values.put("countersign.password.hashing-heap-share", "1/4");
        values.put("some.thread", "wrong");

        assertThat(fault("countersign.smpp.port", int.class))
                .contains("countersign.smpp.port is a whole number, and not x");
        assertThat(fault("countersign.audit.retention", Period.class)).isPresent();
        assertThat(fault("countersign.smpp.receipt-wait", Duration.class))
                .contains("countersign.smpp.receipt-wait is an ISO 8601 duration such as PT30S, and not 20");
        assertThat(fault("countersign.password.hashing-heap-share", double.class))
                .isPresent();
        assertThat(fault("some.thread", Thread.State.class)).get().asString().startsWith("some.thread is one of [NEW");
    }

    @Test
    void whatCanBeReadAndWhatIsNotSetIsRight() {
        values.put("countersign.token.life", "PT15M");
        values.put("countersign.smpp.port", "2775");
        values.put("countersign.smpp.password", "any");

        assertThat(fault("countersign.token.life", Duration.class)).isEmpty();
        assertThat(fault("countersign.smpp.port", int.class)).isEmpty();
        assertThat(fault("countersign.smpp.password", String.class)).isEmpty();
        assertThat(fault("countersign.totp.most", int.class)).isEmpty();
    }

    /** The server takes no default then, but none for what may be missing. */
    @Test
    void aValueThatIsEmptyIsWrongUnlessItMayBeMissing() throws NoSuchFieldException {
        values.put("countersign.totp.most", "");
        Type optional = Maybe.class.getDeclaredField("value").getGenericType();

        assertThat(fault("countersign.totp.most", int.class))
                .contains("countersign.totp.most is set to nothing: give it a value, or leave it out altogether");
        assertThat(fault("countersign.totp.most", optional)).isEmpty();
    }

    private static final class Maybe {

        @SuppressWarnings({"unused", "OptionalUsedAsFieldOrParameterType"})
        private Optional<Integer> value = Optional.empty();
    }

    private Optional<String> fault(String key, Type type) {
        return TypedSetting.find(key, type).orElseThrow().fault(config());
    }

    private Config config() {
        return (Config) Proxy.newProxyInstance(
                Config.class.getClassLoader(),
                new Class<?>[] {Config.class},
                (self, method, arguments) -> method.getName().equals("getConfigValue")
                        ? value(values.get((String) arguments[0]))
                        : Optional.ofNullable(values.get((String) arguments[0]))
                                .map(text -> read(text, (Class<?>) arguments[1])));
    }

    private static Object read(String text, Class<?> type) {
        if (type == Integer.class) {
            return Integer.valueOf(text);
        }
        if (type == Double.class) {
            return Double.valueOf(text);
        }
        if (type == Duration.class) {
            return Duration.parse(text);
        }
        if (type == Period.class) {
            return Period.parse(text);
        }
        if (type == Thread.State.class) {
            return Thread.State.valueOf(text);
        }
        return text;
    }

    private static ConfigValue value(@Nullable String text) {
        return (ConfigValue) Proxy.newProxyInstance(
                ConfigValue.class.getClassLoader(),
                new Class<?>[] {ConfigValue.class},
                (self, method, arguments) -> text);
    }
}
