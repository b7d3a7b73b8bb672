package dev.countersign.diagnosis;

/** What a user is asked, yes or no, about a text message that does not come. */
public enum SmsQuestion implements Question {
    /** Whether the number is that of the phone in his hand. */
    NUMBER,
    /** Whether he has started the phone anew since the message was sent. */
    RESTART;

    @Override
    public boolean isFine(boolean answer) {
        return answer;
    }
}
