package dev.countersign.web;

import dev.countersign.listsetting.ListSetting;
import dev.countersign.lockout.AddressRange;
import dev.countersign.lockout.Caller;
import dev.countersign.lockout.DeviceCookies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
    private static final String FORWARDED_PREFIX = "x-forwarded-";
    private static final Set<String> FORWARDED = Set.of("forwarded", "via", "x-real-ip");

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

    /**
     * Whether the connection's address is that of the caller: no proxy named in the configuration connected, and no header says that
     * another one passed the request on (Forwarded of RFC 7239, Via of RFC 9110 section 7.6.3, and those that proxies use besides).
     */
    boolean isDirect(HttpServletRequest request) {
        return isDirect(request.getRemoteAddr(), Collections.list(request.getHeaderNames()));
    }

    boolean isDirect(String connection, List<String> headers) {
        return !isTrusted(connection)
                && headers.stream().map(name -> name.toLowerCase(Locale.ROOT)).noneMatch(Callers::isForwarding);
    }

    private static boolean isForwarding(String header) {
        return header.startsWith(FORWARDED_PREFIX) || FORWARDED.contains(header);
    }

    /** The device cookie that the request carries; empty if there is none. */
    static String deviceCookie(HttpServletRequest request) {
        return Cookies.find(request, Cookies.DEVICE).orElse("");
    }

    /** The header that has the client keep the cookie of its device; or none, where that is not known. */
    static String setDeviceCookie(String value) {
        return value.isEmpty() ? Cookies.clear(Cookies.DEVICE) : Cookies.set(Cookies.DEVICE, value, DeviceCookies.LIFE);
    }

    /** The nearest address that is no trusted proxy; the connection's own if a proxy says nothing that can be read. */
    String address(String connection, List<String> forwardedFor) {
        List<String> named = forwardedFor.stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .map(String::strip)
                .toList();
        String nearest = connection;
        for (int i = named.size() - 1; i >= 0 && isTrusted(nearest); i--) {
            Optional<String> next = named(named.get(i));
            if (next.isEmpty()) {
                break;
            }
            nearest = next.get();
        }
        return nearest;
    }

    /**
     * The address that somebody named, without the port that some proxies add: else each connection to the proxy would count as an address of
     * its own. Empty if it is none.
     */
    public static Optional<String> named(String text) {
        return Optional.of(withoutPort(text)).filter(AddressRange::isAddress);
    }

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
