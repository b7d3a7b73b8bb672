package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.CarrierBookCheck;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Map;
import java.util.Optional;

/** Where books of carriers are read before they are set. */
@Stateless
@Local(CarrierBookCheck.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BookDoor implements CarrierBookCheck {

    @Override
    public Optional<String> findFault(String book, Map<String, String> secrets) {
        try {
            CarrierBookReader.read(book, new NamedFiles.Told(secrets));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
