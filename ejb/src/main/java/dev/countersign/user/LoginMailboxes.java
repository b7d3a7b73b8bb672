package dev.countersign.user;

import dev.countersign.mail.EmailAddress;
import dev.countersign.mail.Mails;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Where the codes of a user's logins go beside his number, because the law of his jurisdiction orders both. */
@ApplicationScoped
public class LoginMailboxes {

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private Mails mails;

    /** Whether the jurisdiction orders it. */
    public boolean isOrdered(User user) {
        return jurisdictions.limits(user.jurisdiction()).count(Rule.CODE_ALSO_BY_MAIL) == 1;
    }

    /** The mailbox; empty where nothing orders it, the user has no address, or no mail leaves. */
    public Optional<EmailAddress> find(User user) {
        return isOrdered(user) && mails.isOn() ? user.email() : Optional.empty();
    }
}
