package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.login.ClientKind;
import dev.countersign.login.LoginRequest;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a program says when it begins a login. */
class LoginMapperTest {

    @Test
    void whoDoesNotSayWhatItIsIsNotThePortal() {
        assertThat(request("{\"userName\": \"anna01\", \"password\": \"secret1\"}"))
                .extracting(LoginRequest::clientKind, LoginRequest::clientVersion)
                .containsExactly(ClientKind.WORKSTATION, "");
    }

    @Test
    void thePortalNamesItself() {
        assertThat(request("{\"userName\": \"anna01\", \"password\": \"secret1\","
                                + " \"client\": {\"kind\": \"PORTAL\", \"version\": \"1.0\"}}")
                        .clientKind())
                .isEqualTo(ClientKind.PORTAL);
    }

    private static LoginRequest request(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return LoginMapper.request(new JsonFields(reader.readObject()), Optional.empty());
        }
    }
}
