package dev.countersign.carrier;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.contracts.sms.v1.CarrierBookCheck;
import dev.countersign.contracts.sms.v1.GatewayBook;
import dev.countersign.contracts.sms.v1.GatewayReport;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.crypto.UnreadableSecretException;
import dev.countersign.sms.GatewayBooks;
import dev.countersign.sms.GatewayRegister;
import jakarta.ejb.Local;
import jakarta.ejb.LocalBean;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operators set carriers and routes. Each method is one transaction. */
@Stateless
@LocalBean
@Local(GatewayBooks.class)
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CarrierDesk implements GatewayBooks {

    @Inject
    private EntityManager entities;

    @Inject
    private Secrets secrets;

    @Inject
    private GatewayRegister gateways;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    public CarrierView show() {
        CarrierSetup setup = entities.find(CarrierSetup.class, CarrierSetup.ID);
        return new CarrierView(
                setup.version(),
                setup.book(),
                kept(setup).keySet(),
                setup.paused(),
                setup.changedAt(),
                setup.changedBy());
    }

    /**
     * Why no gateway could work with a book that is to be set; empty where one could, and where {@link #set} refuses it for another reason.
     *
     * @param version that the operator has seen
     * @param check reads it as gateways do
     */
    public Optional<String> findFault(long version, WantedBook wanted, CarrierBookCheck check) {
        CarrierSetup setup = entities.find(CarrierSetup.class, CarrierSetup.ID);
        return setup.version() == version
                ? texts(setup, wanted).flatMap(texts -> check.findFault(wanted.json(), texts))
                : Optional.empty();
    }

    /**
     * Sets other carriers for all gateways.
     *
     * @param version that the operator has seen
     */
    public CarrierOutcome set(long version, WantedBook wanted, String operator) {
        CarrierSetup setup = lock();
        if (setup.version() != version) {
            return CarrierOutcome.CHANGED_MEANWHILE;
        }
        Optional<Map<String, String>> texts = texts(setup, wanted);
        if (texts.isEmpty()) {
            return CarrierOutcome.SECRET_MISSING;
        }
        if (!SecretTexts.fit(texts.get())) {
            return CarrierOutcome.SECRETS_TOO_LONG;
        }
        String sealed = seal(setup, texts.get());
        setup.set(wanted.json(), sealed, operator, clock.instant());
        audit.record(AuditFact.aboutCarriers(operator, setup.version(), "CARRIERS_SET"));
        return CarrierOutcome.OK;
    }

    /** Sends all gateways back to their own settings. */
    public CarrierOutcome withdraw(long version, String operator) {
        CarrierSetup setup = lock();
        if (setup.version() != version) {
            return CarrierOutcome.CHANGED_MEANWHILE;
        }
        setup.withdraw(operator, clock.instant());
        audit.record(AuditFact.aboutCarriers(operator, setup.version(), "CARRIERS_WITHDRAWN"));
        return CarrierOutcome.OK;
    }

    /**
     * Has nothing go to a carrier of some gateway until it is resumed, whoever has set it. What it has is waited for.
     *
     * @param version that the operator has seen
     */
    public CarrierOutcome pause(String carrier, long version, String operator) {
        CarrierSetup setup = lock();
        if (setup.version() != version) {
            return CarrierOutcome.CHANGED_MEANWHILE;
        }
        if (gateways.listReports().stream()
                .flatMap(report -> report.carriers().stream())
                .noneMatch(known -> known.name().equals(carrier))) {
            return CarrierOutcome.UNKNOWN_CARRIER;
        }
        setup.pause(carrier, operator, clock.instant());
        audit.record(AuditFact.aboutCarrier(operator, carrier, "CARRIER_PAUSED"));
        return CarrierOutcome.OK;
    }

    /** Lets a carrier that pauses work again. */
    public CarrierOutcome resume(String carrier, long version, String operator) {
        CarrierSetup setup = lock();
        if (setup.version() != version) {
            return CarrierOutcome.CHANGED_MEANWHILE;
        }
        if (!setup.paused().contains(carrier)) {
            return CarrierOutcome.UNKNOWN_CARRIER;
        }
        setup.resume(carrier, operator, clock.instant());
        audit.record(AuditFact.aboutCarrier(operator, carrier, "CARRIER_RESUMED"));
        return CarrierOutcome.OK;
    }

    /** What a gateway says that it has read is kept for others, until one has read something else. */
    @Override
    public Optional<GatewayBook> findBook(GatewayReport report) {
        CarrierSetup setup = entities.find(CarrierSetup.class, CarrierSetup.ID);
        CarrierSetup last = entities.find(CarrierSetup.class, CarrierSetup.LAST_READ);
        if (setup.version() != report.book()) {
            return Optional.of(new GatewayBook(
                    setup.version(), setup.book().orElse(null), kept(setup), setup.paused(), lastRead(setup, last)));
        }
        if (report.fault().isEmpty() && last.version() < setup.version()) {
            keep(setup, last);
        }
        return Optional.empty();
    }

    /** Nothing is there to fall back to where somebody has read the present one, or there is none. */
    private GatewayBook.@Nullable LastRead lastRead(CarrierSetup setup, CarrierSetup last) {
        return last.version() == setup.version() || setup.book().isEmpty()
                ? null
                : last.book()
                        .map(book -> new GatewayBook.LastRead(book, kept(last)))
                        .orElse(null);
    }

    /** Another node may have kept it meanwhile, or a later one. Without its secrets it is of no use to anybody. */
    private void keep(CarrierSetup read, CarrierSetup last) {
        entities.refresh(last, LockModeType.PESSIMISTIC_WRITE);
        if (last.version() < read.version()) {
            open(read)
                    .ifPresent(texts -> last.keep(
                            read,
                            read.secretsSealed()
                                    .map(secret -> seal(last, texts))
                                    .orElse(null)));
        }
    }

    private CarrierSetup lock() {
        return entities.find(CarrierSetup.class, CarrierSetup.ID, LockModeType.PESSIMISTIC_WRITE);
    }

    /** The secrets of a book, those that are kept among them; empty where one is missing. */
    private Optional<Map<String, String>> texts(CarrierSetup setup, WantedBook wanted) {
        Map<String, String> texts = new HashMap<>(kept(setup));
        texts.putAll(wanted.secrets());
        texts.keySet().retainAll(wanted.needed());
        return Optional.of(texts).filter(all -> all.keySet().containsAll(wanted.needed()));
    }

    /**
     * The secrets of a book. Where they do not open, those of the row beside it, if that has the same book, and else none: gateways then say
     * which one they miss, and go on with what they have read last.
     */
    private Map<String, String> kept(CarrierSetup setup) {
        return open(setup).or(() -> twin(setup)).orElse(Map.of());
    }

    private Optional<Map<String, String>> twin(CarrierSetup setup) {
        return Optional.of(entities.find(CarrierSetup.class, setup.twin()))
                .filter(other -> other.version() == setup.version())
                .flatMap(this::open);
    }

    /** Empty where they do not open, which raises an alarm. */
    private Optional<Map<String, String>> open(CarrierSetup setup) {
        try {
            return Optional.of(setup.secretsSealed()
                    .map(text -> SecretTexts.read(secrets.open(Purpose.CARRIER_SECRET, setup.record(), text)))
                    .orElse(Map.of()));
        } catch (UnreadableSecretException e) {
            return Optional.empty();
        }
    }

    private String seal(CarrierSetup row, Map<String, String> texts) {
        return secrets.seal(Purpose.CARRIER_SECRET, row.record(), SecretTexts.write(texts));
    }
}
