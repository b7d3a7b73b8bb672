package dev.countersign.web;

import dev.countersign.login.AttemptState;
import dev.countersign.login.AttemptView;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.SecondFactor;
import dev.countersign.password.AskedReset;
import dev.countersign.password.PasswordResets;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Rule;
import dev.countersign.text.HelpDesk;
import dev.countersign.text.TextCatalogue;
import dev.countersign.token.Activity;
import dev.countersign.token.Sessions;
import dev.countersign.token.TokenSettings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** {@code /settings}: what pages show about this installation. */
@RequestScoped
@Path("/settings")
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {

    @Inject
    private TokenSettings sessions;

    @Inject
    private HelpDesk helpDesk;

    @Inject
    private Sessions openSessions;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private SecondFactor secondFactor;

    @Inject
    private PasswordResets resets;

    @Inject
    private Stores stores;

    @Inject
    private Origins origins;

    @Context
    private HttpHeaders headers;

    @Context
    private HttpServletRequest request;

    @GET
    public Response get() {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("languages", Json.createArrayBuilder(TextCatalogue.LANGUAGES))
                .add(
                        "sessionIdleSeconds",
                        jurisdictions.limits().duration(Rule.SESSION_IDLE).toSeconds())
                .add("sessionSeconds", sessions.sessionLife().toSeconds())
                .add("passwordReset", true)
                .add("authenticator", stores.json())
                .add("signedIn", isSignedIn());
        findPending().ifPresent(attempt -> json.add("attemptId", attempt.id()));
        findReset().ifPresent(reset -> json.add("resetId", reset.id()));
        helpDesk.phone()
                .ifPresent(
                        phone -> json.add("helpDesk", Json.createObjectBuilder().add("phone", phone)));
        return Response.ok(json.build().toString()).build();
    }

    /** Whether the browser's cookie opens a session. Asking is no activity. */
    private boolean isSignedIn() {
        return Cookies.find(request, Cookies.SESSION)
                .flatMap(cookie -> openSessions.findUserByCookie(cookie, Activity.UNNOTICED))
                .isPresent();
    }

    /** The login that the browser is in the middle of. */
    private Optional<AttemptView> findPending() {
        SecretAccess access = SecretAccess.ofAttempt(headers, request, origins);
        return access.currentId()
                .map(id -> secondFactor.find(id, access.secret(id)))
                .filter(Granted.class::isInstance)
                .map(found -> ((Granted<AttemptView>) found).value())
                .filter(attempt -> attempt.state() == AttemptState.FACTOR_PENDING);
    }

    /** The forgotten password that the browser is giving itself a new one for. */
    private Optional<AskedReset> findReset() {
        SecretAccess access = SecretAccess.ofReset(headers, request, origins);
        return access.currentId().flatMap(id -> resets.find(id, access.secret(id)));
    }
}
