package dev.countersign.sdk;

import java.util.ArrayList;
import java.util.List;

/** What a person at the command line is told of a refusal: what happened, and what to do. */
final class Advice {

    private Advice() {}

    static String of(Refusal refusal) {
        List<String> said = new ArrayList<>(List.of(text(refusal)));
        refusal.triesLeft().ifPresent(tries -> said.add("Tries left: " + tries + "."));
        refusal.retryAfter().ifPresent(pause -> said.add("Try again in " + pause.toSeconds() + " s."));
        refusal.reference().ifPresent(reference -> said.add("Reference for the help desk: " + reference + "."));
        return String.join(" ", said);
    }

    private static String text(Refusal refusal) {
        return switch (refusal.reason()) {
            case LOGIN_BAD_CREDENTIALS -> "User name or password is wrong.";
            case LOGIN_LOCKED -> "This user is locked. Ask the help desk.";
            case ADDRESS_THROTTLED -> "Too many failures from this address.";
            case ACT_SESSION_UNKNOWN ->
                "The server does not know this activation. Look whether link or code is complete; the portal shows a new one.";
            case ACT_SESSION_USED -> "This activation was used already. Begin a new one in the portal.";
            case ACT_SESSION_EXPIRED -> "This activation has expired. Begin a new one in the portal.";
            case ACT_DEVICE_REFUSED -> "The server takes no device like this one. Ask the help desk.";
            case ACT_OS_TOO_OLD -> "The server asks for a newer operating system than this device has.";
            case ACT_NO_LOCK -> "The server asks for a device whose keys are protected, by a PIN for instance.";
            case ACT_NO_SENSOR -> "The server asks for a device with a sensor for face or finger.";
            case ACT_TOO_MANY -> "Too many devices or too many attempts.";
            case ACT_ALREADY_HERE ->
                "This user is enrolled on this device already. To begin anew, remove the device in the portal first.";
            case ACT_ALREADY_ELSEWHERE -> "This user is enrolled on another device. Say: migrate.";
            case ACT_STOPPED -> "This user stopped the device that was the authenticator. Ask the help desk.";
            case ACT_PIN_RULES -> "A PIN has 4 to 6 letters, digits or signs of ASCII, one digit at least.";
            case ACT_PIN_WRONG -> "This is not the PIN of this device. All users of a device have one PIN.";
            case ACT_TOKEN_WRONG -> "The digits of the SMS are wrong.";
            case MIG_TOKEN_WRONG -> "The eight digits of this migration are wrong.";
            case REC_TOKEN_WRONG -> "The eight digits of this recovery are wrong.";
            case MIG_DEVICE_REFUSED -> "The server lets no authenticator migrate to a device like this one.";
            case MIG_PIN_RULES ->
                "The server does not take this PIN: 4 to 6 letters, digits or signs of ASCII, one digit at least, and not easy to guess.";
            case MIG_TOKEN_TRIES -> "The eight digits were wrong for the last time. Begin anew.";
            case MIG_TOKEN_EXPIRED -> "This migration has expired. Begin anew.";
            case MIG_CREDENTIALS_DUE -> "The password has to be typed once more.";
            case MIG_NO_ACTIVE_ENROLMENT -> "There is no authenticator to migrate. Say: activate.";
            case MIG_RECENT -> "The authenticator moved too often within a day.";
            case REC_NOTHING_FOUND -> "There is nothing that this device could recover. Say: migrate.";
            case REC_PIN_WRONG -> "This is not the PIN that the earlier app had. Who has forgotten it says: migrate.";
            case ACT_NO_NUMBER -> "There is no verified number that the digits could go to. Ask the help desk.";
            case MIG_NUMBER_UNREACHABLE ->
                "The number that the digits of a migration go to is not this user's any more. Ask the help desk.";
            case REC_NUMBER_UNREACHABLE ->
                "The number that the digits of a recovery go to is not this user's any more. Ask the help desk.";
            case SMS_COOLDOWN -> "An SMS was sent a moment ago.";
            case SEND_DAILY_LIMIT -> "This number got too many SMS.";
            case SMS_NOT_SENT -> "No SMS reaches this number. Begin again with another number, or ask the help desk.";
            case ACT_PROOF_WRONG ->
                "The proof of this device was not right, and this activation is over. Begin a new one in the portal.";
            case ACT_INSTALLATION ->
                "The server knows this device under another token: its file is an old copy. Use a new file, and activate again.";
            case LOGIN_FACTOR_FAILED -> "The PIN or the number is wrong.";
            case LOGIN_DENIED -> "This login was denied before.";
            case LOGIN_EXPIRED -> "This request has expired. Have the login screen send another one.";
            case ATTEMPT_CLOSED -> "This login is over, or there is a newer request.";
            case PUSH_DEVICE_REFUSED -> "The server takes no approval from a device like this one.";
            case PUSH_ADDRESS -> "The server sends no notifications to this push service.";
            case RENEWAL_NOT_DUE -> "The key of this user needs no renewal yet.";
            case RENEWAL_OVER -> "Another renewal of this key came in between. Try again.";
            case RENEWAL_REFUSED ->
                "The server knows another key for this user: the file of this device may be an old copy.";
            case NOT_FOUND -> "The server does not know this device.";
            case TRY_LATER -> "The server is busy. Nothing was changed.";
            case OTHER -> "The server refused: " + refusal.code() + ".";
            case SERVER_UNPROVEN ->
                "The server could not prove that it knows the secret: somebody may stand between. Nothing was kept. Tell the help"
                        + " desk, and have this device removed in the portal.";
            case SUITE_UNSUPPORTED ->
                "The server asks for responses that this device cannot compute. A newer version may.";
            case NOT_ENROLLED -> "No such user is enrolled in this file.";
            case WHICH_USER -> "Several users are enrolled in this file. Say for whom: --user NAME";
        };
    }
}
