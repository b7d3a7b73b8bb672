package dev.countersign.push;

import dev.countersign.device.Octets;
import dev.countersign.device.P256PublicKey;
import java.net.URI;
import java.util.Base64;

/**
 * A subscription of a browser (RFC 8291 section 2.1). Whether its endpoint may be called is not decided here.
 *
 * @param endpoint absolute, with a host, at most 1024 characters; whoever knows it can address the subscription
 * @param key the browser's public key, p256dh
 * @param auth the authentication secret, 16 octets
 */
public record WebPushAddress(URI endpoint, P256PublicKey key, Octets auth) implements PushAddress {

    static final int MOST_CHARACTERS = 1024;
    private static final int AUTH_OCTETS = 16;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    public WebPushAddress {
        if (endpoint.getHost() == null
                || endpoint.getRawUserInfo() != null
                || endpoint.getRawFragment() != null
                || endpoint.toString().length() > MOST_CHARACTERS
                || !endpoint.toString().chars().allMatch(c -> c > ' ' && c < 0x7f)
                || endpoint.getSchemeSpecificPart().chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an endpoint is an absolute address of at most " + MOST_CHARACTERS
                    + " characters, without user and fragment");
        }
        if (auth.length() != AUTH_OCTETS) {
            throw new IllegalArgumentException("the secret of a subscription has 16 octets");
        }
    }

    /**
     * From the fields of a PushSubscription; {@code p256dh} and {@code auth} are base64url, with or without padding. Throws {@link
     * IllegalArgumentException}, which quotes none of them.
     */
    public static WebPushAddress of(String endpoint, String p256dh, String auth) {
        return new WebPushAddress(uri(endpoint), new P256PublicKey(octets(p256dh)), octets(auth));
    }

    @Override
    public PushService service() {
        return PushService.WEB_PUSH;
    }

    @Override
    public String text() {
        return String.join(
                " ",
                PushService.WEB_PUSH.name(),
                endpoint.toString(),
                BASE64URL.encodeToString(key.octets().toArray()),
                BASE64URL.encodeToString(auth.toArray()));
    }

    /** The host alone: the rest of the endpoint is as good as a key. */
    @Override
    public String toString() {
        return "WebPushAddress[" + endpoint.getHost() + "]";
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the endpoint is no address");
        }
    }

    private static Octets octets(String base64url) {
        try {
            return Octets.of(Base64.getUrlDecoder().decode(base64url));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a key of the subscription is not base64url");
        }
    }
}
