package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.activation.SealedActivations;
import dev.countersign.audit.EntryMacs;
import dev.countersign.audit.SealedHeadKeys;
import dev.countersign.authenticator.SealedEnrolmentKeys;
import dev.countersign.authenticator.SealedOldKeys;
import dev.countersign.authenticator.SealedPins;
import dev.countersign.backoffice.SealedClientSecrets;
import dev.countersign.card.SealedCardKeys;
import dev.countersign.card.SealedCardPins;
import dev.countersign.card.SealedProposedPins;
import dev.countersign.cardorder.SealedOrderAddresses;
import dev.countersign.cardorder.SealedOrderPins;
import dev.countersign.carrier.SealedCarrierSecrets;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedRecords;
import dev.countersign.grid.SealedGridCells;
import dev.countersign.mail.SealedLetters;
import dev.countersign.passcode.PasscodeHashes;
import dev.countersign.password.ResetCodeHashes;
import dev.countersign.push.SealedPushAddresses;
import dev.countersign.push.webpush.SealedVapidKey;
import dev.countersign.recoverycode.SealedRecoveryCodes;
import dev.countersign.renewal.SealedRenewals;
import dev.countersign.sms.CodeHashes;
import dev.countersign.sms.SealedTexts;
import dev.countersign.token.SealedSigningKeys;
import dev.countersign.totp.SealedTotpSecrets;
import dev.countersign.user.SealedHolders;
import dev.countersign.user.SealedIdentities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Key rotation finds what is sealed: a bean for each column, and so for each purpose that seals records. */
class SealedRecordsTest {

    private static final List<Class<? extends SealedRecords>> BEANS = List.of(
            SealedClientSecrets.class,
            SealedCarrierSecrets.class,
            CodeHashes.class,
            ResetCodeHashes.class,
            SealedTexts.class,
            SealedLetters.class,
            SealedSigningKeys.class,
            SealedHeadKeys.class,
            EntryMacs.class,
            SealedEnrolmentKeys.class,
            SealedPins.class,
            SealedCardKeys.class,
            SealedCardPins.class,
            SealedProposedPins.class,
            SealedOrderPins.class,
            SealedOrderAddresses.class,
            SealedTotpSecrets.class,
            SealedRecoveryCodes.class,
            SealedGridCells.class,
            PasscodeHashes.class,
            SealedActivations.class,
            SealedIdentities.class,
            SealedHolders.class,
            SealedPushAddresses.class,
            SealedVapidKey.class,
            SealedOldKeys.class,
            SealedRenewals.class);

    /** Hashes of names and cookies are no records that a sweep could count or seal anew: they are waited out. */
    private static final List<Purpose> WAITED_OUT =
            List.of(Purpose.NAME_HASH, Purpose.REPEATED_REQUEST, Purpose.DEVICE_COOKIE);

    @Test
    void eachPurposeHasItsBeanOrIsWaitedOut() {
        Beans beans = new Beans();

        List<Purpose> found = BEANS.stream()
                .map(bean -> beans.<SealedRecords, Purpose>call(bean, SealedRecords::purpose))
                .toList();

        assertThat(Stream.concat(found.stream().distinct(), WAITED_OUT.stream()))
                .containsExactlyInAnyOrder(Purpose.values());
        assertThat(BEANS)
                .allMatch(bean -> bean.isAnnotationPresent(ApplicationScoped.class))
                .allMatch(bean -> Optional.ofNullable(bean.getAnnotation(Transactional.class))
                        .filter(transaction -> transaction.value() == TxType.REQUIRES_NEW)
                        .isPresent());
    }
}
