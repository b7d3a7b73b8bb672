package dev.countersign.launcher;

import java.util.HashMap;
import java.util.Map;

/** Secrets and addresses for a server: the environment, unlike a command line, is not shown to other users of the machine. */
final class ServerEnvironment {

    static final String KEYS = "COUNTERSIGN_KEYS_DIRECTORY";
    static final String ISSUER = "COUNTERSIGN_TOKEN_ISSUER";

    private ServerEnvironment() {}

    static Map<String, String> of(ProductOptions options, RunFolder folder, String smppPassword) {
        Map<String, String> environment = new HashMap<>(options.database().environment());
        environment.put("COUNTERSIGN_PROFILE", "development");
        environment.put(KEYS, folder.keys().toString());
        environment.put(ISSUER, "http://localhost:" + options.ports().http());
        // The push service of the simulated browsers.
        environment.put("COUNTERSIGN_PUSH_WEB_LOOPBACK", "true");
        environment.put("COUNTERSIGN_SMPP_HOST", "127.0.0.1");
        environment.put(
                "COUNTERSIGN_SMPP_PORT", Integer.toString(options.ports().simulatorSmpp()));
        environment.put("COUNTERSIGN_SMPP_PASSWORD", smppPassword);
        return environment;
    }
}
