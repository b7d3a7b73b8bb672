package dev.countersign.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    })
    void anIpv6AddressCountsWithItsNetwork(String one, String other, boolean together) {
        assertThat(Lane.ofAddress(one).equals(Lane.ofAddress(other))).isEqualTo(together);
    }
}
