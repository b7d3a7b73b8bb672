package dev.countersign.login;

import dev.countersign.audit.Reference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the last step came to that was asked for with a key; whatever was granted is in other rows. */
@Entity
@Table(name = "attempt_reply")
class StepReply {

    private static final String BETWEEN_STEPS = " ";

    @Id
    @Column(name = "attempt_id")
    private String attemptId;

    @Column(name = "request_digest")
    private String requestDigest;

    @Enumerated(EnumType.STRING)
    private @Nullable Reason reason;

    @Column(name = "tries_left")
    private @Nullable Integer triesLeft;

    @Column(name = "next_steps")
    private @Nullable String nextSteps;

    private @Nullable String reference;

    @SuppressWarnings("NullAway.Init")
    protected StepReply() {}

    StepReply(String attemptId, String requestDigest) {
        this.attemptId = attemptId;
        this.requestDigest = requestDigest;
    }

    /** It was granted. */
    void grant(String request) {
        requestDigest = request;
        reason = null;
        triesLeft = null;
        nextSteps = null;
        reference = null;
    }

    /** It was refused. */
    void refuse(String request, Refusal refusal) {
        requestDigest = request;
        reason = refusal.reason();
        triesLeft = refusal.triesLeft().orElse(null);
        nextSteps = refusal.next().stream().map(NextStep::name).collect(Collectors.joining(BETWEEN_STEPS));
        reference = refusal.reference().value();
    }

    boolean isOf(String request) {
        return requestDigest.equals(request);
    }

    /** The refusal as it was, without a pause; empty where the step was granted. */
    Optional<Refusal> refusal() {
        if (reason == null || nextSteps == null || reference == null) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                reason,
                Optional.ofNullable(triesLeft),
                Optional.empty(),
                Stream.of(nextSteps.split(BETWEEN_STEPS))
                        .filter(step -> !step.isEmpty())
                        .map(NextStep::valueOf)
                        .toList(),
                new Reference(reference)));
    }
}
