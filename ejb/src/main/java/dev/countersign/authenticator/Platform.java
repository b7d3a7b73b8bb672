package dev.countersign.authenticator;

/** What an app says that it runs on. */
public enum Platform {
    /** The app for Android. */
    ANDROID,
    /** The app for iOS. */
    IOS,
    /** The app in a browser on Android. */
    ANDROID_BROWSER,
    /** The app in a browser on iOS. */
    IOS_BROWSER,
    /** The app in a browser on anything else. */
    DESKTOP_BROWSER,
    /** A program without pages. */
    PROGRAM;

    /** Whether it is Android, under an app or a browser. */
    public boolean isAndroid() {
        return this == ANDROID || this == ANDROID_BROWSER;
    }
}
