package dev.countersign.web.soap;

import dev.countersign.contracts.login.v1.AnswerResponse;
import dev.countersign.contracts.login.v1.AskChallengeResponse;
import dev.countersign.contracts.login.v1.AskPushResponse;
import dev.countersign.contracts.login.v1.Attempt;
import dev.countersign.contracts.login.v1.BeginLogin;
import dev.countersign.contracts.login.v1.BeginLoginResponse;
import dev.countersign.contracts.login.v1.Client;
import dev.countersign.contracts.login.v1.Factor;
import dev.countersign.contracts.login.v1.FaultDetail;
import dev.countersign.contracts.login.v1.GetStateResponse;
import dev.countersign.contracts.login.v1.IssueTokenResponse;
import dev.countersign.contracts.login.v1.Login;
import dev.countersign.contracts.login.v1.SendSmsResponse;
import dev.countersign.contracts.login.v1.Started;
import dev.countersign.lockout.Caller;
import dev.countersign.login.AttemptKey;
import dev.countersign.login.AttemptState;
import dev.countersign.login.AttemptView;
import dev.countersign.login.ClientKind;
import dev.countersign.login.CompletedLogin;
import dev.countersign.login.LoginRequest;
import dev.countersign.login.OpenedAttempt;
import dev.countersign.login.RequestKey;
import dev.countersign.web.Callers;
import dev.countersign.web.Problem;
import dev.countersign.web.ProblemException;
import java.time.Instant;
import java.util.Optional;
import javax.xml.datatype.DatatypeConfigurationException;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import org.jspecify.annotations.Nullable;

/** Between the messages of the contract and the values of the core. What comes in was held against the schema. */
final class LoginMessages {

    private LoginMessages() {}

    static LoginRequest request(BeginLogin message) {
        Optional<Client> client = Optional.ofNullable(message.getClient());
        try {
            return new LoginRequest(
                    message.getUserName(),
                    message.getPassword(),
                    client.map(sent -> ClientKind.valueOf(sent.getKind().name()))
                            .orElse(ClientKind.WORKSTATION),
                    client.flatMap(sent -> Optional.ofNullable(sent.getVersion()))
                            .orElse(""),
                    Optional.ofNullable(message.getLanguage()),
                    false,
                    requestKey(message.getRequestId()));
        } catch (IllegalArgumentException e) {
            throw ProblemException.malformed(e);
        }
    }

    /** What the message brings to a step. */
    static AttemptKey key(Attempt attempt, @Nullable String requestId) {
        return new AttemptKey(attempt.getId(), attempt.getSecret(), requestKey(requestId));
    }

    private static Optional<RequestKey> requestKey(@Nullable String requestId) {
        return Optional.ofNullable(requestId).map(RequestKey::new);
    }

    /** Who logs in, where the back office says so; otherwise it stands for its users itself. */
    static Caller caller(BeginLogin message, String address) {
        return new Caller(
                Optional.ofNullable(message.getUserAddress())
                        .map(LoginMessages::userAddress)
                        .orElse(address),
                Optional.ofNullable(message.getDeviceCookie()).orElse(""));
    }

    private static String userAddress(String named) {
        return Callers.named(named).orElseThrow(() -> ProblemException.malformed("userAddress is no IP address"));
    }

    static BeginLoginResponse begun(OpenedAttempt opened) {
        BeginLoginResponse response = new BeginLoginResponse();
        response.setId(opened.attempt().id());
        response.setSecret(opened.secret());
        response.setLogin(login(opened.attempt()));
        return response;
    }

    static SendSmsResponse sent(AttemptView view) {
        SendSmsResponse response = new SendSmsResponse();
        response.setLogin(login(view));
        return response;
    }

    static AskChallengeResponse asked(AttemptView view) {
        AskChallengeResponse response = new AskChallengeResponse();
        response.setLogin(login(view));
        return response;
    }

    static AskPushResponse pushed(AttemptView view) {
        AskPushResponse response = new AskPushResponse();
        response.setLogin(login(view));
        return response;
    }

    static AnswerResponse answered(AttemptState state) {
        AnswerResponse response = new AnswerResponse();
        response.setState(state.name());
        return response;
    }

    static GetStateResponse shown(AttemptView view) {
        GetStateResponse response = new GetStateResponse();
        response.setLogin(login(view));
        return response;
    }

    static IssueTokenResponse issued(CompletedLogin login) {
        IssueTokenResponse response = new IssueTokenResponse();
        response.setAccessToken(login.token().value());
        response.setTokenType("Bearer");
        response.setExpiresIn(Math.toIntExact(login.token().life().toSeconds()));
        response.setDeviceCookie(login.deviceCookie().isEmpty() ? null : login.deviceCookie());
        return response;
    }

    static FaultDetail detail(Problem problem) {
        FaultDetail detail = new FaultDetail();
        detail.setCode(problem.code().name());
        problem.reason().ifPresent(detail::setReason);
        detail.setReference(problem.reference().value());
        problem.detail().ifPresent(detail::setDetail);
        problem.triesLeft().ifPresent(detail::setTriesLeft);
        problem.retryAfter().map(Problem::seconds).ifPresent(detail::setRetryAfterSeconds);
        problem.next().forEach(step -> detail.getNext().add(step.name()));
        return detail;
    }

    private static Login login(AttemptView view) {
        Login login = new Login();
        login.setState(view.state().name());
        login.setExpiresAt(time(view.expiresAt()));
        view.factors().forEach(factor -> login.getFactor().add(factor(factor)));
        view.started().map(LoginMessages::started).ifPresent(login::setStarted);
        return login;
    }

    private static Factor factor(AttemptView.Factor from) {
        Factor factor = new Factor();
        factor.setId(from.id());
        factor.setKind(from.kind());
        factor.setLabel(from.label());
        factor.setDefault(from.isDefault());
        return factor;
    }

    private static Started started(AttemptView.Started from) {
        Started started = new Started();
        started.setKind(from.kind());
        started.setState(from.state());
        started.setTriesLeft(from.triesLeft());
        started.setResendAt(time(from.resendAt().orElse(from.expiresAt())));
        started.setExpiresAt(time(from.expiresAt()));
        from.challenge().ifPresent(started::setChallenge);
        from.retryAfter().map(Problem::seconds).ifPresent(started::setRetryAfterSeconds);
        from.number().ifPresent(started::setNumber);
        from.resendsLeft().ifPresent(started::setResendsLeft);
        if (from.pushPaused()) {
            started.setPushPaused(true);
        }
        if (from.alsoByMail()) {
            started.setAlsoByMail(true);
        }
        from.reason().ifPresent(reason -> started.setReason(reason.name()));
        return started;
    }

    private static XMLGregorianCalendar time(Instant instant) {
        try {
            return DatatypeFactory.newInstance().newXMLGregorianCalendar(instant.toString());
        } catch (DatatypeConfigurationException e) {
            throw new IllegalStateException("the XML types are missing", e);
        }
    }
}
