package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.CarrierCallbacks;
import jakarta.ejb.EJB;
import jakarta.ejb.Local;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.function.UnaryOperator;

/** Where the callbacks of carriers come in, of whichever node they reach. */
@Stateless
@Local(CarrierCallbacks.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CallbackDoor implements CarrierCallbacks {

    @EJB
    SmppGateway gateway;

    @Override
    public Taking take(String carrier, UnaryOperator<String> headers, byte[] body) {
        return gateway.callBack(carrier, headers, body);
    }
}
