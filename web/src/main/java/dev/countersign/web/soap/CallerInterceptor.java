package dev.countersign.web.soap;

import dev.countersign.backoffice.BackOfficeDoor;
import dev.countersign.backoffice.CallerOutcome;
import dev.countersign.backoffice.CallerOutcome.Known;
import dev.countersign.backoffice.CallerOutcome.Refused;
import dev.countersign.budget.AskedFrom;
import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.headers.Header;
import org.apache.cxf.phase.Phase;
import org.w3c.dom.Element;

/** Lets nobody but back offices through, before anything of the body is read, and notes which one it is. */
final class CallerInterceptor extends AbstractSoapInterceptor {

    private final BackOfficeDoor door;
    private final AskedFrom askedFrom;

    CallerInterceptor(BackOfficeDoor door, AskedFrom askedFrom) {
        super(Phase.PRE_PROTOCOL);
        this.door = door;
        this.askedFrom = askedFrom;
    }

    @Override
    public Set<QName> getUnderstoodHeaders() {
        return Set.of(SecurityHeader.NAME);
    }

    @Override
    public void handleMessage(SoapMessage message) {
        SecurityHeader header = SecurityHeader.read(securityHeaders(message));
        CallerOutcome outcome = door.authenticate(header.token(), header.timestamp());
        if (outcome instanceof Refused refused) {
            throw WsseFault.of(refused.reason());
        }
        if (outcome instanceof Known known) {
            askedFrom.setClient(known.client().value());
        }
    }

    private static List<Element> securityHeaders(SoapMessage message) {
        return message.getHeaders().stream()
                .filter(header -> SecurityHeader.NAME.equals(header.getName()))
                .map(Header::getObject)
                .map(Element.class::cast)
                .toList();
    }
}
