package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Books that operators want to set. */
class BookDoorTest {

    private static final String BOOK =
            "{'carriers': [{'name': 'north', 'addresses': ['smpp.example:2775'], 'systemId': 'me',"
                    + " 'passwordFile': 'north.password'}], 'routes': [{'carrier': 'north'}]}";

    private final BookDoor door = new BookDoor();

    @Test
    void saysWhyAGatewayCouldNotReadABookAndShowsNoSecret() {
        assertThat(door.findFault(json(BOOK), Map.of("north.password", "secret12")))
                .isEmpty();
        assertThat(door.findFault(json(BOOK.replace("'systemId'", "'sytemId'")), Map.of("north.password", "secret12")))
                .hasValueSatisfying(
                        fault -> assertThat(fault).startsWith("carriers[0]").doesNotContain("secret12"));
        assertThat(door.findFault(json(BOOK), Map.of())).contains("carriers[0]: no secret is called north.password");
    }

    private static String json(String book) {
        return book.replace('\'', '"');
    }
}
