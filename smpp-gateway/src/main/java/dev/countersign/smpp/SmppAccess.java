package dev.countersign.smpp;

import java.time.Duration;
import java.util.List;

/**
 * A carrier that speaks SMPP 3.4.
 *
 * @param settings where and how to bind
 * @param binds one entry for each session; at least one submits
 * @param form of what is submitted
 */
record SmppAccess(SmppSettings settings, List<BindKind> binds, SubmitForm form) implements Access {

    private static final int MAX_BINDS = 20;

    SmppAccess {
        binds = List.copyOf(binds);
        if (binds.stream().noneMatch(BindKind::submits) || binds.size() > MAX_BINDS) {
            throw new IllegalArgumentException(
                    "a carrier has 1 to " + MAX_BINDS + " binds, and at least one of them submits");
        }
    }

    /** One that takes submit_sm as most do. */
    SmppAccess(SmppSettings settings, List<BindKind> binds) {
        this(settings, binds, SubmitForm.USUAL);
    }

    @Override
    public int submitters() {
        return (int) binds.stream().filter(BindKind::submits).count();
    }

    /** Over a bind of its own, or over that of another gateway. */
    @Override
    public boolean hasReceipts() {
        return true;
    }

    /** A text as it is submitted, cut as {@link SegmentedText#of} does. */
    SegmentedText cut(String text, int reference, SegmentedText.Form longTexts) {
        return SegmentedText.of(text, reference, longTexts, form.alphabet());
    }

    @Override
    public int parts(String text, SegmentedText.Form longTexts) {
        return cut(text, 0, longTexts).parts().size();
    }

    @Override
    public int shortMessages(String text) {
        return SegmentedText.shortMessages(text, form.alphabet());
    }

    @Override
    public Duration submitTimeout() {
        return settings.timing().submitTimeout();
    }
}
