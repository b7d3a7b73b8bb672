package dev.countersign.sms;

import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.contracts.sms.v1.GatewayReport;
import java.util.Optional;

/** What gateways are to work with; the feature that knows it stands behind this. */
public interface GatewayBooks {

    /** What a gateway has to be told; empty where it says that it knows. */
    Optional<GatewayBook> findBook(GatewayReport report);
}
