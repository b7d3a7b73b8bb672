package dev.countersign.sdk;

/** What an installation says that it runs on. */
public enum Platform {
    /** An app for Android. */
    ANDROID,
    /** An app for iOS. */
    IOS,
    /** The pages in a browser on Android. */
    ANDROID_BROWSER,
    /** The pages in a browser on iOS. */
    IOS_BROWSER,
    /** The pages in a browser on anything else. */
    DESKTOP_BROWSER,
    /** A program without pages, as {@link Main} is. */
    PROGRAM
}
