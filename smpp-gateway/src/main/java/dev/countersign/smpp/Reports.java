package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.GatewayReport.BindReport;
import dev.countersign.contracts.sms.v1.GatewayReport.CarrierReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Says in the words of the contract how the gateway is. */
final class Reports {

    private Reports() {}

    /**
     * The present state.
     *
     * @param run made anew at each start
     * @param book version that it was told last
     * @param fault why the configuration that stands in the files is not the present one; empty when it is
     */
    static GatewayReport of(String instance, String run, CarrierNetwork network, String fault, long book, Instant now) {
        List<CarrierReport> carriers = network.list().stream()
                .sorted(Comparator.comparing(CarrierLine::name))
                .map(line -> carrier(line, network, now))
                .toList();
        return new GatewayReport(instance, network.isBound(), now, carriers, fault, book, run);
    }

    private static CarrierReport carrier(CarrierLine line, CarrierNetwork network, Instant now) {
        CarrierReport.State state = switch (line.health(now)) {
            case UP -> CarrierReport.State.UP;
            case DEGRADED -> CarrierReport.State.DEGRADED;
            case DOWN -> CarrierReport.State.DOWN;
        };
        long routes = network.routes().stream()
                .filter(route -> route.carrier().equals(line.name()))
                .count();
        return new CarrierReport(
                line.name(),
                state,
                line.window().outstanding(),
                line.window().size(),
                (int) routes,
                line.lastFault(),
                line.center().links().stream().map(Reports::bind).toList(),
                line.deliveries().listBad(now));
    }

    private static BindReport bind(LinkState link) {
        return new BindReport(
                link.kind(), link.address(), link.phase() == LinkState.Phase.BOUND, link.since(), link.lastFault());
    }
}
