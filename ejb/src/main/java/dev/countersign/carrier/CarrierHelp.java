package dev.countersign.carrier;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Whom people of a country ask when their carrier filters text messages. */
@Entity
@Table(name = "carrier_help")
class CarrierHelp {

    @Id
    private String country;

    private String contact;

    @Column(name = "changed_at")
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init")
    protected CarrierHelp() {}

    CarrierHelp(CarrierContact contact, Instant now) {
        this.country = contact.country();
        this.contact = contact.contact();
        this.changedAt = now;
    }

    CarrierContact view() {
        return new CarrierContact(country, contact);
    }
}
