package dev.countersign.passcode;

import dev.countersign.Beans;
import dev.countersign.helpdesk.IdentityCheck;
import dev.countersign.helpdesk.IdentityElement;
import dev.countersign.user.HelpDeskCase;
import java.util.Map;

/** Issues temporary passcodes for tests of what they open. */
public final class Passcodes {

    private static final Map<IdentityElement, Boolean> RIGHT =
            Map.of(IdentityElement.SECURITY_QUESTION, true, IdentityElement.DATE_OF_BIRTH, true);

    private Passcodes() {}

    /** What the help desk dictates to a user who has not had one lately. */
    public static String issue(Beans beans, String userName) {
        return granted(issue(beans, userName, RIGHT, "ann")).value().grouped();
    }

    /** Whether one more takes a second operator. */
    public static boolean isSupervisorNeeded(Beans beans, String userName) {
        return issue(beans, userName, RIGHT, "ann") instanceof PasscodeOutcome.Refused<IssuedPasscode> refused
                && refused.refusal() == PasscodeRefusal.SUPERVISOR_NEEDED;
    }

    static PasscodeOutcome<IssuedPasscode> issue(
            Beans beans, String userName, Map<IdentityElement, Boolean> answers, String operator) {
        return beans.call(
                PasscodeDesk.class,
                desk -> desk.issue(userName, new IdentityCheck(new HelpDeskCase("C-1"), answers), operator));
    }

    static <T> T granted(PasscodeOutcome<T> outcome) {
        return ((PasscodeOutcome.Granted<T>) outcome).value();
    }

    static PasscodeRefusal refusal(PasscodeOutcome<?> outcome) {
        return ((PasscodeOutcome.Refused<?>) outcome).refusal();
    }
}
