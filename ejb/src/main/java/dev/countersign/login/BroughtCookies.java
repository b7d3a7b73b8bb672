package dev.countersign.login;

import java.util.Optional;

/**
 * What a browser brings to the end of a login.
 *
 * @param device cookie of the device, whatever it is; empty if there was none
 * @param session cookie of the session that the browser had until now
 */
public record BroughtCookies(String device, Optional<String> session) {

    @Override
    public String toString() {
        return "BroughtCookies[hidden]";
    }
}
