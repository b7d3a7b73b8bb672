package dev.countersign.move;

import dev.countersign.listsetting.ListSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers of moves, and where their links lead. */
@ApplicationScoped
public class MoveSettings {

    @Inject
    @ConfigProperty(name = "countersign.migration.stop-life", defaultValue = "PT24H")
    private Duration stopLife;

    @Inject
    @ConfigProperty(name = "countersign.http.origins")
    private Optional<String> origins;

    @Inject
    @ConfigProperty(name = "countersign.token.issuer", defaultValue = "http://localhost:8080")
    private String issuer;

    /** For so long the user can stop a new phone. */
    Duration stopLife() {
        return stopLife;
    }

    /**
     * The page behind the link of a notice. Its host comes from the configuration: one that a request names could be anybody's.
     *
     * @param token what stands in the fragment, which no server is sent
     */
    URI stopLink(String token) {
        String own = ListSetting.read(origins).stream().findFirst().orElse(issuer);
        return URI.create(own.replaceFirst("/+$", "") + "/stop/#" + token);
    }
}
