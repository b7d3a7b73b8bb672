package dev.countersign.totp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.factor.CodeCheck;
import dev.countersign.token.SignedIn;
import dev.countersign.token.SignedInUser;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How far right codes are from the clock of the server is told: it is seen when that clock is wrong. */
class TakenCodesTest {

    private final Beans beans = new Beans();
    private final SignedInUser user = SignedIn.add(beans);

    @Test
    void eachRightCodeTellsHowFarItIsFromOurClock() {
        Totps app = Totps.add(beans, user, "Phone", Optional.empty());
        beans.clock().pass(Duration.ofMinutes(1));

        assertThat(check(app, app.code(-1))).isEqualTo(CodeCheck.RIGHT);
        assertThat(check(app, app.code())).isEqualTo(CodeCheck.RIGHT);
        assertThat(check(app, app.code(1))).isEqualTo(CodeCheck.RIGHT);
        assertThat(check(app, app.code(1))).as("once").isEqualTo(CodeCheck.WRONG);

        assertThat(beans.fired(TotpTaken.class)).containsExactly(new TotpTaken(-1), new TotpTaken(0), new TotpTaken(1));
    }

    private CodeCheck check(Totps app, String code) {
        return beans.call(TotpFactor.class, factor -> factor.check(app.id(), "login", code));
    }
}
