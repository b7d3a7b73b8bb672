package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A gateway that is nothing but its dispatch; each order has a route. */
final class DispatchGateway extends SmppGateway {

    private final OrderDispatch dispatch;

    DispatchGateway(OrderDispatch dispatch) {
        this.dispatch = dispatch;
    }

    @Override
    public boolean isTaken(UUID messageKey) {
        return dispatch.isTaken(messageKey);
    }

    @Override
    public boolean hasRoute(SmsOrder order) {
        return true;
    }

    @Override
    public boolean hasRoom() {
        return dispatch.hasRoom();
    }

    @Override
    public Optional<ReservedPlace> admit(SmsOrder order, Duration patience) {
        return dispatch.admit(order, patience);
    }

    @Override
    public Optional<Duration> findPause(SmsOrder order) {
        return dispatch.findPause(order);
    }
}
