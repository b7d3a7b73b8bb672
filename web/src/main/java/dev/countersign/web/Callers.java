package dev.countersign.web;

import dev.countersign.lockout.Caller;
import dev.countersign.lockout.DeviceCookies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells who calls: the network address, and the device cookie. The address is that of the connection; only what a proxy named
 * in the configuration says of the one before it is believed (X-Forwarded-For, read from the right).
 */
@ApplicationScoped
public class Callers {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** Some proxies name the port too. */
    private static final Pattern WITH_PORT = Pattern.compile("(?:([0-9.]+)|\\[([^\\]]+)\\])(?::[0-9]+)?");

    private List<AddressRange> trustedProxies;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected Callers() {}

    @Inject
    Callers(@ConfigProperty(name = "countersign.http.trusted-proxies") Optional<String> trustedProxies) {
        this.trustedProxies =
                ListSetting.read(trustedProxies).stream().map(AddressRange::of).toList();
    }

    Caller of(HttpServletRequest request) {
        return new Caller(address(request), deviceCookie(request));
    }

    /** The network address that a request comes from. */
    public String address(HttpServletRequest request) {
        return address(request.getRemoteAddr(), Collections.list(request.getHeaders(FORWARDED_FOR)));
    }

    /** The device cookie that the request carries; empty if there is none. */
    static String deviceCookie(HttpServletRequest request) {
        return Cookies.find(request, Cookies.DEVICE).orElse("");
    }

    /** The header that has the client keep the cookie of its device. */
    static String setDeviceCookie(String value) {
        return Cookies.set(Cookies.DEVICE, value, DeviceCookies.LIFE);
    }

    /** The nearest address that is no trusted proxy; the connection's own if a proxy says nothing that can be read. */
    String address(String connection, List<String> forwardedFor) {
        List<String> named = forwardedFor.stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .map(String::strip)
                .toList();
        String nearest = connection;
        for (int i = named.size() - 1; i >= 0 && isTrusted(nearest); i--) {
            String next = withoutPort(named.get(i));
            if (!AddressRange.isAddress(next)) {
                break;
            }
            nearest = next;
        }
        return nearest;
    }

    /** Else each connection to the proxy would count as an address of its own. */
    private static String withoutPort(String named) {
        Matcher parts = WITH_PORT.matcher(named);
        if (!parts.matches()) {
            return named;
        }
        return parts.group(1) != null ? parts.group(1) : parts.group(2);
    }

    private boolean isTrusted(String address) {
        return trustedProxies.stream().anyMatch(range -> range.contains(address));
    }
}
