package dev.countersign.push;

import dev.countersign.authenticator.AuthenticatorStore;
import dev.countersign.text.ReaderLanguage;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * An app looks whether its notifications come, and has one sent to see. Each method is one transaction; empty: not this id with
 * this token.
 */
@Stateless
public class NotificationDesk {

    @Inject
    private AuthenticatorStore phones;

    @Inject
    private NotificationStore store;

    @Inject
    private NotificationTests tests;

    @Inject
    private Clock clock;

    /** What is known of the notifications of an installation. */
    public Optional<NotificationHealth> find(UUID installation, String token) {
        return phones.findInstallation(installation, token).map(known -> store.health(installation));
    }

    /**
     * Has a test sent.
     *
     * @param language of its text
     */
    public Optional<TestOutcome> test(UUID installation, String token, ReaderLanguage language) {
        return phones.lockInstallation(installation)
                .filter(known -> known.isToken(token))
                .map(known -> tests.order(installation, language));
    }

    /** The app says that the test came. */
    public Optional<UUID> receive(UUID installation, String token, UUID test) {
        return find(installation, token, test).map(known -> {
            known.receive(clock.instant());
            return test;
        });
    }

    /** The user has tapped the test. */
    public Optional<UUID> open(UUID installation, String token, UUID test) {
        return find(installation, token, test).map(known -> {
            known.open(clock.instant());
            return test;
        });
    }

    private Optional<NotificationTest> find(UUID installation, String token, UUID test) {
        return phones.findInstallation(installation, token)
                .flatMap(known -> store.findTest(test))
                .filter(known -> known.installationId().equals(installation));
    }
}
