package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.Activations;
import dev.countersign.activation.Phone;
import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.EnrolmentState;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose phone is told something. */
class PushNoticesTest {

    private final Beans beans = new Beans();
    private final User user = Users.add(beans, "secret1", Account.OPEN);
    private final Phone phone = new Phone(beans);
    private final UUID enrolment = Activations.activate(beans, user, phone);

    @BeforeEach
    void register() {
        PushServices.register(beans, phone);
    }

    @Test
    void thePhoneWithTheActiveAuthenticatorIsTold() {
        assertThat(tell()).isTrue();

        assertThat(kept()).containsExactly("Title");
    }

    /** It may be the one that a thief made the user's, and the user has stopped it: his next channel is tried. */
    @ParameterizedTest
    @EnumSource(names = {"STOPPED", "RECOVERABLE"})
    void oneThatAnswersNothingAndKeepsItsPlaceIsNot(EnrolmentState state) {
        beans.run(Authenticators.class, all -> all.end(all.get(enrolment), state));

        assertThat(tell()).isFalse();

        assertThat(kept()).isEmpty();
    }

    /** The phone that the authenticator has left. */
    @Test
    void aFormerPhoneIsToldByItsName() {
        beans.run(Authenticators.class, all -> all.end(all.get(enrolment), EnrolmentState.MIGRATED_AWAY));

        assertThat(tell()).isFalse();
        assertThat(beans.<PushNotices, Boolean>call(
                        PushNotices.class,
                        notices -> notices.tellPhone(phone.installation(), login(), "Title", "Body")))
                .isTrue();

        assertThat(kept()).containsExactly("Title");
    }

    private boolean tell() {
        return beans.<PushNotices, Boolean>call(PushNotices.class, notices -> notices.tell(login(), "Title", "Body"));
    }

    private SecurityEvent login() {
        return SecurityEvent.of(user.id(), SecurityEvent.Kind.LOGIN);
    }

    private List<String> kept() {
        return beans.query(entities -> entities.createQuery(
                        "select n.title from PushNotice n where n.installationId = :phone", String.class)
                .setParameter("phone", phone.installation().toString())
                .getResultList());
    }
}
