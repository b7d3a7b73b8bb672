package dev.countersign.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.audit.AuditTrail;
import dev.countersign.move.PhoneStopped;
import dev.countersign.user.Account;
import dev.countersign.user.User;
import dev.countersign.user.Users;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What becomes of requests to share a card when their user stops a phone that was not his. */
class StoppedSharesTest {

    private final Beans beans = new Beans();
    private final User user = Users.add(beans, "secret1", Account.OPEN);
    private final Cards card =
            Cards.active(beans, Users.add(beans, "secret1", Account.OPEN).userName());
    private final Instant since = beans.clock().instant();

    @Test
    void whatWasAskedForSinceThePhoneCameIsAskedForNoMore() {
        String before = ask(ShareState.PENDING_COMPLIANCE, since.minusMillis(1));
        String after = ask(ShareState.PENDING_COMPLIANCE, since);
        String active = ask(ShareState.ACTIVE, since);

        beans.run(StoppedShares.class, shares -> shares.onStop(new PhoneStopped(user.id(), since)));

        assertThat(state(before)).isEqualTo(ShareState.PENDING_COMPLIANCE);
        assertThat(state(after)).isEqualTo(ShareState.REMOVED);
        assertThat(state(active)).as("that is a factor, and ends as one").isEqualTo(ShareState.ACTIVE);
        assertThat(AuditTrail.of(beans, user.id())).containsExactly("CARD_SHARE REMOVED");
    }

    private String ask(ShareState state, Instant at) {
        return beans.query(entities -> {
            DisplayCard shared =
                    new CardStore(entities).listBySerial(card.serial()).get(0);
            CardShare share = new CardShare(shared, user.id(), state, at);
            new CardShareStore(entities).add(share);
            return share.id();
        });
    }

    private ShareState state(String share) {
        return beans.query(entities ->
                new CardShareStore(entities).find(share).orElseThrow().state());
    }
}
