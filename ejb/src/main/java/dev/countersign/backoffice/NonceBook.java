package dev.countersign.backoffice;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** The nonces of all nodes, each entry in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class NonceBook {

    @Inject
    private BackOfficeStore store;

    public boolean isUsed(UsedNonce nonce) {
        return store.isUsed(nonce);
    }

    /** Fails with an {@code EJBException} where the nonce stands already: of two at once, one. */
    public void enter(UsedNonce nonce) {
        store.add(nonce);
    }
}
