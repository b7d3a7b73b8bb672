package dev.countersign.backoffice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/**
 * A UsernameToken with a password digest (UsernameToken Profile 1.1.1 section 3.1): {@code Base64(SHA-1(nonce + created +
 * password))} over the decoded nonce, the text of Created and the password in UTF-8.
 *
 * @param name as sent
 * @param digest as sent
 */
public record UsernameToken(String name, String digest, Nonce nonce, WsuTime created) {

    /** Whether the digest was made with this password, in constant time. */
    boolean isMadeWith(String password) {
        return MessageDigest.isEqual(
                digestWith(password).getBytes(StandardCharsets.US_ASCII), digest.getBytes(StandardCharsets.UTF_8));
    }

    private String digestWith(String password) {
        try {
            // SHA-1 is the profile's; what is needed of it here is that the password cannot be found from the digest.
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(nonce.octets());
            sha1.update(created.text().getBytes(StandardCharsets.UTF_8));
            sha1.update(password.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-1 is missing", e);
        }
    }

    @Override
    public String toString() {
        return "UsernameToken[" + created.instant() + "]";
    }
}
