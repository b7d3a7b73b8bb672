package dev.countersign.push;

import dev.countersign.authenticator.AuthenticatorStore;
import dev.countersign.text.ReaderLanguage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * What the server can do by itself so that notifications come again; whether it helped shows a test that the user opens. Works inside
 * the caller's transaction.
 */
@ApplicationScoped
public class PushRepairs {

    @Inject
    private AuthenticatorStore phones;

    @Inject
    private PushStore store;

    @Inject
    private NotificationTests tests;

    /** Asks the app for a new address the next time it is there; a test is sent to that one. */
    public void renew(UUID installation, ReaderLanguage language) {
        testNext(installation, language).askForRenewal();
    }

    /** Has a test sent as soon as the app has told a new address, as it is asked to after a login by challenge. */
    public void prepare(UUID installation, ReaderLanguage language) {
        testNext(installation, language);
    }

    /** Has a test sent now, unless there were enough of them. */
    public TestOutcome test(UUID installation, ReaderLanguage language) {
        phones.lockInstallation(installation);
        return tests.order(installation, language);
    }

    private PushDevice testNext(UUID installation, ReaderLanguage language) {
        phones.lockInstallation(installation);
        PushDevice device = store.lockDevice(installation);
        device.testNext(language.code());
        return device;
    }
}
