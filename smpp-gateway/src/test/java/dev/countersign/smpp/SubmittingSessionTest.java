package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.jsmpp.DefaultPDUReader;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.connection.socket.SocketConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SubmittingSessionTest {

    private static final BindParameter ACCOUNT = new BindParameter(
            BindType.BIND_TRX, "one", "secret", "", TypeOfNumber.UNKNOWN, NumberingPlanIndicator.UNKNOWN, "");

    /** By chance the connection ends when the submit_sm is written and nobody waits for its answer yet. */
    @Test
    void anEndBeforeTheWaitForAnAnswerEndsThatWaitToo() throws Exception {
        try (RawCenter center =
                new RawCenter((connection, command, sequence) -> command == RawCenter.SUBMIT_SM ? null : new byte[0])) {
            SubmittingSession session = new SubmittingSession(
                    new DefaultPDUSender(), new DefaultPDUReader(), SocketConnectionFactory.getInstance());
            session.setTransactionTimer(TimeUnit.MINUTES.toMillis(5));
            session.connectAndBind("127.0.0.1", center.port(), ACCOUNT);

            session.submit(sender -> SubmitSm.task(sender, RawCenter.message()), session::settle);

            assertThat(session.getUnacknowledgedRequests()).isZero();
            session.close();
        }
    }
}
