package dev.countersign.activation;

import dev.countersign.Beans;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.authenticator.Installation;
import dev.countersign.authenticator.Integrity;
import dev.countersign.authenticator.NewEnrolment;
import dev.countersign.authenticator.UnlockKind;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.EnrolmentKeys;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import dev.countersign.user.User;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Phones with an authenticator, as the tables have them. */
final class Phones {

    private Phones() {}

    /** One whose own lock opens the keys: it has no PIN. */
    static Phone byDeviceLock(Beans beans, User user, String number, Phone phone) {
        SecureRandom random = new SecureRandom();
        Secrets secrets = beans.<Secrets, Secrets>call(Secrets.class, all -> all);
        Instant now = beans.clock().instant();
        DeviceReport said = phone.report();
        DeviceReport report = new DeviceReport(
                said.installation(),
                said.platform(),
                said.osVersion(),
                said.appVersion(),
                said.model(),
                UnlockKind.DEVICE,
                true,
                Optional.empty());
        NewEnrolment made = new NewEnrolment(
                UUID.randomUUID(),
                user.id(),
                phone.installation(),
                new NewEnrolment.Suites(OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN06"), Optional.empty()),
                P256KeyPair.generate(random).publicKey(),
                Optional.of("Y3JlZGVudGlhbA"));
        EnrolmentKeys keys = new EnrolmentKeys(new OcraKey(Octets.random(32, random)), Optional.empty());
        beans.query(entities -> {
            entities.persist(new Installation(report, phone.token(), Integrity.UNKNOWN, now));
            entities.flush();
            entities.persist(new Enrolment(made, keys, Optional.of(number), secrets, now));
            return null;
        });
        return phone;
    }
}
