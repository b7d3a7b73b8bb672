package dev.countersign.push;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;

/** Hands tests to push services, each once and right after its commit; one that a crash loses is asked for again. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TestSender {

    private static final System.Logger LOG = System.getLogger(TestSender.class.getName());

    @Inject
    private TestClaims claims;

    @Inject
    private PushProviders providers;

    @Inject
    private PushThreads threads;

    /** SUPPORTS: the transaction has ended, and some servers could suspend it but not resume it. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public void onOrdered(@Observes(during = TransactionPhase.AFTER_SUCCESS) TestOrdered event) {
        try {
            threads.tests().execute(() -> send(event.test()));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "Test notification " + event.test() + " was not sent: too many wait");
        }
    }

    private void send(UUID test) {
        try {
            claims.claim(test)
                    .ifPresent(dispatch ->
                            claims.note(dispatch, providers.send(dispatch.address(), dispatch.notification())));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Test notification " + test + " was not sent", e);
        }
    }
}
