package dev.countersign.diagnosis;

/** What only the user can tell of a phone whose notifications do not come; each is answered by yes or no. */
public enum NotificationQuestion implements Question {
    /** Whether the phone that the authenticator is on is the one in his hand. */
    PHONE(true),
    /** Whether the phone has Internet. */
    ONLINE(true),
    /** Whether it saves power. */
    POWER(false),
    /** Whether it is in airplane mode, or not to be disturbed. */
    FOCUS(false),
    /** Whether notifications of other apps come. */
    OTHERS(true),
    /** Whether the app was set up from nothing already. */
    RESET(true);

    private final boolean fine;

    NotificationQuestion(boolean fine) {
        this.fine = fine;
    }

    @Override
    public boolean isFine(boolean answer) {
        return answer == fine;
    }
}
