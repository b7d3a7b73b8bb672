package dev.countersign.login;

import static dev.countersign.login.Door.PASSWORD;
import static dev.countersign.login.Door.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.sms.CodePurpose;
import dev.countersign.sms.Numbers;
import dev.countersign.sms.SentCodes;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes that a browser offers to our pages alone: https://wicg.github.io/sms-one-time-codes/. */
class BoundCodeTest {

    private final Beans beans = new Beans();
    private final Door door = new Door(beans);
    private final User user = Users.add(beans, PASSWORD, Account.OPEN);

    @BeforeEach
    void addNumber() {
        beans.query(entities -> Numbers.add(entities, user.id(), beans.clock().instant()));
    }

    @ParameterizedTest
    @EnumSource(names = {"PORTAL", "WEB_TRADER"})
    void theLastLineForAPageNamesItsHostAndTheCode(ClientKind client) {
        beans.set("countersign.http.origins", "https://login.broker.example:8443");
        OpenedAttempt attempt = open(client);

        assertThat(text(attempt)).endsWith("\n@login.broker.example #" + door.code(attempt));
        assertThat(text(attempt)).startsWith(door.code(attempt) + " ");
        beans.clock().pass(Duration.ofMinutes(2));
        granted(door.sendSms(attempt));
        assertThat(text(attempt)).as("sent again").endsWith("\n@login.broker.example #" + door.code(attempt));
        assertThat(granted(door.answer(attempt, door.code(attempt)))).isEqualTo(AttemptState.AUTHENTICATED);
    }

    @ParameterizedTest
    @EnumSource(names = {"WORKSTATION", "MOBILE"})
    void programsThatAreNoPageGetNone(ClientKind client) {
        beans.set("countersign.http.origins", "https://login.broker.example");

        assertThat(text(open(client))).doesNotContain("@", "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'https://login.broker.example, https://trade.broker.example', broker.example, broker.example",
        "'https://login.broker.example, https://login.broker.example:444', , login.broker.example",
        ", broker.example, broker.example",
    })
    void itIsTheDomainThatAllPagesAreUnder(@Nullable String origins, @Nullable String relyingParty, String bound) {
        configure("countersign.http.origins", origins);
        configure("countersign.passkey.rp-id", relyingParty);

        assertThat(text(open(ClientKind.PORTAL))).contains("\n@" + bound + " #");
    }

    /** A browser would offer the code to none of the others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.broker.example, https://login.other.example",
                "http://localhost:8080",
            })
    void whereThereIsNoneThereIsNoLine(String origins) {
        beans.set("countersign.http.origins", origins);

        assertThat(text(open(ClientKind.PORTAL))).doesNotContain("@", "\n");
    }

    @Test
    void norWhereNothingIsConfigured() {
        assertThat(text(open(ClientKind.PORTAL))).doesNotContain("@", "\n");
    }

    /** Of whose alphabet a part holds 70 characters. */
    @ParameterizedTest
    @ValueSource(strings = {"es", "ru", "zh"})
    void norWhereItWouldTakeASecondPart(String language) {
        beans.set("countersign.http.origins", "https://login.a-broker-with-a-long-name.example");
        speak(language);

        assertThat(text(open(ClientKind.PORTAL))).doesNotContain("@", "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "en", "fr", "it"})
    void itFitsBesideTheOtherLanguages(String language) {
        beans.set("countersign.http.origins", "https://login.a-broker-with-a-long-name.example");
        speak(language);

        assertThat(text(open(ClientKind.PORTAL))).contains("\n@login.a-broker-with-a-long-name.example #");
    }

    private void configure(String key, @Nullable String value) {
        if (value != null) {
            beans.set(key, value);
        }
    }

    private void speak(String language) {
        beans.query(entities -> entities.createNativeQuery("update login_user set language = ?1 where id = ?2")
                .setParameter(1, language)
                .setParameter(2, user.id())
                .executeUpdate());
    }

    private OpenedAttempt open(ClientKind client) {
        return granted(door.begin(user.userName(), PASSWORD, client));
    }

    private String text(OpenedAttempt attempt) {
        return SentCodes.text(beans, CodePurpose.LOGIN, attempt.attempt().id());
    }
}
