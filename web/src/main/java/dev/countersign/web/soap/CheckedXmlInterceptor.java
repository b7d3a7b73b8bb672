package dev.countersign.web.soap;

import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.StaxInInterceptor;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.AbstractHTTPDestination;

/** Has the message read by the parser that has checked it, instead of another with views of its own. */
final class CheckedXmlInterceptor extends AbstractPhaseInterceptor<Message> {

    CheckedXmlInterceptor() {
        super(Phase.POST_STREAM);
        addBefore(StaxInInterceptor.class.getName());
    }

    @Override
    public void handleMessage(Message message) {
        try {
            message.setContent(
                    XMLStreamReader.class,
                    XmlGuard.reader(SoapBody.get(message.get(AbstractHTTPDestination.HTTP_REQUEST))));
        } catch (XMLStreamException e) {
            throw new Fault(e);
        }
    }
}
