package dev.countersign.push.webpush;

import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which endpoints may be called. They come from browsers, which anybody can pretend to be: without these rules a subscription would be
 * a way to send requests into the network of the server (CWE-918).
 */
final class EndpointRules {

    private static final int HTTPS_PORT = 443;

    /** Written out, so that no resolver of names is asked about what is an address already. */
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.0\\.0\\.1|\\[::1]");

    private final Set<String> hosts;
    private final Set<Integer> ports;
    private final boolean loopback;
    private final NameLookup names;

    /**
     * @param hosts names of hosts that may be called, or {@code *.} and a domain for all below it; empty for all public hosts
     * @param ports that may be called
     * @param loopback whether this machine itself may be called as well, at any port and without TLS: for development
     * @param names finds addresses
     */
    EndpointRules(Set<String> hosts, Set<Integer> ports, boolean loopback, NameLookup names) {
        this.hosts = Set.copyOf(hosts);
        this.ports = Set.copyOf(ports);
        this.loopback = loopback;
        this.names = names;
    }

    /** What is wrong with the endpoint as it is written; empty if nothing is. Asks no resolver. */
    Optional<String> refusal(URI endpoint) {
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        if (loopback && LOOPBACK.matcher(host).matches()) {
            return Optional.empty();
        }
        if (!"https".equalsIgnoreCase(endpoint.getScheme())) {
            return Optional.of("the endpoint is not https");
        }
        if (!ports.contains(endpoint.getPort() < 0 ? HTTPS_PORT : endpoint.getPort())) {
            return Optional.of("the endpoint has a port that is not allowed");
        }
        if (isLiteral(host) || host.equals("localhost") || host.endsWith(".localhost")) {
            return Optional.of("the endpoint names no public host");
        }
        return hosts.isEmpty() || hosts.stream().anyMatch(allowed -> matches(allowed, host))
                ? Optional.empty()
                : Optional.of("the endpoint has a host that is not allowed");
    }

    /**
     * What is wrong with where the endpoint's name leads now: every address that it has must be a public one. Throws {@link
     * UnknownHostException} if it has none, or none in time.
     */
    Optional<String> refusalOfAddresses(URI endpoint) throws UnknownHostException {
        if (loopback && LOOPBACK.matcher(endpoint.getHost()).matches()) {
            return Optional.empty();
        }
        return names.find(endpoint.getHost()).stream().allMatch(PublicAddress::isPublic)
                ? Optional.empty()
                : Optional.of("the endpoint's host is not in the public network");
    }

    /** No push service is known by a number. */
    private static boolean isLiteral(String host) {
        return host.startsWith("[") || Character.isDigit(host.charAt(host.lastIndexOf('.') + 1));
    }

    private static boolean matches(String allowed, String host) {
        return allowed.startsWith("*.") ? host.endsWith(allowed.substring(1)) : host.equals(allowed);
    }
}
