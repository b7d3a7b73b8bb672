package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.smpp.route.Route;
import java.util.Map;
import java.util.Set;
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
        assertThat(told.take(book(1, BOOK))).isTrue();

        CarrierBook book = told.book().orElseThrow();
        assertThat(book.carriers()).extracting(Carrier::name).containsExactly("north");
        assertThat(book.routes()).as("who is off has no routes").hasSize(1);
        assertThat(book.resting()).extracting(Carrier::name).containsExactly("south");
        SmppAccess access = (SmppAccess) book.carriers().get(0).access();
        assertThat(access.settings().account().password()).isEqualTo("secret12");
        assertThat(told.version()).isEqualTo(1);
        assertThat(told.fault()).isEmpty();
        assertThat(told.take(book(1, BOOK))).as("the same again").isFalse();
    }

    @Test
    void tellsWhatItCannotTakeAndGoesOnWithWhatItHad() {
        assertThat(told.take(book(1, BOOK))).isTrue();

        assertThat(told.take(book(2, BOOK.replace("'prefix'", "'x'").replace("'systemId'", "'sytemId'"))))
                .isTrue();

        assertThat(told.version()).isEqualTo(2);
        assertThat(told.book().orElseThrow().carriers()).hasSize(1);
        assertThat(told.fault()).startsWith("version 2: carriers[0]").doesNotContain("secret12");
    }

    @Test
    void aGatewayThatHasNoneYetWorksWithTheLastThatAnotherCouldRead() {
        GatewayBook.LastRead last =
                new GatewayBook.LastRead(BOOK.replace('\'', '"'), Map.of("north.password", "secret12"));
        GatewayBook unreadable = new GatewayBook(3, "no book", Map.of(), Set.of(), last);

        assertThat(told.take(unreadable)).isTrue();

        assertThat(told.book().orElseThrow().carriers())
                .extracting(Carrier::name)
                .containsExactly("north");
        assertThat(told.fault()).startsWith("version 3: is no JSON object");
        assertThat(told.take(book(
                        4,
                        BOOK.replace("'name': 'north'", "'name': 'west'")
                                .replace("'carrier': 'north'", "'carrier': 'west'"))))
                .isTrue();
        told.take(new GatewayBook(5, "no book", Map.of(), Set.of(), last));
        assertThat(told.book().orElseThrow().carriers())
                .as("what it had comes first")
                .extracting(Carrier::name)
                .containsExactly("west");
        assertThat(last.toString()).doesNotContain("secret12");
    }

    @Test
    void whereTheLastOneCannotBeReadEitherItsOwnSettingsStay() {
        GatewayBook.LastRead last = new GatewayBook.LastRead(BOOK.replace('\'', '"'), Map.of());

        assertThat(told.take(new GatewayBook(3, "no book", Map.of(), Set.of(), last)))
                .isTrue();

        assertThat(told.book()).isEmpty();
        assertThat(told.fault()).startsWith("version 3: is no JSON object");
    }

    /** What an operator puts the core passes on as it stands: a gateway that fell over it would report nothing any more. */
    @Test
    void aTimeThatIsBeyondAllCountingIsAFaultAsAnyOther() {
        String absurd = BOOK.replace("'systemId': 'me'", "'systemId': 'me', 'submitTimeout': 'PT9999999999999H'");

        assertThat(told.take(book(1, absurd))).isTrue();

        assertThat(told.version()).isEqualTo(1);
        assertThat(told.fault()).startsWith("version 1: carriers[0].submitTimeout");
    }

    @Test
    void aSecretThatDidNotComeIsAFault() {
        assertThat(told.take(new GatewayBook(1, BOOK.replace('\'', '"'), Map.of())))
                .isTrue();

        assertThat(told.fault()).contains("north.password");
        assertThat(told.book()).isEmpty();
    }

    @Test
    void goesBackToItsOwnSettingsWhenTheBookIsWithdrawn() {
        assertThat(told.take(book(1, BOOK))).isTrue();

        assertThat(told.take(new GatewayBook(2, null, Map.of()))).isTrue();

        assertThat(told.book()).isEmpty();
        assertThat(told.version()).isEqualTo(2);
    }

    @Test
    void carriersPauseWhicheverBookIsInForce() {
        assertThat(told.take(new GatewayBook(1, null, Map.of(), Set.of("north"))))
                .isTrue();

        assertThat(told.book()).isEmpty();
        assertThat(told.paused()).containsExactly("north");
        told.take(book(2, BOOK));
        assertThat(told.paused()).isEmpty();
        told.take(new GatewayBook(3, "no book", Map.of(), Set.of("north")));
        assertThat(told.fault()).isNotEmpty();
        assertThat(told.paused()).as("pausing needs no good book").containsExactly("north");
    }

    @Test
    void aBookWithoutSomeCarriersHasNoRoutesToThem() {
        told.take(book(1, BOOK.replace("'off': true, ", "")));
        CarrierBook book = told.book().orElseThrow();
        assertThat(book.carriers()).hasSize(2);

        CarrierBook less = book.without(Set.of("north", "nobody"));

        assertThat(less.carriers()).extracting(Carrier::name).containsExactly("south");
        assertThat(less.routes()).extracting(Route::carrier).containsExactly("south");
        assertThat(book.without(Set.of("north", "south")).carriers()).isEmpty();
        assertThat(less.resting()).extracting(Carrier::name).containsExactly("north");
        assertThat(less.without(Set.of("south")).resting())
                .extracting(Carrier::name)
                .containsExactly("north", "south");
        assertThat(book.without(Set.of())).isEqualTo(book);
    }

    private static GatewayBook book(long version, String json) {
        return new GatewayBook(version, json.replace('\'', '"'), Map.of("north.password", "secret12"));
    }
}
