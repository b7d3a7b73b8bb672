package dev.countersign.sms;

import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.FactorSource;
import dev.countersign.factor.OwnedFactor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** The number that a user's login codes go to, as a factor. */
@ApplicationScoped
class NumberFactor implements FactorSource {

    @Inject
    private MobileNumbers numbers;

    @Override
    public FactorKind kind() {
        return FactorKind.SMS;
    }

    @Override
    public List<String> tables() {
        return List.of("mobile_number");
    }

    @Override
    public List<OwnedFactor> list(long userId) {
        return numbers.findDefault(userId).map(NumberFactor::owned).stream().toList();
    }

    @Override
    public OwnedFactor get(String id) {
        return owned(numbers.getNumber(id));
    }

    private static OwnedFactor owned(MobileNumber number) {
        return new OwnedFactor(
                new FactorRef(FactorKind.SMS, number.id()), number.masked(), number.verifiedAt(), Optional.empty());
    }
}
