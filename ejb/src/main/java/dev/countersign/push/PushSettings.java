package dev.countersign.push;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How long a push service is waited for. */
@ApplicationScoped
public class PushSettings {

    /** Answers that the longest way waits for: a token, and the message that it does not do for; both once more. */
    private static final int ANSWERS = 4;

    /** For what is not waiting: the claim before it and the note behind it. */
    private static final Duration WORK = Duration.ofSeconds(5);

    @Inject
    @ConfigProperty(name = "countersign.push.connect-timeout", defaultValue = "PT3S")
    private Duration connectTimeout;

    @Inject
    @ConfigProperty(name = "countersign.push.answer-timeout", defaultValue = "PT5S")
    private Duration answerTimeout;

    /** How long a name may take to be looked up, and after that its host to be connected to. */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /** How long one node may send a notification before another one may: longer than the slowest push service is waited for. */
    Duration lease() {
        return connectTimeout.plus(answerTimeout.multipliedBy(ANSWERS)).plus(WORK);
    }

    /** A client with these limits. */
    public BoundedHttp newClient() {
        return new BoundedHttp(connectTimeout, answerTimeout);
    }
}
