package dev.countersign.web.soap;

import dev.countersign.contracts.login.v1.LoginFault;
import dev.countersign.web.Faults;
import dev.countersign.web.Problem;
import dev.countersign.web.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.w3c.dom.Element;

/**
 * Has every fault say what the contract says, and nothing else. The words of parsers, validators and exceptions end here: they quote
 * what was sent, and name what is inside.
 */
final class FaultInterceptor extends AbstractPhaseInterceptor<Message> {

    private final Function<Problem, Element> detail;

    /**
     * Makes the interceptor.
     *
     * @param detail writes what a fault says, as an element around it
     */
    FaultInterceptor(Function<Problem, Element> detail) {
        super(Phase.SETUP);
        this.detail = detail;
    }

    @Override
    public void handleMessage(Message message) {
        Exception thrown = message.getContent(Exception.class);
        if (thrown.getCause() instanceof LoginFault declared && thrown instanceof Fault fault) {
            ProblemCode code = ProblemCode.valueOf(declared.getFaultInfo().getCode());
            fault.setFaultCode(SoapFaults.codeOf(code));
            note(message, code);
        } else if (isOfTheSecurityHeader(thrown)) {
            note(message, ProblemCode.MALFORMED);
        } else {
            Problem problem = problem(thrown);
            message.setContent(Exception.class, fault(problem));
            note(message, problem.code());
        }
    }

    private static void note(Message message, ProblemCode code) {
        if (message.getExchange().getInMessage().get(AbstractHTTPDestination.HTTP_REQUEST)
                instanceof HttpServletRequest request) {
            FaultStatus.note(request, code);
        }
    }

    private static boolean isOfTheSecurityHeader(Exception thrown) {
        return thrown instanceof SoapFault fault
                && SecurityHeader.WSSE.equals(fault.getFaultCode().getNamespaceURI());
    }

    private static Problem problem(Exception thrown) {
        return thrown instanceof Fault fault && isTheCallers(fault)
                ? Problem.of(ProblemCode.MALFORMED)
                        .withDetail(
                                "the message does not fit the WSDL, or has a header that must be understood and is not")
                : Faults.problem(thrown);
    }

    private Fault fault(Problem problem) {
        SoapFault told = new SoapFault(problem.code().title(), SoapFaults.codeOf(problem.code()));
        told.setDetail(detail.apply(problem));
        return told;
    }

    /** Before an operation is called, CXF blames the caller by the code of its fault; SOAP's own codes blame the message too. */
    private static boolean isTheCallers(Fault fault) {
        return !fault.getFaultCode().equals(Fault.FAULT_CODE_SERVER);
    }
}
