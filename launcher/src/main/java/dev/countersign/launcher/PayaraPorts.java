package dev.countersign.launcher;

import java.util.Map;

/**
 * Ports and HTTP address in a domain of the second server. They stand as system properties in its {@code domain.xml}, and
 * those win over properties of the command line: so they are written into the copy that is started.
 */
record PayaraPorts(int http, int admin, int iiop, int jms) {

    /** What the broker listens on beside its own port, counted from it. */
    private static final int BROKER_REGISTRY = 100;

    /** The product's ports, and free ones for what only the server itself uses. */
    static PayaraPorts of(Ports ports) {
        return new PayaraPorts(ports.http(), ports.management(), Ports.freePair(0), Ports.freePair(BROKER_REGISTRY));
    }

    /**
     * The text of a {@code domain.xml} with these ports, on the loopback address.
     *
     * @throws LaunchException if one of the properties is not there once
     */
    String writtenInto(String domainXml) {
        String text = domainXml;
        Map<String, String> values = Map.of(
                "COUNTERSIGN_HTTP_ADDRESS", "127.0.0.1",
                "COUNTERSIGN_HTTP_PORT", Integer.toString(http),
                "COUNTERSIGN_ADMIN_PORT", Integer.toString(admin),
                "COUNTERSIGN_IIOP_PORT", Integer.toString(iiop),
                "COUNTERSIGN_JMS_PORT", Integer.toString(jms));
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = replaced(text, value.getKey(), value.getValue());
        }
        return text;
    }

    private static String replaced(String text, String property, String value) {
        String start = "<system-property name=\"" + property + "\" value=\"";
        int from = text.indexOf(start) + start.length();
        if (from < start.length() || text.indexOf(start, from) >= 0) {
            throw new LaunchException("domain.xml does not name " + property + " once: build the project again.");
        }
        return text.substring(0, from) + value + text.substring(text.indexOf('"', from));
    }
}
