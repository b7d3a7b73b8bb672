package dev.countersign.notice;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.mail.EmailAddress;
import dev.countersign.mail.Letter;
import dev.countersign.mail.Mails;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Rule;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.LostNotice;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.securityevent.SecurityEvent.Kind;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import dev.countersign.sms.SmsNotices;
import dev.countersign.text.SmsTexts;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells a user of a security event in the transaction that decided it: what is told and what happened commit together. Which
 * channel told what kind is audited, and so is silence.
 */
@ApplicationScoped
class Alerts {

    private static final System.Logger LOG = System.getLogger(Alerts.class.getName());

    /** Of one user within 24 hours: more than anybody logs in by himself. */
    private static final int MOST_LOGINS_BY_SMS = 20;

    @Inject
    private UserStore users;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private ToldEvents told;

    @Inject
    private AlertSettings settings;

    @Inject
    private AlertLetters letters;

    @Inject
    private SmsTexts smsTexts;

    @Inject
    private Pushes pushes;

    @Inject
    private Mails mails;

    @Inject
    private SmsNotices sms;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    void onEvent(@Observes SecurityEvent event) {
        User user = users.getUser(event.userId());
        if (!isWanted(event, user)) {
            return;
        }
        Instant now = clock.instant();
        if (isTooMany(event, now)) {
            record(event, "NOTICE_HELD");
            return;
        }
        Set<Channel> by = Reach.of(event.kind()).tell(event.used(), channel -> tell(event, user, channel, now));
        if (!by.isEmpty() && event.kind() != Kind.LOGIN) {
            told.add(new ToldEvent(user.id(), event.kind(), now));
        }
        record(event, by, now);
    }

    /** What was told on the phone alone and does not get there goes by the next channel. */
    void onLost(@Observes LostNotice lost) {
        SecurityEvent event = SecurityEvent.of(lost.userId(), lost.kind()).by(lost.used());
        record(event, "NOTICE_FAILED");
        if (!lost.kind().isToldByOneChannel()) {
            return;
        }
        User user = users.getUser(lost.userId());
        Set<Channel> by = Reach.of(lost.kind())
                .tell(lost.used(), channel -> channel != Channel.PUSH && tell(event, user, channel, lost.at()));
        record(event, by, clock.instant());
    }

    private void record(SecurityEvent event, Set<Channel> by, Instant now) {
        if (by.isEmpty()) {
            record(event, isOneTextTooMany(event, now) ? "NOTICE_HELD" : "NOTICE_IMPOSSIBLE");
        }
        by.forEach(channel -> record(event, "NOTICE_BY_" + channel));
    }

    private boolean isWanted(SecurityEvent event, User user) {
        return event.kind() != Kind.LOGIN
                || jurisdictions.limits(user.jurisdiction()).count(Rule.NOTIFY_LOGIN) == 1;
    }

    /** A stranger can cause most kinds as often as he likes. Of logins the law wants each told, and phone and mail cost nothing. */
    private boolean isTooMany(SecurityEvent event, Instant now) {
        return event.kind() != Kind.LOGIN && told.count(event.userId(), event.kind(), now) >= settings.perDay();
    }

    /** Logins without a code by SMS can be completed in a loop, some with the password alone, and each SMS costs. */
    private boolean isOneTextTooMany(SecurityEvent event, Instant now) {
        return event.kind() == Kind.LOGIN && told.count(event.userId(), Kind.LOGIN, now) >= MOST_LOGINS_BY_SMS;
    }

    /** What is told of must stand though nobody can be told: a wrong answer that is undone for this would not count. */
    private boolean tell(SecurityEvent event, User user, Channel channel, Instant now) {
        try {
            return tellBy(event, user, channel, now);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A user could not be told of " + event.kind() + " by " + channel, e);
            record(event, "NOTICE_FAILED");
            return false;
        }
    }

    private boolean tellBy(SecurityEvent event, User user, Channel channel, Instant now) {
        return switch (channel) {
            case PUSH -> push(event, user);
            case MAIL -> mail(event, user, now);
            case SMS -> text(event, user, clock.instant());
        };
    }

    private boolean push(SecurityEvent event, User user) {
        String language = user.language();
        if (event.formerPhone().isPresent()) {
            return pushes.tellPhone(
                    event.formerPhone().get(),
                    event,
                    letters.farewellTitle(language),
                    letters.farewell(event, language, user.userName()));
        }
        return pushes.tell(event, letters.title(event, language), letters.body(event, language, user.userName()));
    }

    private boolean mail(SecurityEvent event, User user, Instant now) {
        Optional<EmailAddress> former = event.formerEmail().map(EmailAddress::new);
        Set<EmailAddress> addresses = Stream.of(former, user.email())
                .flatMap(Optional::stream)
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
        if (!mails.isOn() || addresses.isEmpty()) {
            return false;
        }
        Letter letter = letters.letter(event, user.language(), user.userName(), now);
        addresses.forEach(address -> mails.send(address, letter));
        return true;
    }

    /** @param now from which on it counts, whenever it happened */
    private boolean text(SecurityEvent event, User user, Instant now) {
        boolean sent = !isOneTextTooMany(event, now) && text(event, user);
        if (sent && event.kind() == Kind.LOGIN) {
            told.add(new ToldEvent(user.id(), Kind.LOGIN, now));
        }
        return sent;
    }

    private boolean text(SecurityEvent event, User user) {
        return number(event)
                .filter(to -> sms.send(
                        to,
                        event.link().map(page -> linkText(event, user, page)).orElseGet(() -> plainText(event, user))))
                .isPresent();
    }

    private String plainText(SecurityEvent event, User user) {
        return smsTexts.notice(Topic.of(event.kind()).name(), user.language(), user.userName(), event.arguments());
    }

    private String linkText(SecurityEvent event, User user, URI page) {
        return smsTexts.linkNotice(
                Topic.of(event.kind()).name(), user.language(), user.userName(), event.arguments(), page);
    }

    /** A number that has just come in is told nothing of itself. */
    private Optional<MobileNumber> number(SecurityEvent event) {
        if (event.formerNumberId().isPresent() || event.kind() == Kind.NUMBER_VERIFIED) {
            return event.formerNumberId().map(numbers::getNumber);
        }
        return numbers.findDefault(event.userId());
    }

    private void record(SecurityEvent event, String type) {
        audit.record(AuditFact.bySystem(event.userId(), type, event.kind().name(), Reference.next(), ""));
    }
}
