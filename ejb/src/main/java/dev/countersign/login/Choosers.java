package dev.countersign.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which clients let their users choose among factors. Builds of the workstation before one do not; their users get the default. */
@ApplicationScoped
class Choosers {

    private static final Pattern BUILD = Pattern.compile("[0-9]{1,9}");

    @Inject
    @ConfigProperty(name = "countersign.login.chooser-build", defaultValue = "966")
    private int firstBuild;

    boolean isOffered(LoginAttempt attempt) {
        Matcher build = BUILD.matcher(attempt.clientVersion());
        return attempt.clientKind() != ClientKind.WORKSTATION
                || !build.lookingAt()
                || Integer.parseInt(build.group()) >= firstBuild;
    }
}
