package dev.countersign.activation;

import dev.countersign.crypto.Secrets;
import dev.countersign.phone.CodeOrder;
import dev.countersign.phone.CodePurpose;
import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.SmsCodes;
import dev.countersign.phone.Turn;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Sends the token of an activation; works inside the caller's transaction. */
@ApplicationScoped
class TokenSms {

    @Inject
    private SmsCodes codes;

    @Inject
    private Secrets secrets;

    /** The same token each time, with the activation's end. */
    Turn send(User user, Activation activation, MobileNumber number) {
        return codes.send(new CodeOrder(
                CodePurpose.ACTIVATION,
                activation.id().toString(),
                number.e164(),
                user.language(),
                user.jurisdiction(),
                activation.expiresAt(),
                Optional.of(activation.secrets(secrets).typed())));
    }

    /** The token is worth nothing any more: its text is blanked. */
    void end(Activation activation) {
        if (activation.isByToken()) {
            codes.findCode(CodePurpose.ACTIVATION, activation.id().toString()).ifPresent(codes::end);
        }
    }
}
