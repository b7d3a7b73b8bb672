package dev.countersign.login;

import dev.countersign.factor.FactorKind;
import dev.countersign.factor.OwnedFactor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which factors a client can ask for, and which clients let their users choose among them. Builds of the workstation before one do
 * not; their users get the default.
 */
@ApplicationScoped
class Choosers {

    private static final Pattern BUILD = Pattern.compile("[0-9]{1,9}");

    @Inject
    @ConfigProperty(name = "countersign.login.chooser-build", defaultValue = "966")
    private int firstBuild;

    /** Of a user's factors those that a client can ask for: a passkey takes one that says so. */
    static List<OwnedFactor> askable(List<OwnedFactor> usable, boolean passkeys) {
        return usable.stream()
                .filter(factor -> passkeys || factor.kind() != FactorKind.PASSKEY)
                .toList();
    }

    boolean isOffered(LoginAttempt attempt) {
        Matcher build = BUILD.matcher(attempt.clientVersion());
        return attempt.clientKind() != ClientKind.WORKSTATION
                || !build.lookingAt()
                || Integer.parseInt(build.group()) >= firstBuild;
    }
}
