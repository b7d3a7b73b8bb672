package dev.countersign.web.soap;

import dev.countersign.contracts.login.v1.FaultDetail;
import dev.countersign.contracts.login.v1.ObjectFactory;
import dev.countersign.web.Problem;
import dev.countersign.web.ProblemCode;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import java.io.ByteArrayOutputStream;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The fault of the contract where no operation was reached: its detail, and a whole envelope around it. */
final class SoapFaults {

    private static final String SOAP = XmlGuard.ENVELOPE.getNamespaceURI();
    private static final int SERVER_FAULT = 500;

    private final JAXBContext contract;

    SoapFaults() {
        try {
            contract = JAXBContext.newInstance(FaultDetail.class);
        } catch (JAXBException e) {
            throw new IllegalStateException("the contract cannot be bound to XML", e);
        }
    }

    /** SOAP's two kinds: the message was wrong, or the server could not. */
    static QName codeOf(ProblemCode code) {
        return new QName(SOAP, code.status() < SERVER_FAULT ? "Client" : "Server");
    }

    /** An element around the detail. */
    Element detail(Problem problem) {
        try {
            Document document = DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .newDocument();
            Element detail = document.createElement("detail");
            document.appendChild(detail);
            marshal(marshaller -> marshaller.marshal(element(problem), detail));
            return detail;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK has no document builder", e);
        }
    }

    /** A whole message in UTF-8. */
    byte[] envelope(Problem problem) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(octets, "UTF-8");
            xml.writeStartElement("soap", "Envelope", SOAP);
            xml.writeNamespace("soap", SOAP);
            xml.writeStartElement("soap", "Body", SOAP);
            xml.writeStartElement("soap", "Fault", SOAP);
            write(xml, "faultcode", "soap:" + codeOf(problem.code()).getLocalPart());
            write(xml, "faultstring", problem.code().title());
            xml.writeStartElement("detail");
            marshal(marshaller -> marshaller.marshal(element(problem), xml));
            xml.writeEndDocument();
            xml.close();
            return octets.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a fault cannot be written", e);
        }
    }

    private static void write(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void marshal(Marshalling work) {
        try {
            Marshaller marshaller = contract.createMarshaller();
            marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
            work.accept(marshaller);
        } catch (JAXBException e) {
            throw new IllegalStateException("a fault cannot be bound to XML", e);
        }
    }

    private static Object element(Problem problem) {
        return new ObjectFactory().createLoginFault(LoginMessages.detail(problem));
    }

    /** Use of a marshaller. */
    @FunctionalInterface
    private interface Marshalling {

        void accept(Marshaller marshaller) throws JAXBException;
    }
}
