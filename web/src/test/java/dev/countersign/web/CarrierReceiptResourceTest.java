package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.countersign.contracts.sms.v1.CarrierCallbacks;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a carrier over HTTP is answered that tells of a message. */
class CarrierReceiptResourceTest {

    @Test
    void whatComesBeforeTheGatewayKnowsItsCarriersIsToComeAgain() {
        Problem problem = refused(CarrierCallbacks.Taking.TOO_EARLY);

        assertThat(problem.code()).isEqualTo(ProblemCode.TRY_LATER);
        assertThat(problem.retryAfter()).hasValue(Duration.ofSeconds(5));
    }

    @Test
    void whatNoCarrierSignedIsNotFound() {
        Problem problem = refused(CarrierCallbacks.Taking.REFUSED);

        assertThat(problem.code()).isEqualTo(ProblemCode.NOT_FOUND);
        assertThat(problem.retryAfter()).isEmpty();
    }

    private static Problem refused(CarrierCallbacks.Taking taking) {
        return catchThrowableOfType(ProblemException.class, () -> CarrierReceiptResource.answer(taking))
                .problem();
    }
}
