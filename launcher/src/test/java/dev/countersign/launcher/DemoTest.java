package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.launcher.DemoCards.DemoCard;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoTest {

    private static final List<DemoUser> USERS = List.of(
            new DemoUser("demosms", "abc4efg7", "+447700900123", DemoUser.State.SMS),
            new DemoUser("demononumber", "abc4efg8", "", DemoUser.State.NO_NUMBER));

    private static final List<DemoCard> CARDS = List.of(new DemoCard("DEMO-1", "HOTP-SHA1-6", ""));

    @Test
    void hasTheDocumentedForm() {
        assertThat(demo(ProductOptions.Edition.PRODUCT).toJson())
                .hasToString("{\"portal\":\"http://localhost:8081/\","
                        + "\"openapi\":\"http://localhost:8081/api/v1/openapi.yaml\","
                        + "\"jwks\":\"http://localhost:8081/.well-known/jwks.json\","
                        + "\"inbox\":\"http://localhost:8090/\","
                        + "\"live\":\"http://localhost:8081/health/live\","
                        + "\"ready\":\"http://localhost:8081/health/ready\","
                        + "\"metrics\":\"http://localhost:8081/metrics\","
                        + "\"apiBase\":\"/api/v1\","
                        + "\"clock\":null,"
                        + "\"operatorToken\":\"token-of-the-operator\","
                        + "\"secondOperatorToken\":\"token-of-the-second\","
                        + "\"users\":["
                        + "{\"userName\":\"demosms\",\"password\":\"abc4efg7\",\"number\":\"+447700900123\","
                        + "\"state\":\"SMS\"},"
                        + "{\"userName\":\"demononumber\",\"password\":\"abc4efg8\",\"number\":null,"
                        + "\"state\":\"NO_NUMBER\"}],"
                        + "\"cards\":[{\"serial\":\"DEMO-1\",\"suite\":\"HOTP-SHA1-6\",\"pin\":\"\"}]}");
    }

    @Test
    void namesTheClockWhereItCanBeSet() {
        assertThat(demo(ProductOptions.Edition.TEST_CLOCK).toJson().getString("clock"))
                .isEqualTo("/test/clock");
    }

    @Test
    void printsUsersAndAddressesButNoToken() {
        assertThat(demo(ProductOptions.Edition.PRODUCT).toText())
                .contains("http://localhost:8081/", "http://localhost:8090/", "demosms / abc4efg7 (+447700900123)")
                .doesNotContain("token-of-the-operator", "token-of-the-second", "/test/clock");
    }

    @Test
    void hidesSecretsInItsString() {
        assertThat(demo(ProductOptions.Edition.PRODUCT).toString() + USERS)
                .doesNotContain("token-of-the-operator", "token-of-the-second", "abc4efg7", "900123");
    }

    private static Demo demo(ProductOptions.Edition edition) {
        Addresses addresses = new Addresses(new Ports(8081, 9990, 8090, 2775));
        return new Demo(addresses, edition, "token-of-the-operator", "token-of-the-second", USERS, CARDS);
    }
}
