package dev.countersign.metrics;

import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.contracts.sms.v1.GatewayReport.BindReport;
import dev.countersign.contracts.sms.v1.GatewayReport.CarrierReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The carriers of all gateways, by the names that their operators gave them. */
final class CarrierMeters {

    private final MultiGauge shared;
    private final Map<MultiGauge, ToDoubleFunction<CarrierReport>> gauges;

    CarrierMeters(MeterRegistry registry) {
        shared = MultiGauge.builder("countersign.smpp.gateway.shared")
                .description("1 while several gateways report under this name, else 0")
                .register(registry);
        gauges = Map.of(
                gauge(registry, "state", "2 UP, 1 DEGRADED, 0 DOWN"), CarrierMeters::state,
                gauge(registry, "binds", "Sessions that stand"),
                        carrier -> carrier.binds().stream()
                                .filter(BindReport::bound)
                                .count(),
                gauge(registry, "outstanding", "Messages that wait for the carrier's answer"),
                        CarrierReport::outstanding,
                gauge(registry, "window", "Messages that may wait at one time"), CarrierReport::window,
                gauge(registry, "routes", "Routes that lead there"), CarrierReport::routes);
    }

    /**
     * Shows these and no others any more.
     *
     * @param names of gateways that are several
     */
    void show(List<GatewayReport> reports, List<String> names) {
        shared.register(
                reports.stream()
                        .map(GatewayReport::gateway)
                        .map(name -> MultiGauge.Row.of(Tags.of("gateway", name), names.contains(name) ? 1 : 0))
                        .toList(),
                true);
        gauges.forEach((gauge, value) -> gauge.register(
                reports.stream()
                        .flatMap(report -> report.carriers().stream()
                                .map(carrier -> MultiGauge.Row.of(
                                        Tags.of("gateway", report.gateway(), "carrier", carrier.name()),
                                        value.applyAsDouble(carrier))))
                        .toList(),
                true));
    }

    private static MultiGauge gauge(MeterRegistry registry, String what, String description) {
        return MultiGauge.builder("countersign.smpp.carrier." + what)
                .description(description)
                .register(registry);
    }

    private static double state(CarrierReport carrier) {
        return switch (carrier.state()) {
            case UP -> 2;
            case DEGRADED -> 1;
            case DOWN -> 0;
        };
    }
}
