package dev.countersign.passkey;

import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whom keys are made for, and whose pages may ask for them.
 *
 * @param id a domain; empty where it is the host of the page that asks
 * @param origins addresses of our pages, at least one
 */
record RelyingParty(Optional<String> id, List<String> origins) {

    RelyingParty {
        origins = List.copyOf(origins);
    }

    /** What a device's answer is held against. Where a page of another address has asked, its address is refused before anything else counts. */
    ServerProperty expect(String challenge, Origin asked) {
        return ServerProperty.builder()
                .origins(origins.stream().map(Origin::new).collect(Collectors.toSet()))
                .rpId(id.or(() -> Optional.ofNullable(asked.getHost())).orElse(""))
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}
