package dev.countersign.budget;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who asks, by what the edge has found and what an attempt has kept. */
class AskedFromTest {

    private static final Asker ATTEMPT = new Asker("192.0.2.1", "WORKSTATION");

    private final AskedFrom asked = new AskedFrom();

    @Test
    void aTimerAsksForNobody() {
        assertThat(asked.asker(Asker.NOBODY)).isEqualTo(Asker.NOBODY);
    }

    @Test
    void anAttemptOverRestCountsWhereItsRequestComesFromAndForItsKindOfProgram() {
        asked.setNetwork("198.51.100.1");

        assertThat(asked.asker(ATTEMPT)).isEqualTo(new Asker("198.51.100.1", "WORKSTATION"));
    }

    @Test
    void aBackOfficeCountsItselfWhateverAddressItNames() {
        asked.setClient("clearing");

        assertThat(asked.asker(ATTEMPT)).isEqualTo(new Asker("192.0.2.1", "clearing"));
    }

    @Test
    void whoHasLoggedInCountsForTheProgramThatHeUsed() {
        asked.setNetwork("198.51.100.1");
        asked.setClient("PORTAL");

        assertThat(asked.asker(Asker.NOBODY)).isEqualTo(new Asker("198.51.100.1", "PORTAL"));
    }

    @Test
    void whoHasShownNothingCountsWithAllOthers() {
        asked.setNetwork("198.51.100.1");

        assertThat(asked.asker(Asker.NOBODY)).isEqualTo(new Asker("198.51.100.1", "OTHER"));
    }
}
