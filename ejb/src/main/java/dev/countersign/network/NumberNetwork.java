package dev.countersign.network;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The mobile network that a number is in, until somebody has to look again. */
@Entity
@Table(name = "number_network")
class NumberNetwork {

    @Id
    private String e164;

    private String network;

    @Column(name = "known_until")
    private Instant knownUntil;

    @SuppressWarnings("NullAway.Init")
    protected NumberNetwork() {}

    NumberNetwork(KnownNetwork known) {
        this.e164 = known.number();
        this.network = known.network();
        this.knownUntil = known.until();
    }

    KnownNetwork view() {
        return new KnownNetwork(e164, network, knownUntil);
    }
}
