package dev.countersign.sms;

import dev.countersign.Beans;
import dev.countersign.Database;
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
        write(beans, report);
        return report;
    }

    /** Of a gateway of this name that has a session to a message center, or has none. */
    public static void report(Beans beans, String gateway, boolean bound) {
        write(beans, new GatewayReport(gateway, bound, beans.clock().instant()));
    }

    /** As if none had ever reported. */
    public static void forget(Database database) {
        database.run(
                entities -> entities.createQuery("delete from GatewayPresence").executeUpdate());
    }

    private static void write(Beans beans, GatewayReport report) {
        beans.query(entities -> {
            GatewayPresence known = entities.find(GatewayPresence.class, report.gateway());
            if (known == null) {
                entities.persist(new GatewayPresence(report, beans.clock().instant()));
            } else {
                known.report(report, beans.clock().instant());
            }
            return true;
        });
    }
}
