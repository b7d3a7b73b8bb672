package dev.countersign.setting;

import dev.countersign.listsetting.ListSetting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of the pages. One that no browser ever names as its origin would keep all users out, and nobody would be told why. */
final class PageAddresses {

    private static final String KEY = "countersign.http.origins";

    /** An origin as browsers write it (RFC 6454 section 6.2): lower case, and a name of other letters in its form for the DNS. */
    private static final Pattern ORIGIN = Pattern.compile(
            "(https?)://([a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]{2,45}\\])(:([1-9][0-9]{0,4}))?");

    /** Browsers leave it out. */
    private static final Map<String, String> USUAL_PORTS = Map.of("http", "80", "https", "443");

    private static final int LAST_PORT = 65_535;

    private PageAddresses() {}

    /** Those that no browser names, each in a sentence for the operator. */
    static List<String> faults(Function<String, Optional<String>> settings) {
        return ListSetting.read(settings.apply(KEY)).stream()
                .filter(address -> !isOrigin(address))
                .map(address -> KEY + " has " + address
                        + ", which no browser sends: write https://login.example, or https://login.example:8443 where the port"
                        + " is not the usual one; in lower case, and with nothing behind")
                .toList();
    }

    private static boolean isOrigin(String address) {
        Matcher parts = ORIGIN.matcher(address);
        if (!parts.matches()) {
            return false;
        }
        String port = parts.group(5);
        return port == null || (Integer.parseInt(port) <= LAST_PORT && !port.equals(USUAL_PORTS.get(parts.group(1))));
    }
}
