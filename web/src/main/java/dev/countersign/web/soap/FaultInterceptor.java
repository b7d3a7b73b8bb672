package dev.countersign.web.soap;

import dev.countersign.contracts.login.v1.LoginFault;
import dev.countersign.web.Faults;
import dev.countersign.web.Problem;
import dev.countersign.web.ProblemCode;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/**
 * Has every fault say what the contract says, and nothing else. The words of parsers, validators and exceptions end here: they quote
 * what was sent, and name what is inside.
 */
final class FaultInterceptor extends AbstractPhaseInterceptor<Message> {

    private final SoapFaults faults;

    FaultInterceptor(SoapFaults faults) {
        super(Phase.SETUP);
        this.faults = faults;
    }

    @Override
    public void handleMessage(Message message) {
        Exception thrown = message.getContent(Exception.class);
        if (thrown.getCause() instanceof LoginFault declared && thrown instanceof Fault fault) {
            fault.setFaultCode(SoapFaults.codeOf(
                    ProblemCode.valueOf(declared.getFaultInfo().getCode())));
        } else if (!isOfTheSecurityHeader(thrown)) {
            message.setContent(Exception.class, fault(thrown));
        }
    }

    private static boolean isOfTheSecurityHeader(Exception thrown) {
        return thrown instanceof SoapFault fault
                && SecurityHeader.WSSE.equals(fault.getFaultCode().getNamespaceURI());
    }

    private Fault fault(Exception thrown) {
        Problem problem = thrown instanceof Fault fault && isTheCallers(fault)
                ? Problem.of(ProblemCode.MALFORMED)
                        .withDetail(
                                "the message does not fit the WSDL, or has a header that must be understood and is not")
                : Faults.problem(thrown);
        SoapFault told = new SoapFault(problem.code().title(), SoapFaults.codeOf(problem.code()));
        told.setDetail(faults.detail(problem));
        return told;
    }

    /** Before an operation is called, CXF blames the caller by the code of its fault; SOAP's own codes blame the message too. */
    private static boolean isTheCallers(Fault fault) {
        return !fault.getFaultCode().equals(Fault.FAULT_CODE_SERVER);
    }
}
