package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.GatewayBook;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the core tells a gateway to work with. */
class ToldBookTest {

    private static final String BOOK =
            "{'carriers': [{'name': 'north', 'addresses': ['smpp.example:2775'], 'systemId': 'me',"
                    + " 'passwordFile': 'north.password'}, {'name': 'south', 'off': true, 'addresses': ['smpp.example:2776'],"
                    + " 'systemId': 'me', 'passwordFile': 'north.password'}],"
                    + " 'routes': [{'carrier': 'north'}, {'carrier': 'south', 'priority': 1}]}";

    private final ToldBook told = new ToldBook();

    @Test
    void takesABookWithTheSecretsThatCameWithIt() {
        CarrierBook book = told.take(book(1, BOOK)).orElseThrow();

        assertThat(book.carriers()).extracting(Carrier::name).containsExactly("north");
        assertThat(book.routes()).as("who is off has no routes").hasSize(1);
        SmppAccess access = (SmppAccess) book.carriers().get(0).access();
        assertThat(access.settings().account().password()).isEqualTo("secret12");
        assertThat(told.isInForce()).isTrue();
        assertThat(told.version()).isEqualTo(1);
        assertThat(told.fault()).isEmpty();
        assertThat(told.take(book(1, BOOK))).as("the same again").isEmpty();
    }

    @Test
    void tellsWhatItCannotTakeAndGoesOnWithWhatItHad() {
        assertThat(told.take(book(1, BOOK))).isPresent();

        assertThat(told.take(book(2, BOOK.replace("'prefix'", "'x'").replace("'systemId'", "'sytemId'"))))
                .isEmpty();

        assertThat(told.version()).isEqualTo(2);
        assertThat(told.isInForce()).isTrue();
        assertThat(told.fault()).startsWith("version 2: carriers[0]").doesNotContain("secret12");
    }

    @Test
    void aSecretThatDidNotComeIsAFault() {
        assertThat(told.take(new GatewayBook(1, BOOK.replace('\'', '"'), Map.of())))
                .isEmpty();

        assertThat(told.fault()).contains("north.password");
        assertThat(told.isInForce()).isFalse();
    }

    @Test
    void goesBackToItsOwnSettingsWhenTheBookIsWithdrawn() {
        assertThat(told.take(book(1, BOOK))).isPresent();

        assertThat(told.take(new GatewayBook(2, null, Map.of()))).isEmpty();

        assertThat(told.isInForce()).isFalse();
        assertThat(told.version()).isEqualTo(2);
    }

    private static GatewayBook book(long version, String json) {
        return new GatewayBook(version, json.replace('\'', '"'), Map.of("north.password", "secret12"));
    }
}
