package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationDesk;
import dev.countersign.activation.ActivationOutcome.Granted;
import dev.countersign.activation.ActivationWish;
import dev.countersign.activation.BegunActivation;
import dev.countersign.diagnosis.ActivationSignals;
import dev.countersign.diagnosis.DiagnosisDesk;
import dev.countersign.ownfactor.OwnFactors;
import dev.countersign.passkey.PasskeyDesk;
import dev.countersign.text.ReaderLanguage;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.TotpDesk;
import dev.countersign.totp.Totps;
import dev.countersign.user.OwnSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What costs the owner of a session nothing he is granted without end: the audit has the first of an hour, and how many there were. */
class GrantedWithoutEndTest {

    private static final int TIMES = 30;

    private final Beans beans = new Beans();
    private final SignedInUser caller = SignedIn.add(beans);

    @Test
    void oneChangeOfTheLanguageIsWrittenOfAnHour() {
        assertFirstIsWritten(time -> speak(time % 2 == 0 ? "de" : "en"), TIMES, "LANGUAGE_CHANGED OK");
    }

    @Test
    void oneWishOfEachKindAboutPushesIsWrittenOfAnHour() {
        assertFirstIsWritten(
                time -> preferSeamless(time % 2 == 1),
                TIMES / 2,
                "SEAMLESS_CHANGED DISABLED",
                "SEAMLESS_CHANGED ENABLED");
    }

    @Test
    void oneNewNameOfAFactorIsWrittenOfAnHour() {
        String app = app("App");

        assertFirstIsWritten(time -> rename(app, "App " + time), TIMES, "TOTP RENAMED");
    }

    @Test
    void whatStaysAsItWasIsNotWritten() {
        String app = app("App");
        List<String> before = AuditTrail.of(beans, caller.userId());

        speak("en");
        preferSeamless(true);
        rename(app, "App");

        assertThat(AuditTrail.of(beans, caller.userId())).isEqualTo(before);
    }

    /** How many are begun without a proof is bounded, and each may be somebody else's. */
    @Test
    void eachActivationThatIsBegunIsWrittenAndOneOfAnHourThatIsGivenUp() {
        for (int time = 0; time < TIMES; time++) {
            beans.run(ActivationDesk.class, desk -> {
                Granted<BegunActivation> begun =
                        (Granted<BegunActivation>) desk.begin(caller, new ActivationWish(Optional.empty(), false));
                assertThat(desk.cancel(caller, begun.value().view().id())).isTrue();
            });
        }

        List<String> facts = AuditTrail.of(beans, caller.userId());
        assertThat(facts).filteredOn("ACTIVATION_BEGUN OK"::equals).hasSize(TIMES);
        assertThat(facts).containsOnlyOnce("ACTIVATION_CANCELLED OK");
    }

    @Test
    void oneAppThatIsBegunIsWrittenOfAnHour() {
        assertFirstIsWritten(
                time -> beans.run(TotpDesk.class, desk -> desk.begin(caller, "App", Optional.empty())),
                TIMES,
                "TOTP BEGUN");
    }

    @Test
    void onePasskeyThatIsBegunIsWrittenOfAnHour() {
        assertFirstIsWritten(
                time -> beans.run(PasskeyDesk.class, desk -> desk.begin(caller, Optional.empty())),
                TIMES,
                "PASSKEY BEGUN");
    }

    @Test
    void oneDiagnosisIsWrittenOfAnHour() {
        assertFirstIsWritten(
                time -> beans.run(
                        DiagnosisDesk.class,
                        desk -> desk.diagnose(caller, UUID.randomUUID(), ActivationSignals.Answers.NONE)),
                TIMES,
                "DIAGNOSIS ACT_SESSION_UNKNOWN");
    }

    /**
     * @param each how often each of the facts happens
     * @param facts type and reason, in the order in which they happen for the first time
     */
    private void assertFirstIsWritten(IntConsumer step, int each, String... facts) {
        List<String> before = AuditTrail.of(beans, caller.userId());
        for (int time = 0; time < TIMES; time++) {
            step.accept(time);
        }

        assertThat(since(before)).containsExactly(facts);
        beans.clock().pass(Duration.ofHours(1));
        AuditTrail.sumUp(beans);
        assertThat(since(before))
                .containsAll(Stream.of(facts)
                        .map(fact -> fact.replace(" ", "_REPEATED ") + "_" + (each - 1))
                        .toList());
    }

    private List<String> since(List<String> before) {
        List<String> all = AuditTrail.of(beans, caller.userId());
        return all.subList(before.size(), all.size());
    }

    private String app(String label) {
        return Totps.add(beans, caller, label, Optional.empty()).id();
    }

    private void speak(String language) {
        beans.run(OwnSettings.class, settings -> settings.speak(caller.userId(), new ReaderLanguage(language)));
    }

    private void preferSeamless(boolean wanted) {
        beans.run(OwnSettings.class, settings -> settings.preferSeamless(caller.userId(), wanted));
    }

    private void rename(String id, String label) {
        beans.run(OwnFactors.class, factors -> factors.rename(caller, id, label));
    }
}
