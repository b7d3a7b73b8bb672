package dev.countersign.push;

/**
 * Where one app on one phone gets its notifications. Who has it can send there, or, with the keys of a {@link WebPushAddress}, read what
 * is sent: the text form is kept sealed and never logged.
 */
public sealed interface PushAddress permits WebPushAddress, ApnsAddress, FcmAddress {

    PushService service();

    /** All of it in one line of ASCII, which {@link #parse} reads. */
    String text();

    /** What {@link #text} gave. Throws {@link IllegalArgumentException}, which does not quote it, for anything else. */
    static PushAddress parse(String text) {
        String[] parts = text.split(" ", -1);
        if (parts[0].equals(PushService.WEB_PUSH.name()) && parts.length == 4) {
            return WebPushAddress.of(parts[1], parts[2], parts[3]);
        }
        if (parts[0].equals(PushService.APNS.name()) && parts.length == 2) {
            return new ApnsAddress(parts[1]);
        }
        if (parts[0].equals(PushService.FCM.name()) && parts.length == 2) {
            return new FcmAddress(parts[1]);
        }
        throw new IllegalArgumentException("this is no address of a push service");
    }
}
