package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkPropertiesTest {

    private final Map<String, Object> properties = new HashMap<>();
    private final Message message = (Message) Proxy.newProxyInstance(
            Message.class.getClassLoader(), new Class<?>[] {Message.class}, (proxy, method, arguments) -> {
                String name = (String) arguments[0];
                return switch (method.getName()) {
                    case "setBooleanProperty", "setStringProperty" -> properties.put(name, arguments[1]);
                    case "getBooleanProperty" -> properties.getOrDefault(name, false);
                    case "getStringProperty" -> properties.get(name);
                    case "propertyExists" -> properties.containsKey(name);
                    default -> throw new UnsupportedOperationException(method.getName());
                };
            });

    static Stream<Mark> marks() {
        return Stream.of(
                Mark.NONE,
                new Mark(true, false, Set.of("a"), Optional.empty()),
                new Mark(false, true, Set.of("a", "b"), Optional.empty()),
                new Mark(true, true, Set.of(), Optional.of(new Mark.Taken("b", "b1"))));
    }

    @ParameterizedTest
    @MethodSource("marks")
    void readsWhatWasWritten(Mark mark) throws JMSException {
        MarkProperties.write(mark, message);

        assertThat(MarkProperties.read(message)).isEqualTo(mark);
    }

    @Test
    void readsAMessageThatNothingIsNotedBeside() throws JMSException {
        assertThat(MarkProperties.read(message)).isEqualTo(Mark.NONE);
    }

    /** Of a gateway before the update. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void takesTheCoreForToldWhereACarrierHadItAndNothingElseIsNoted(boolean tried) throws JMSException {
        MarkProperties.write(new Mark(true, false, tried ? Set.of("a") : Set.of(), Optional.empty()), message);
        properties.remove("told");

        assertThat(MarkProperties.read(message).told()).isEqualTo(tried);
    }
}
