package dev.countersign.passcode;

import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Opening;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.RemovableFactor;
import dev.countersign.factor.TypedCode;
import dev.countersign.factor.TypedFactor;
import dev.countersign.token.SessionEnds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Temporary passcodes, as factors. Nothing is asked: the user wrote it down when it was dictated. It serves as often as he logs in. */
@ApplicationScoped
class PasscodeFactor implements TypedFactor, RemovableFactor {

    @Inject
    private PasscodeStore passcodes;

    @Inject
    private SessionEnds sessions;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    @Override
    public FactorKind kind() {
        return FactorKind.TEMPORARY_PASSCODE;
    }

    @Override
    public List<String> tables() {
        return List.of("temporary_passcode");
    }

    @Override
    public List<OwnedFactor> list(long userId) {
        return passcodes
                .findLast(userId)
                .filter(passcode -> passcode.opensAt(clock.instant()) != Opening.NOTHING)
                .map(passcode -> passcode.owned(clock.instant()))
                .stream()
                .toList();
    }

    @Override
    public OwnedFactor get(String id) {
        return passcodes.get(id).owned(clock.instant());
    }

    @Override
    public Opening opens(String id) {
        return passcodes.get(id).opensAt(clock.instant());
    }

    @Override
    public void endStandIn(String id) {
        TemporaryPasscode passcode = passcodes.get(id);
        passcode.replace(clock.instant());
        sessions.endOpenedBy(passcode.userId(), kind(), "");
    }

    @Override
    public List<OwnedFactor> listLapsed(long userId) {
        return passcodes
                .findLast(userId)
                .filter(passcode -> passcode.hasLapsed(clock.instant()))
                .map(passcode -> passcode.owned(clock.instant()))
                .stream()
                .toList();
    }

    @Override
    public Question ask(String id, String subject, Instant end) {
        return new Question(Optional.empty(), end);
    }

    @Override
    public Optional<Question> find(String id, String subject, Instant end) {
        return Optional.of(ask(id, subject, end));
    }

    @Override
    public CodeCheck check(String id, String subject, String typed) {
        TemporaryPasscode passcode = passcodes.get(id);
        if (!passcode.isRight(TypedCode.canonical(typed), secrets)) {
            return CodeCheck.WRONG;
        }
        return passcode.opensAt(clock.instant()) == Opening.NOTHING ? CodeCheck.EXPIRED : CodeCheck.RIGHT;
    }

    /** Whoever it was dictated to, and whatever was said: it should open nothing. */
    @Override
    public void end(String id, FactorEnd how) {
        passcodes.get(id).revoke(clock.instant());
    }

    @Override
    public void end(String id, String subject) {
        // Nothing was asked.
    }
}
