package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class PayaraPortsTest {

    private static final PayaraPorts PORTS = new PayaraPorts(1, 2, 3, 4);
    private static final String DOMAIN = property("COUNTERSIGN_HTTP_ADDRESS", "0.0.0.0")
            + property("COUNTERSIGN_HTTP_PORT", "8080")
            + property("COUNTERSIGN_ADMIN_PORT", "4848")
            + property("COUNTERSIGN_IIOP_PORT", "3700")
            + property("COUNTERSIGN_JMS_PORT", "7676")
            + "<listener port=\"${COUNTERSIGN_HTTP_PORT}\"/>";

    @Test
    void areWrittenWhereTheDomainNamesThem() {
        assertThat(PORTS.writtenInto(DOMAIN))
                .isEqualTo(property("COUNTERSIGN_HTTP_ADDRESS", "127.0.0.1")
                        + property("COUNTERSIGN_HTTP_PORT", "1")
                        + property("COUNTERSIGN_ADMIN_PORT", "2")
                        + property("COUNTERSIGN_IIOP_PORT", "3")
                        + property("COUNTERSIGN_JMS_PORT", "4")
                        + "<listener port=\"${COUNTERSIGN_HTTP_PORT}\"/>");
    }

    @Test
    void areRefusedByADomainThatLacksOneOrNamesItTwice() {
        for (String domain : new String[] {DOMAIN.replace("_IIOP_", "_OTHER_"), DOMAIN + DOMAIN}) {
            assertThatExceptionOfType(LaunchException.class).isThrownBy(() -> PORTS.writtenInto(domain));
        }
    }

    private static String property(String name, String value) {
        return "<system-property name=\"" + name + "\" value=\"" + value + "\"/>";
    }
}
