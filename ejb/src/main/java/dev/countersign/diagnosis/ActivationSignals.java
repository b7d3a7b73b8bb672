package dev.countersign.diagnosis;

import dev.countersign.activation.ActivationView;
import java.util.Optional;

/**
 * What is known of an activation that does not come to its end.
 *
 * @param about what the question is about
 * @param activation empty where no such activation was ever begun, or the question is about none
 * @param active where the user's authenticator is, unless another is to take its place
 * @param answers what the user says
 */
public record ActivationSignals(About about, Optional<ActivationView> activation, Where active, Answers answers) {

    /** What a question is about. */
    public enum About {
        /** An activation that was begun, or is believed to have been. */
        ACTIVATION,
        /** A phone and one of its users, whatever he tries there. */
        PHONE
    }

    /** Where a user's authenticator is active. */
    public enum Where {
        NOWHERE,
        HERE,
        ELSEWHERE,
        /** Nowhere, but its user stopped the phone, whose place none takes without a proof. */
        STOPPED
    }

    /**
     * What only the user can see. What he was not asked counts as fine.
     *
     * @param camera whether the app may use the camera
     * @param recognised whether the camera reacts to the code
     * @param installed whether the app is on the phone
     * @param faulted whether the app told of a fault
     */
    public record Answers(boolean camera, boolean recognised, boolean installed, boolean faulted) {

        public static final Answers NONE = new Answers(true, true, true, false);
    }
}
