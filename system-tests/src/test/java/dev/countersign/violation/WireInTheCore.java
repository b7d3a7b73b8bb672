package dev.countersign.violation;

import dev.countersign.contracts.login.v1.LoginPort;
import dev.countersign.violationtwo.OtherFeature;
import dev.countersign.web.violation.PersistentResource;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.jsmpp.session.SMPPSession;

/**
 * Breaks: the core sees no wire, nobody but gateway and simulator knows SMPP, nobody but the SOAP face knows SOAP, entities decide
 * alone, time is given.
 */
@Entity
class WireInTheCore {
    Response answer;
    SMPPSession session;
    LoginPort port;
    EntityManager entities;
    PersistentResource caller;
    OtherFeature other;
    String user = System.getenv("USER");
    Instant now = Instant.now();
}
