package dev.countersign.push.webpush;

import dev.countersign.listsetting.ListSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether and where to Web Push goes. */
@ApplicationScoped
public class WebPushSettings {

    @Inject
    @ConfigProperty(name = "countersign.push.web", defaultValue = "true")
    private boolean on;

    @Inject
    @ConfigProperty(name = "countersign.push.web.hosts")
    private Optional<String> hosts;

    @Inject
    @ConfigProperty(name = "countersign.push.web.ports", defaultValue = "443")
    private String ports;

    @Inject
    @ConfigProperty(name = "countersign.push.web.loopback", defaultValue = "false")
    private boolean loopback;

    @Inject
    @ConfigProperty(name = "countersign.push.vapid.subject")
    private Optional<String> subject;

    boolean isOn() {
        return on;
    }

    Optional<String> subject() {
        subject.filter(text -> !text.matches("(mailto:|https://).+")).ifPresent(text -> {
            throw new IllegalStateException("countersign.push.vapid.subject must begin with mailto: or https://");
        });
        return subject;
    }

    EndpointRules endpointRules(NameLookup names) {
        return new EndpointRules(
                Set.copyOf(ListSetting.read(hosts)),
                ListSetting.read(Optional.of(ports)).stream()
                        .map(WebPushSettings::port)
                        .collect(Collectors.toSet()),
                loopback,
                names);
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "countersign.push.web.ports has " + text + ", which is no number of a port", e);
        }
    }
}
