package dev.countersign.phone;

import dev.countersign.Beans;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.GatewayReport.CarrierReport;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Has gateways report. */
public final class Gateways {

    private Gateways() {}

    /** Of a gateway that has these carriers and was told this version. */
    public static GatewayReport report(Beans beans, long book, String... carriers) {
        List<CarrierReport> all = Stream.of(carriers)
                .map(name -> new CarrierReport(name, CarrierReport.State.UP, 0, 10, 1, "", List.of()))
                .toList();
        GatewayReport report = new GatewayReport(
                UUID.randomUUID().toString(), true, beans.clock().instant(), all, "", book);
        beans.query(entities -> {
            entities.persist(new GatewayPresence(report, beans.clock().instant()));
            return true;
        });
        return report;
    }
}
