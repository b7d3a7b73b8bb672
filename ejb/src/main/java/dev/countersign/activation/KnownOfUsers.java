package dev.countersign.activation;

import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.sms.NumberingPlan;
import dev.countersign.user.Identities;
import dev.countersign.user.Identity;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Gathers what is known of a user, for the rules of PINs; works inside the caller's transaction. */
@ApplicationScoped
class KnownOfUsers {

    @Inject
    private MobileNumbers numbers;

    @Inject
    private Identities identities;

    Guesses of(User user) {
        Identity identity = identities.get(user.id());
        Stream<String> texts = Stream.of(
                        Stream.of(user.userName()),
                        numbers.listOwn(user.id()).stream()
                                .map(MobileNumber::e164)
                                .flatMap(e164 -> Stream.of(e164, NumberingPlan.national(e164))),
                        identity.documents().stream(),
                        address(identity.houseNumber(), identity.postcode()),
                        address(identity.postcode(), identity.houseNumber()))
                .flatMap(known -> known);
        return new Guesses(
                texts.toList(), identity.dateOfBirth().map(DateLayouts::of).orElse(Set.of()));
    }

    /** House number and postcode side by side are tried too. */
    private static Stream<String> address(Optional<String> first, Optional<String> second) {
        return Stream.of(first.orElse("") + second.orElse(""));
    }
}
