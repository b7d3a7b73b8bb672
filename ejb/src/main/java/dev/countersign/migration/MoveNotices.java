package dev.countersign.migration;

import dev.countersign.notice.SmsTexts;
import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.MobileNumbers;
import dev.countersign.phone.SmsNotices;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells a user that his authenticator moved, and how to stop it. */
@ApplicationScoped
class MoveNotices {

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsTexts texts;

    @Inject
    private SmsNotices notices;

    /** The one place where the notice of a move is sent: to the bound number and, where it is another one, to that of login codes. */
    void moved(User user, Optional<MobileNumber> bound, String model, String link) {
        String text = texts.linkNotice("AUTHENTICATOR_MOVED", user.language(), user.userName(), model, link);
        Stream.concat(bound.stream(), numbers.findDefault(user.id()).stream())
                .distinct()
                .forEach(number -> notices.send(number, text));
    }

    /** The user stopped the new phone: he learns whom to call. */
    void stopped(User user) {
        String text = texts.notice("AUTHENTICATOR_STOPPED", user.language(), user.userName());
        numbers.findDefault(user.id()).ifPresent(number -> notices.send(number, text));
    }
}
