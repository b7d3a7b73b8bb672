package dev.countersign.web.soap;

import dev.countersign.contracts.login.v1.Answer;
import dev.countersign.contracts.login.v1.AnswerResponse;
import dev.countersign.contracts.login.v1.AskChallenge;
import dev.countersign.contracts.login.v1.AskChallengeResponse;
import dev.countersign.contracts.login.v1.AskPush;
import dev.countersign.contracts.login.v1.AskPushResponse;
import dev.countersign.contracts.login.v1.BeginLogin;
import dev.countersign.contracts.login.v1.BeginLoginResponse;
import dev.countersign.contracts.login.v1.GetState;
import dev.countersign.contracts.login.v1.GetStateResponse;
import dev.countersign.contracts.login.v1.IssueToken;
import dev.countersign.contracts.login.v1.IssueTokenResponse;
import dev.countersign.contracts.login.v1.LoginFault;
import dev.countersign.contracts.login.v1.LoginPort;
import dev.countersign.contracts.login.v1.SendSms;
import dev.countersign.contracts.login.v1.SendSmsResponse;
import dev.countersign.factor.FactorAnswer.Typed;
import dev.countersign.login.LoginDoor;
import dev.countersign.login.LoginOutcome;
import dev.countersign.login.LoginOutcome.Granted;
import dev.countersign.login.LoginOutcome.Refused;
import dev.countersign.login.SecondFactor;
import dev.countersign.web.Faults;
import dev.countersign.web.Problem;
import dev.countersign.web.ProblemException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The operations of the contract. Not annotated as a web service, or a server would publish it with a stack of its own, before
 * any of our checks.
 */
final class LoginEndpoint implements LoginPort {

    private final LoginDoor door;
    private final SecondFactor secondFactor;
    private final Supplier<String> address;

    /**
     * Makes the endpoint.
     *
     * @param address tells the network address of the present message
     */
    LoginEndpoint(LoginDoor door, SecondFactor secondFactor, Supplier<String> address) {
        this.door = door;
        this.secondFactor = secondFactor;
        this.address = address;
    }

    @Override
    public BeginLoginResponse beginLogin(BeginLogin message) throws LoginFault {
        return answer(
                () -> door.begin(LoginMessages.request(message), LoginMessages.caller(message, address.get())),
                LoginMessages::begun);
    }

    @Override
    public SendSmsResponse sendSms(SendSms message) throws LoginFault {
        return answer(
                () -> secondFactor.sendSms(LoginMessages.key(message.getAttempt(), message.getRequestId())),
                LoginMessages::sent);
    }

    @Override
    public AskChallengeResponse askChallenge(AskChallenge message) throws LoginFault {
        return answer(
                () -> secondFactor.askChallenge(LoginMessages.key(message.getAttempt(), message.getRequestId())),
                LoginMessages::asked);
    }

    @Override
    public AskPushResponse askPush(AskPush message) throws LoginFault {
        return answer(
                () -> secondFactor.push(LoginMessages.key(message.getAttempt(), message.getRequestId())),
                LoginMessages::pushed);
    }

    @Override
    public AnswerResponse answer(Answer message) throws LoginFault {
        return answer(
                () -> secondFactor.answer(
                        LoginMessages.key(message.getAttempt(), message.getRequestId()), new Typed(message.getCode())),
                LoginMessages::answered);
    }

    @Override
    public GetStateResponse getState(GetState message) throws LoginFault {
        return answer(
                () -> secondFactor.find(
                        message.getAttempt().getId(), message.getAttempt().getSecret()),
                LoginMessages::shown);
    }

    @Override
    public IssueTokenResponse issueToken(IssueToken message) throws LoginFault {
        return answer(
                () -> secondFactor.issueToken(
                        LoginMessages.key(message.getAttempt(), message.getRequestId()),
                        Optional.ofNullable(message.getDeviceCookie()).orElse("")),
                LoginMessages::issued);
    }

    private static <T, R> R answer(Supplier<LoginOutcome<T>> step, Function<T, R> granted) throws LoginFault {
        LoginOutcome<T> outcome = outcome(step);
        if (outcome instanceof Granted<T> yes) {
            return granted.apply(yes.value());
        }
        if (outcome instanceof Refused<T> no) {
            throw fault(Problem.of(no.refusal()));
        }
        throw new IllegalStateException("an outcome is granted or refused");
    }

    private static <T> LoginOutcome<T> outcome(Supplier<LoginOutcome<T>> step) throws LoginFault {
        try {
            return step.get();
        } catch (ProblemException e) {
            throw fault(e.problem());
        } catch (RuntimeException e) {
            throw fault(Faults.problem(e));
        }
    }

    private static LoginFault fault(Problem problem) {
        return new LoginFault(problem.code().title(), LoginMessages.detail(problem));
    }
}
