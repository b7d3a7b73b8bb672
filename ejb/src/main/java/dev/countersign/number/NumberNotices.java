package dev.countersign.number;

import dev.countersign.notice.SmsTexts;
import dev.countersign.number.NumberChanged.Kind;
import dev.countersign.phone.MobileNumbers;
import dev.countersign.phone.SmsNotices;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Tells the phone that a user had before of every change of his numbers, in the transaction of the change. */
@ApplicationScoped
class NumberNotices {

    @Inject
    private UserStore users;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsTexts texts;

    @Inject
    private SmsNotices notices;

    void onChange(@Observes NumberChanged event) {
        User user = users.getUser(event.userId());
        String text = texts.notice(
                event.kind() == Kind.VERIFIED ? "NUMBER_ADDED" : "NUMBER_CHANGED", user.language(), user.userName());
        notices.send(numbers.getNumber(event.formerNumberId()), text);
    }
}
