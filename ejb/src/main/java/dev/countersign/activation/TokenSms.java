package dev.countersign.activation;

import dev.countersign.crypto.Secrets;
import dev.countersign.number.NumberProofs;
import dev.countersign.sms.CodeDeliveries;
import dev.countersign.sms.CodeDelivery;
import dev.countersign.sms.CodeOrder;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.sms.OneTimeCode;
import dev.countersign.sms.SmsCodes;
import dev.countersign.sms.Turn;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/** Sends the token of an activation; works inside the caller's transaction. */
@ApplicationScoped
class TokenSms {

    @Inject
    private SmsCodes codes;

    @Inject
    private CodeDeliveries deliveries;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private NumberProofs proofs;

    @Inject
    private Secrets secrets;

    /** The same token each time, with the activation's end. A number that is not proven yet has the limits of confirm codes. */
    Turn send(User user, Activation activation, MobileNumber number) {
        Optional<Instant> free = number.isVerified() ? Optional.empty() : proofs.freeAgain(user.id());
        if (free.isPresent()) {
            return Turn.limit(free.get());
        }
        CodeOrder order = new CodeOrder(
                CodePurpose.ACTIVATION,
                activation.id().toString(),
                number.e164(),
                user.language(),
                user.jurisdiction(),
                activation.expiresAt(),
                Optional.of(activation.secrets(secrets).typed()));
        return codes.send(number.isVerified() ? order : order.toUnproven());
    }

    /** How the SMS with the token stands; empty where none is waited for. */
    Optional<CodeDelivery> findDelivery(Activation activation) {
        return deliveries.find(CodePurpose.ACTIVATION, activation.id().toString());
    }

    /** The token came back: its user holds the number that it went to, which is verified by it where it was not yet. */
    void entered(Activation activation) {
        activation
                .numberId()
                .flatMap(id -> numbers.findOwn(activation.userId(), id))
                .filter(number -> !number.isVerified())
                .ifPresent(number -> proofs.prove(activation.userId(), number, find(activation)));
    }

    /** The token is worth nothing any more: its text is blanked. */
    void end(Activation activation) {
        if (activation.isByToken()) {
            find(activation).ifPresent(codes::end);
        }
    }

    private Optional<OneTimeCode> find(Activation activation) {
        return codes.findCode(CodePurpose.ACTIVATION, activation.id().toString());
    }
}
