package dev.countersign.token;

/** A session that was opened in a browser, and its cookie's value, which is told once. {@code toString} hides it. */
public record BrowserSession(String cookie, SignedInUser user) {

    @Override
    public String toString() {
        return "BrowserSession[" + user.sessionId() + "]";
    }
}
