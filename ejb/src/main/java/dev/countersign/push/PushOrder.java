package dev.countersign.push;

import dev.countersign.authenticator.Enrolment;
import java.time.Instant;

/**
 * What is to be asked, of whom, and what of it he sees.
 *
 * @param attempt id of the login attempt
 * @param latestEnd of the attempt
 * @param client name of the program that logs in, in the user's language
 * @param place where it does, as far as it is known
 * @param language of the notification
 * @param matchNumber whether the user has to type on the phone what the login screen shows
 */
public record PushOrder(
        Enrolment phone,
        String attempt,
        Instant latestEnd,
        String userName,
        String client,
        String place,
        String language,
        boolean matchNumber) {}
