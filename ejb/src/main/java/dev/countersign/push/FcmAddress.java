package dev.countersign.push;

import java.util.regex.Pattern;

/**
 * An app that is registered with Firebase Cloud Messaging.
 *
 * @param registrationToken as the app got it, up to 4096 characters
 */
public record FcmAddress(String registrationToken) implements PushAddress {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_:.%-]{1,4096}");

    public FcmAddress {
        if (!FORM.matcher(registrationToken).matches()) {
            throw new IllegalArgumentException("a registration token has 1 to 4096 letters, digits and marks");
        }
    }

    @Override
    public PushService service() {
        return PushService.FCM;
    }

    @Override
    public String text() {
        return PushService.FCM.name() + ' ' + registrationToken;
    }

    @Override
    public String toString() {
        return "FcmAddress[hidden]";
    }
}
