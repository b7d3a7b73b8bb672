package dev.countersign.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirming;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.recoverycode.NewRecoveryCodes;
import dev.countersign.recoverycode.RecoveryDesk;
import dev.countersign.recoverycode.SealedRecoveryCodes;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.SealedTotpSecrets;
import dev.countersign.totp.Totps;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A right code is taken while rotation seals its row anew: between the look at the row and the write. */
class ResealedWhileUsedTest {

    private final RotatingKeysInMemory keys =
            new RotatingKeysInMemory("k" + UUID.randomUUID().toString().substring(0, 8));
    private final Beans beans =
            new Beans().give(Secrets.class, new Secrets(keys)).set("countersign.recovery-codes.allowed", "1");
    private final SignedInUser user = SignedIn.add(beans);

    @Test
    void ofAnApp() {
        Totps app = Totps.add(beans, user, "Phone", Optional.empty());

        CodeCheck check = check(FactorKind.TOTP, app.id(), app.code(), SealedTotpSecrets.class);

        assertThat(check).isEqualTo(CodeCheck.RIGHT);
        assertThat(under("select count(*) from totp_app where id = ?1 and secret_sealed like ?2", app.id()))
                .as("the app is sealed by the new key")
                .isEqualTo(1);
        assertThat(check(FactorKind.TOTP, app.id(), app.code()))
                .as("each code counts once")
                .isEqualTo(CodeCheck.WRONG);
    }

    @Test
    void ofRecoveryCodes() {
        Totps app = Totps.add(beans, user, "Phone", Optional.empty());
        String asked =
                Confirming.view(beans, user, ConfirmationPurpose.FACTOR_CHANGE).id();
        Proof proof = new Proof(asked, app.code());
        FactorOutcome<NewRecoveryCodes> made =
                beans.call(RecoveryDesk.class, desk -> desk.make(user, Optional.of(proof)));
        List<String> codes =
                ((FactorOutcome.Granted<NewRecoveryCodes>) made).value().codes();
        String id = beans.query(entities -> entities.createNativeQuery("select id from recovery_set where user_id = ?1")
                .setParameter(1, user.userId())
                .getSingleResult()
                .toString());

        CodeCheck check = check(FactorKind.RECOVERY_CODE, id, codes.get(0), SealedRecoveryCodes.class);

        assertThat(check).isEqualTo(CodeCheck.RIGHT);
        assertThat(check(FactorKind.RECOVERY_CODE, id, codes.get(0)))
                .as("each code counts once")
                .isEqualTo(CodeCheck.WRONG);
        assertThat(check(FactorKind.RECOVERY_CODE, id, codes.get(1))).isEqualTo(CodeCheck.RIGHT);
    }

    /** The row is read, sealed anew by another transaction, and written. */
    private CodeCheck check(FactorKind kind, String id, String code, Class<? extends SealedRecords> column) {
        String old = keys.rotate();
        return beans.call(Factors.class, factors -> {
            CodeCheck check = factors.findTyped(kind).orElseThrow().check(id, "login", code);
            int moved = beans.call(column, records -> records.reseal(old, 10));
            assertThat(moved).isEqualTo(1);
            return check;
        });
    }

    private CodeCheck check(FactorKind kind, String id, String code) {
        return beans.call(
                Factors.class, factors -> factors.findTyped(kind).orElseThrow().check(id, "login", code));
    }

    private long under(String question, String id) {
        return beans.query(entities -> ((Number) entities.createNativeQuery(question)
                        .setParameter(1, id)
                        .setParameter(2, keys.id() + ".%")
                        .getSingleResult())
                .longValue());
    }
}
