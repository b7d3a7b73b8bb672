package dev.countersign.diagnosis;

/** Why an activation does not come to its end. */
public enum ActivationVerdict {
    /** The authenticator of this user is active on this phone: nothing is left to do. */
    ACT_ALREADY_HERE,
    /** It is active on another phone. */
    ACT_ALREADY_ELSEWHERE,
    /** The user stopped the phone that it was. */
    ACT_STOPPED,
    /** The code was used. */
    ACT_SESSION_USED,
    /** The code is too old. */
    ACT_SESSION_EXPIRED,
    /** The code was never given: mistyped. */
    ACT_SESSION_UNKNOWN,
    /** This phone may not be one, or is not sound. */
    ACT_DEVICE_REFUSED,
    /** The phone's system or the app is too old. */
    ACT_OS_TOO_OLD,
    /** Nothing locks the phone. */
    ACT_NO_LOCK,
    /** The app may not use the camera. */
    ACT_CAMERA,
    /** The camera does not recognise the code. */
    ACT_SCAN,
    /** The app is not installed. */
    ACT_INSTALL,
    /** A fault of the server, found under the reference. */
    ACT_SERVER,
    /** Nothing is wrong so far: the code waits to be scanned. */
    ACT_WAITING
}
