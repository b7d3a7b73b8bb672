package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.user.Account;
import dev.countersign.user.UserChange.NewAccount;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a back office says of a user. */
class UserMapperTest {

    @Test
    void aNewAccountIsLiveWhereNothingElseIsSaid() {
        assertThat(UserMapper.newUser(fields("{\"userName\": \"anna01\", \"password\": \"secret1\","
                                + " \"account\": {\"state\": \"APPROVED\"}}"))
                        .account())
                .isEqualTo(new Account(Account.Kind.LIVE, Account.State.APPROVED));
    }

    @Test
    void aChangedOneStaysWhatItIs() {
        assertThat(UserMapper.change(fields("{\"account\": {\"state\": \"CLOSED\"}}"))
                        .account())
                .contains(new NewAccount(Optional.empty(), Account.State.CLOSED));
        assertThat(UserMapper.change(fields("{\"account\": {\"kind\": \"PAPER\", \"state\": \"OPEN\"}}"))
                        .account())
                .contains(new NewAccount(Optional.of(Account.Kind.PAPER), Account.State.OPEN));
    }

    @Test
    void aJurisdictionThatIsNoneIsRefusedWithWhatToWrite() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> UserMapper.change(fields("{\"jurisdiction\": \"UK\"}")))
                .satisfies(refused -> {
                    assertThat(refused.problem().code()).isEqualTo(ProblemCode.MALFORMED);
                    assertThat(refused.problem().detail())
                            .hasValueSatisfying(detail -> assertThat(detail).contains("GB"));
                });
    }

    private static JsonFields fields(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return new JsonFields(reader.readObject());
        }
    }
}
