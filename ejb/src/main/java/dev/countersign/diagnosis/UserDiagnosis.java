package dev.countersign.diagnosis;

import dev.countersign.audit.Reference;
import dev.countersign.factor.FactorDesk.ListedFactor;
import dev.countersign.history.PastLogin;
import dev.countersign.user.Account;
import java.util.List;
import java.util.Optional;

/**
 * What the help desk sees of a user who cannot log in: no secret, no code, and of numbers the last four digits.
 *
 * @param factors as the user sees them: phones by their model, cards by their serial
 * @param logins the newest that ended, the newest first
 * @param messages about each of his numbers
 * @param activation about the newest one; empty where none was begun of late
 * @param cards about each that he has
 * @param reference finds the audit entry of the look
 */
public record UserDiagnosis(
        SeenUser user,
        List<ListedFactor> factors,
        List<PastLogin> logins,
        NotificationDiagnosisDesk.Diagnosis notifications,
        List<SmsDiagnosisDesk.Diagnosis> messages,
        Optional<DiagnosisDesk.Diagnosis> activation,
        List<CardDiagnosisDesk.Diagnosis> cards,
        Reference reference) {

    public UserDiagnosis {
        factors = List.copyOf(factors);
        logins = List.copyOf(logins);
        messages = List.copyOf(messages);
        cards = List.copyOf(cards);
    }

    /**
     * The user and his settings.
     *
     * @param locked whether an operator has locked him
     * @param seamless whether logins ask his phone by a push
     */
    public record SeenUser(
            String userName, String language, String jurisdiction, Account account, boolean locked, boolean seamless) {}
}
