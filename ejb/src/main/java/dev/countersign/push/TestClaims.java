package dev.countersign.push;

import dev.countersign.crypto.Secrets;
import dev.countersign.text.TextCatalogue;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The database side of sending a test. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TestClaims {

    @Inject
    private NotificationStore tests;

    @Inject
    private PushStore store;

    @Inject
    private PushAddresses addresses;

    @Inject
    private TestSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    /** A test and where it goes. */
    record Dispatch(UUID test, UUID installation, PushAddress address, PushNotification notification) {}

    /** Where the test goes now; empty if it goes nowhere any more. */
    public Optional<Dispatch> claim(UUID id) {
        return tests.findTest(id).flatMap(test -> {
            Optional<PushAddress> address =
                    store.findDevice(test.installationId()).flatMap(device -> device.address(secrets));
            if (address.isEmpty()) {
                test.failed(clock.instant());
            }
            return address.map(to -> new Dispatch(id, test.installationId(), to, notification(test)));
        });
    }

    /** Notes what the push service said; a test is sent once. */
    public void note(Dispatch dispatch, PushOutcome outcome) {
        Instant now = clock.instant();
        if (outcome.kind() == PushOutcome.Kind.ADDRESS_DEAD) {
            addresses.reject(dispatch.installation(), dispatch.address(), now);
        }
        tests.findTest(dispatch.test()).ifPresent(test -> {
            if (outcome.kind() == PushOutcome.Kind.SENT) {
                test.sent(now);
            } else {
                test.failed(now);
            }
        });
    }

    private PushNotification notification(NotificationTest test) {
        TextCatalogue texts = TextCatalogue.forReader(test.language());
        return new PushNotification(
                test.id(),
                "TEST",
                texts.getText("push.test.title"),
                texts.getText("push.test.body"),
                settings.life(),
                // A second test takes the place of one that has not arrived yet.
                Optional.of("test"));
    }
}
