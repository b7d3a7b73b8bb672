package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationDesk;
import dev.countersign.activation.ActivationWish;
import dev.countersign.card.CardResynchronisation;
import dev.countersign.card.CardSharing;
import dev.countersign.card.OwnCards;
import dev.countersign.cardorder.OwnOrders;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorAnswer.Typed;
import dev.countersign.grid.GridDesk;
import dev.countersign.grid.PlasticCardDesk;
import dev.countersign.number.OwnNumbers;
import dev.countersign.password.PasswordDesk;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.TotpDesk;
import dev.countersign.user.Users;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever has a session is refused without end where no try is counted: the audit has the first of an hour, and how many there were. */
class RefusalsWithoutEndTest {

    private static final int TIMES = 30;

    private final Beans beans = new Beans();
    private final SignedInUser caller = SignedIn.add(beans);

    static Stream<Named<BiConsumer<Beans, SignedInUser>>> refused() {
        String id = UUID.randomUUID().toString();
        Proof proof = new Proof(id, new Typed("000000"));
        return Stream.of(
                of(
                        "a proof of nothing that was asked",
                        Confirmations.class,
                        (bean, user) -> bean.consume(user, ConfirmationPurpose.FACTOR_CHANGE, proof)),
                of(
                        "a confirmation without any factor",
                        Confirmations.class,
                        (bean, user) -> bean.begin(user, ConfirmationPurpose.FACTOR_CHANGE, Optional.empty())),
                of(
                        "an activation that takes a proof",
                        ActivationDesk.class,
                        (bean, user) -> bean.begin(user, new ActivationWish(Optional.empty(), true))),
                of("a number of nobody", OwnNumbers.class, (bean, user) -> bean.remove(user, id, Optional.empty())),
                of("an app of nobody", TotpDesk.class, (bean, user) -> bean.activate(user, id, "000000")),
                of("a grid card that was not made", GridDesk.class, (bean, user) -> bean.activate(user, id, "AB")),
                of("a plastic card of nobody", PlasticCardDesk.class, (bean, user) -> bean.ask(user, "X")),
                of("a card of nobody", OwnCards.class, (bean, user) -> bean.answer(user, "X", "000000")),
                of("a card of nobody out of step", CardResynchronisation.class, (bean, user) -> bean.ask(user, "X")),
                of(
                        "a card to be shared of nobody",
                        CardSharing.class,
                        (bean, user) -> bean.request(user, new CardSharing.OwnersLogin(id, "secret"))),
                of("an order of nobody", OwnOrders.class, (bean, user) -> bean.cancel(user, id)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void oneOfAnHourIsWritten(BiConsumer<Beans, SignedInUser> refused) {
        assertOneIsWritten(refused);
    }

    @Test
    void oneOfAnHourIsWrittenOfALockedUserWhoWantsAnotherPassword() {
        Users.lock(beans, caller.userId());

        assertOneIsWritten(
                (all, user) -> all.run(PasswordDesk.class, desk -> desk.findObstacle(user, Optional.empty())));
    }

    private void assertOneIsWritten(BiConsumer<Beans, SignedInUser> refused) {
        for (int time = 0; time < TIMES; time++) {
            refused.accept(beans, caller);
        }

        List<String> first = AuditTrail.of(beans, caller.userId());
        assertThat(first).hasSize(1);
        beans.clock().pass(Duration.ofHours(1));
        AuditTrail.sumUp(beans);
        assertThat(AuditTrail.of(beans, caller.userId()))
                .containsExactly(first.get(0), first.get(0).replace(" ", "_REPEATED ") + "_" + (TIMES - 1));
    }

    private static <B> Named<BiConsumer<Beans, SignedInUser>> of(
            String name, Class<B> type, BiConsumer<B, SignedInUser> step) {
        return Named.of(name, (beans, user) -> beans.run(type, bean -> step.accept(bean, user)));
    }
}
