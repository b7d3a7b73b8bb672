package dev.countersign.activation;

import dev.countersign.Beans;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.User;
import java.util.Optional;
import java.util.UUID;

/** Makes phones authenticators for tests of what comes afterwards. */
public final class Activations {

    private Activations() {}

    /** Signs the user in and has his phone activated; returns the enrolment. */
    public static UUID activate(Beans beans, User user, Phone phone) {
        SignedInUser caller = beans.query(
                entities -> SignedIn.add(entities, user, beans.clock().instant()));
        BegunActivation begun = Phone.granted(beans.call(
                ActivationDesk.class, desk -> desk.begin(caller, new ActivationWish(Optional.empty(), false))));
        return Phone.granted(phone.activate(begun)).enrolment();
    }
}
