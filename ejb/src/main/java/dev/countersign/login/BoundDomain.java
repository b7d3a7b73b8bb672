package dev.countersign.login;

import dev.countersign.listsetting.ListSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The domain that login codes are bound to, so that a browser offers them to our pages alone (https://wicg.github.io/sms-one-time-codes/).
 * It comes from the configuration: a host that a request names can be anybody's.
 */
@ApplicationScoped
class BoundDomain {

    @Inject
    @ConfigProperty(name = "countersign.passkey.rp-id")
    private Optional<String> relyingPartyId;

    @Inject
    @ConfigProperty(name = "countersign.http.origins")
    private Optional<String> origins;

    /** Empty for programs that are no page, and where no domain is configured that all pages are under. */
    Optional<String> of(ClientKind client) {
        return switch (client) {
            case PORTAL, WEB_TRADER -> relyingPartyId.or(this::onlyHost);
            case WORKSTATION, MOBILE -> Optional.empty();
        };
    }

    private Optional<String> onlyHost() {
        List<String> hosts = ListSetting.read(origins).stream()
                .map(URI::create)
                .filter(origin -> "https".equals(origin.getScheme()))
                .flatMap(origin -> Optional.ofNullable(origin.getHost()).stream())
                .distinct()
                .toList();
        return hosts.size() == 1 ? Optional.of(hosts.get(0)) : Optional.empty();
    }
}
