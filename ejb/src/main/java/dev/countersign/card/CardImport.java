package dev.countersign.card;

import dev.countersign.keyfile.KeyFileOutcome;
import dev.countersign.keyfile.KeyFiles;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Brings in key files. A file is read outside of any transaction: a password may take a second. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CardImport {

    @Inject
    private CardBatches batches;

    public ImportOutcome bringIn(ImportOrder order, String operator) {
        String digest = digest(order);
        KeyFileOutcome outcome = KeyFiles.read(order.format(), order.file(), order.transport());
        if (outcome instanceof KeyFileOutcome.Read read) {
            return store(new ReadFile(order.format(), digest, read.protection(), read.rows()), order, operator);
        }
        if (outcome instanceof KeyFileOutcome.Refused refused) {
            return new ImportOutcome.Refused(
                    Optional.of(refused.reason()),
                    refused.detail(),
                    List.of(),
                    batches.noteRefused(digest, refused.reason().name(), operator));
        }
        throw new IllegalStateException("a key file is read or refused");
    }

    /** Of two who bring in the same cards at once the slower is stopped by the database; then he is told what is taken. */
    private ImportOutcome store(ReadFile file, ImportOrder order, String operator) {
        try {
            return batches.store(file, order, operator);
        } catch (EJBException | PersistenceException e) {
            return batches.store(file, order, operator);
        }
    }

    private static String digest(ImportOrder order) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(order.file().toArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }
}
