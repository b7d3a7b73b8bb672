package dev.countersign.sdk;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/**
 * Begins an activation without the portal: by password, and by the token of an SMS. The device asks and redeems afterwards as it does
 * with a QR code.
 */
public final class PasswordDoor {

    private static final String PATH = "/device/activations/";

    private final Server server;
    private final Device device;

    public PasswordDoor(Server server, Device device) {
        this.server = server;
        this.device = device;
    }

    /**
     * Begins with the password.
     *
     * @param password the caller's to wipe; JSON has a copy that cannot be wiped
     */
    public Outcome<Begun> begin(String userName, char[] password, Purpose purpose) {
        try (Installation installation = device.installation()) {
            JsonObjectBuilder body = credentials(userName, password)
                    .add("purpose", purpose.name())
                    .add("installation", Messages.report(device.report, installation.id()));
            return server.post(PATH + "credentials", body.build()).outcome(201, Messages::begun);
        }
    }

    /** The password once more, as a migration needs it. */
    public Outcome<Begun> repeat(Begun begun, String userName, char[] password) {
        JsonObject body = credentials(userName, password).build();
        return server.post(PATH + begun.activation() + "/credentials", begun.bearer(), body)
                .outcome(204, begun);
    }

    /**
     * Has the token sent, or the user's security card asked.
     *
     * @param number id of one that was told; empty where the server chooses
     */
    public Outcome<TokenSource> send(Begun begun, Optional<String> number) {
        JsonObjectBuilder body = JsonText.object();
        number.ifPresent(id -> body.add("number", id));
        return server.post(PATH + begun.activation() + "/sms", begun.bearer(), body.build())
                .outcome(202, json -> new TokenSource(json.findText("label"), json.findText("challenge")));
    }

    private static JsonObjectBuilder credentials(String userName, char[] password) {
        return JsonText.object().add("userName", userName).add("password", new String(password));
    }
}
