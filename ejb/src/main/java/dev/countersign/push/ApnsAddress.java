package dev.countersign.push;

import java.util.regex.Pattern;

/**
 * An app on an Apple device.
 *
 * @param deviceToken hexadecimal digits as the app got them, 64 to 400 of them (their number may change, says Apple)
 */
public record ApnsAddress(String deviceToken) implements PushAddress {

    private static final Pattern FORM = Pattern.compile("([0-9a-fA-F]{2}){32,200}");

    public ApnsAddress {
        if (!FORM.matcher(deviceToken).matches()) {
            throw new IllegalArgumentException("a device token has 64 to 400 hexadecimal digits");
        }
    }

    @Override
    public PushService service() {
        return PushService.APNS;
    }

    @Override
    public String text() {
        return PushService.APNS.name() + ' ' + deviceToken;
    }

    @Override
    public String toString() {
        return "ApnsAddress[hidden]";
    }
}
