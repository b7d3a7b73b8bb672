package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.sms.SmsNewsIntake.Taken;
import jakarta.ejb.SessionContext;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSProducer;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.transaction.UserTransaction;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of news of gateways that cannot be taken. */
class SmsNewsIntakeTest {

    private final java.util.Queue<Message> waiting = new ArrayDeque<>();
    private final List<Message> buried = new ArrayList<>();
    private final Queue queue = fake(Queue.class, Map.of());
    private final Beans beans = new Beans()
            .give(UserTransaction.class, fake(UserTransaction.class, Map.of()))
            .give(GatewayBooks.class, report -> Optional.empty())
            .give(OrderCipher.class, new OrderCipher())
            .give(SessionContext.class, fake(SessionContext.class, Map.of("getRollbackOnly", arguments -> false)))
            .give(
                    JMSContext.class,
                    fake(
                            JMSContext.class,
                            Map.of(
                                    "createQueue", arguments -> queue,
                                    "createConsumer", arguments -> consumer(),
                                    "createProducer", arguments -> producer())));

    private interface Answer {
        @Nullable
        Object to(Object... arguments);
    }

    @Test
    void newsThatCannotBeTakenGoesToTheDeadLetters() {
        waiting.add(message(SmsResult.TYPE));

        assertThat(take()).isEqualTo(Taken.ALL);

        assertThat(buried).hasSize(1);
    }

    /** The next one says the same two seconds later; an operator could do nothing with it. */
    @Test
    void aReportThatCannotBeTakenIsDropped() {
        waiting.add(message(GatewayReport.TYPE));

        assertThat(take()).isEqualTo(Taken.ALL);

        assertThat(waiting).isEmpty();
        assertThat(buried).isEmpty();
    }

    private Taken take() {
        return beans.call(SmsNewsIntake.class, intake -> intake.takeNext(SmsQueues.RESULTS, Duration.ofMillis(1)));
    }

    private static Message message(String type) {
        return fake(
                Message.class,
                Map.of("getJMSType", arguments -> type, "getIntProperty", arguments -> SmsQueues.TRIES + 1));
    }

    private JMSConsumer consumer() {
        return fake(
                JMSConsumer.class,
                Map.of("receive", arguments -> waiting.poll(), "receiveNoWait", arguments -> waiting.poll()));
    }

    private JMSProducer producer() {
        return fake(JMSProducer.class, Map.of("send", arguments -> {
            buried.add((Message) arguments[1]);
            return null;
        }));
    }

    /** Answers what it is told, and nothing else. */
    private static <T> T fake(Class<T> type, Map<String, Answer> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answers.containsKey(method.getName())
                        ? answers.get(method.getName()).to(arguments)
                        : null));
    }
}
