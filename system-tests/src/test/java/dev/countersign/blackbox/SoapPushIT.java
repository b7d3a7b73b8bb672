package dev.countersign.blackbox;

import static dev.countersign.blackbox.BackOffice.element;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.Face.Ticket;
import dev.countersign.sdk.LiveConnection;
import dev.countersign.sdk.PendingRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A back office whose user approves on his phone. */
@ExtendWith(ProductExtension.class)
class SoapPushIT {

    private final Product product;
    private final BackOffice office;

    SoapPushIT(Product product) {
        this.product = product;
        this.office = product.backOffice();
    }

    @Test
    void theBackOfficeShowsTheNumberAsksOnceMoreAndGoesOn() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        try (LiveConnection app = enrolled.phone().open()) {
            SoapAnswer begun = begin(enrolled);
            assertThat(begun.texts("kind")).containsExactly("AUTHENTICATOR", "PUSH");
            assertThat(begun.texts("resendsLeft")).containsExactly("2");
            Ticket ticket = new Ticket(begun.text("id"), begun.text("secret"));

            SoapAnswer again = call("AskPush", ticket);

            assertThat(again.texts("resendsLeft")).containsExactly("1");
            assertThat(again.text("number")).matches("[1-9][0-9]");
            PendingRequest request = enrolled.phone().waiting().get(0);
            assertThat(enrolled.phone()
                            .approve(request, Optional.of(again.text("number")))
                            .value())
                    .isPresent();
            assertThat(call("GetState", ticket).text("state")).isEqualTo("AUTHENTICATED");
            assertThat(call("IssueToken", ticket).text("accessToken")).isNotEmpty();
            assertThat(app.isOpen()).isTrue();
        }
    }

    @Test
    void aPhoneThatCannotBeAskedIsAskedAChallengeAndTheReasonIsTold() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        SoapAnswer begun = begin(enrolled);
        assertThat(begun.texts("kind")).containsExactly("AUTHENTICATOR", "CHALLENGE");
        assertThat(begun.texts("pushPaused")).isEmpty();

        SoapAnswer refused = call("AskPush", new Ticket(begun.text("id"), begun.text("secret")));

        assertThat(refused.code()).isEqualTo("PUSH_NOT_SENT");
        assertThat(refused.text("reason")).isEqualTo("PUSH_UNREACHABLE");
        assertThat(refused.texts("next")).containsExactly("CHALLENGE");
    }

    @Test
    void pausedPushesAreTold() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        try (LiveConnection app = enrolled.phone().open()) {
            for (int i = 0; i < 3; i++) {
                begin(enrolled);
            }

            assertThat(begin(enrolled).texts("pushPaused")).containsExactly("true");
            assertThat(app.isOpen()).isTrue();
        }
    }

    private SoapAnswer begin(EnrolledUser enrolled) {
        return office.call(
                "BeginLogin",
                element("userName", enrolled.user().userName())
                        + element("password", enrolled.user().password()));
    }

    private SoapAnswer call(String operation, Ticket ticket) {
        String attempt = element("id", ticket.id()) + element("secret", ticket.secret());
        return office.call(operation, "<attempt>" + attempt + "</attempt>");
    }
}
