package dev.countersign.authenticator;

import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.RemovableFactor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A user's authenticator, as a factor. */
@ApplicationScoped
class PhoneFactor implements RemovableFactor {

    @Inject
    private Authenticators authenticators;

    @Override
    public FactorKind kind() {
        return FactorKind.AUTHENTICATOR;
    }

    @Override
    public List<String> tables() {
        return List.of("enrolment");
    }

    @Override
    public List<OwnedFactor> list(long userId) {
        return authenticators.findActive(userId).map(this::owned).stream().toList();
    }

    @Override
    public OwnedFactor get(String id) {
        return owned(authenticators.get(UUID.fromString(id)));
    }

    @Override
    public void end(String id, FactorEnd how) {
        authenticators.end(authenticators.get(UUID.fromString(id)), EnrolmentState.REVOKED);
    }

    private OwnedFactor owned(Enrolment phone) {
        return new OwnedFactor(
                new FactorRef(FactorKind.AUTHENTICATOR, phone.id().toString()),
                authenticators.model(phone),
                Optional.of(phone.createdAt()),
                phone.weakUntil());
    }
}
