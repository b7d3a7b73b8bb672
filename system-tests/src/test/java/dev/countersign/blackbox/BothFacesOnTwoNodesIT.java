package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** REST on one of two servers, SOAP on the other one. */
@ExtendWith(Cluster.Extension.class)
@Timeout(300)
class BothFacesOnTwoNodesIT extends BothFaces {

    private static final int COPIES = 50;

    /** No code of an app, which are digits. */
    private static final String NEVER = "abcdef";

    private static final String REPLAY = "InvalidSecurityToken";

    private final Cluster cluster;
    private final BackOffice onA;
    private final BackOffice onB;

    BothFacesOnTwoNodesIT(Cluster cluster) {
        super(
                cluster.a(),
                new RestFace(cluster.a().portal()),
                new SoapFace(cluster.a().backOffice().at(cluster.b().http())),
                Set.of(Cluster.UNSEEN));
        this.cluster = cluster;
        onA = cluster.a().backOffice();
        onB = onA.at(cluster.b().http());
    }

    @Override
    void advance(Duration by) {
        cluster.advance(by);
    }

    @Override
    List<String> settledTexts(TestUser user) {
        return cluster.settledTexts(user);
    }

    @Test
    void aMessageThatOneNodeTookIsAReplayAtTheOther() {
        TestUser user = cluster.a().operator().newUser();
        String message = beginning(user);

        SoapAnswer taken = onA.send(message);
        SoapAnswer atTheOther = onB.send(message);
        SoapAnswer atTheSame = onA.send(message);

        assertThat(taken.text("state")).as(taken.toString()).isEqualTo("FACTOR_PENDING");
        assertThat(List.of(atTheOther, atTheSame)).allSatisfy(refused -> {
            assertThat(refused.status()).as(refused.toString()).isEqualTo(500);
            assertThat(refused.faultCode()).isEqualTo(REPLAY);
            assertThat(refused.texts("detail")).isEmpty();
        });
        assertThat(attempts(user)).isEqualTo(1);
    }

    @InRounds(usual = 2, full = 100)
    void ofFiftyCopiesOnBothNodesOneIsTaken() {
        TestUser user = cluster.a().operator().newUser();
        String message = beginning(user);

        Map<String, Long> answers =
                AtOnce.call(COPIES, number -> () -> (number % 2 == 0 ? onA : onB).send(message)).stream()
                        .map(answer -> answer.isFault() ? answer.faultCode() : answer.text("state"))
                        .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));

        assertThat(answers).isEqualTo(Map.of("FACTOR_PENDING", 1L, REPLAY, COPIES - 1L));
        assertThat(attempts(user)).isEqualTo(1);
    }

    /** Passwords and codes, over both faces and on both servers, and codes within a session: the tenth failure closes the doors of all. */
    @Test
    void failuresAtAllDoorsAreOneCount() {
        TestUser user = cluster.a().operator().newUserWithoutNumber();
        CodeApp app = Account.withoutFactor(cluster.a(), user)
                .addApp(cluster.a().time().now());
        Portal.Attempt login = cluster.a().portal().begin(user);
        assertThat(login.answer(app.code(cluster.a().time().now().plusSeconds(30)))
                        .status())
                .isEqualTo(200);
        Account session = new Account(cluster.b().http().as(login.token().text("accessToken")));
        List<Face> faces = List.of(
                new RestFace(cluster.a().portal()),
                new SoapFace(onA),
                new RestFace(cluster.b().portal()),
                new SoapFace(onB));

        for (Face face : faces) {
            assertThat(face.begin(user.userName(), "Wrong word 1").refusal()).isEqualTo("LOGIN_BAD_CREDENTIALS");
            assertThat(face.answer(face.begin(user), NEVER).refusal()).isEqualTo("LOGIN_FACTOR_FAILED");
        }
        String confirmation = session.beginConfirmation("NUMBER_CHANGE");
        for (int i = 0; i < 2; i++) {
            Answer wrong =
                    session.add(Account.proven(Account.body().put("number", "+447700900123"), confirmation, NEVER));
            assertThat(wrong.text("code")).as(wrong.toString()).isEqualTo("CONFIRMATION_FAILED");
        }

        for (Face face : faces) {
            assertThat(face.begin(user.userName(), user.password()).refusal()).isEqualTo("LOGIN_LOCKED");
        }
    }

    /** A message as it goes over the wire: its token, its nonce and its body are the same wherever it arrives. */
    private String beginning(TestUser user) {
        return BackOffice.envelope(
                onA.header(),
                BackOffice.body(
                        "BeginLogin",
                        BackOffice.element("userName", user.userName())
                                + BackOffice.element("password", user.password())));
    }

    private long attempts(TestUser user) {
        return cluster.number(
                "select count(*) from login_attempt a join login_user u on u.id = a.user_id where u.user_name = ?",
                user.userName());
    }
}
