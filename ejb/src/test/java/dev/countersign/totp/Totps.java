package dev.countersign.totp;

import dev.countersign.Beans;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.util.Optional;

/** An app of another maker, for tests of what it opens. */
public final class Totps {

    private final Beans beans;
    private final TotpSecret secret;
    private final String id;

    private Totps(Beans beans, String id, TotpSecret secret) {
        this.beans = beans;
        this.id = id;
        this.secret = secret;
    }

    /** Sets one up, with a code by SMS as proof. */
    public static Totps add(Beans beans, SignedInUser user, String label) {
        String confirmation = Confirming.begin(beans, user, ConfirmationPurpose.FACTOR_CHANGE);
        String code = Confirming.code(beans, ConfirmationPurpose.FACTOR_CHANGE, confirmation);
        return add(beans, user, label, Optional.of(new Proof(confirmation, code)));
    }

    /** Sets one up. */
    public static Totps add(Beans beans, SignedInUser user, String label, Optional<Proof> proof) {
        NewTotp made = granted(beans.call(TotpDesk.class, desk -> desk.begin(user, label, proof)));
        Totps app = of(beans, made);
        granted(beans.call(TotpDesk.class, desk -> desk.activate(user, made.id(), app.code())));
        beans.clock().pass(Duration.ofSeconds(30));
        return app;
    }

    static Totps of(Beans beans, NewTotp made) {
        return new Totps(beans, made.id(), read(made.secret()));
    }

    public String id() {
        return id;
    }

    /** What it shows now. */
    public String code() {
        return code(0);
    }

    /** What it shows some steps of 30 seconds later, or earlier. */
    public String code(int steps) {
        return secret.code(beans.clock().instant().getEpochSecond() / 30 + steps);
    }

    /** A code that is not shown about now. */
    public String wrongCode() {
        return code(100);
    }

    static <T> T granted(FactorOutcome<T> outcome) {
        return ((FactorOutcome.Granted<T>) outcome).value();
    }

    /** Reads base 32 as an app does. */
    private static TotpSecret read(String base32) {
        byte[] octets = new byte[base32.length() * 5 / 8];
        int held = 0;
        int bits = 0;
        int next = 0;
        for (int letter : base32.chars().toArray()) {
            held = held << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                octets[next++] = (byte) (held >> bits);
            }
        }
        return TotpSecret.of(octets);
    }
}
