package dev.countersign.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaneTest {

    @Test
    void noTwoLanesShareAnId() {
        assertThat(Lane.ofUser(1, "").id()).isNotEqualTo(Lane.ofUser(1, "d").id());
        assertThat(Lane.ofUser(1, "").id()).isNotEqualTo(Lane.ofUser(11, "").id());
        assertThat(Lane.ofUser(1, "").factor().id())
                .isNotEqualTo(Lane.ofUser(1, "").id());
        assertThat(Lane.ofUser(1, "d").factor()).isEqualTo(Lane.ofUser(1, "").factor());
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2:ffff::1, true",
        "2001:db8:1:2::1,      2001:db8:1:3::1,      false",
        "2001:db8::1,          2001:db8:0:0:9::1,    true",
        "::1,                  0:0:0:0::2,           true",
        "192.0.2.1,            192.0.2.1,            true",
        "192.0.2.1,            192.0.2.2,            false",
        "2001:db8:1::3:4:5:6,  2001:db8:1:0:9::1,    true",
        "1:2:3::5:6:7:8,       1:2:3:5::1,           false",
        "2001:DB8:0a:2::1,     2001:db8:a:2::2,      true",
        "::ffff:203.0.113.5,   ::ffff:203.0.113.6,   false",
        "::ffff:203.0.113.5,   203.0.113.5,          true",
        "::ffff:cb00:7105,     203.0.113.5,          true",
        "0:0:0:0:0:FFFF:203.0.113.5, 203.0.113.5,    true",
        "::203.0.113.5,        203.0.113.5,          false",
        "fe80::1%eth0,         fe80::2%1,            true",
    })
    void anIpv6AddressCountsWithItsNetwork(String one, String other, boolean together) {
        assertThat(Lane.ofAddress(one).equals(Lane.ofAddress(other))).isEqualTo(together);
    }

    /** However the address is written: it names a row. */
    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "::1, 0:0:0:0::/64",
        "1::, 1:0:0:0::/64",
        "::ffff:203.0.113.5, 203.0.113.5",
        "192.0.2.1, 192.0.2.1",
        "192.000.002.01, 192.0.2.1",
    })
    void aNetworkHasOneName(String address, String network) {
        assertThat(Lane.network(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {":", ":::", "1:2:3", "::1::", "2001:db8::g", "host.example:80", ".:", "::ffff:1.2.3", "fe80", ""
            })
    void whatIsNoAddressCountsAsItIs(String text) {
        assertThat(Lane.network(text)).isEqualTo(text);
    }
}
