package dev.countersign.blackbox;

import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A SOAP message that came back. */
record SoapAnswer(int status, HttpHeaders headers, String body) {

    /** Text of the first element of that local name; empty when there is none. */
    String text(String localName) {
        List<String> texts = texts(localName);
        return texts.isEmpty() ? "" : texts.get(0);
    }

    List<String> texts(String localName) {
        NodeList found = document().getElementsByTagNameNS("*", localName);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> found.item(i).getTextContent())
                .toList();
    }

    /** Code of the contract's fault; empty when the answer is none. */
    String code() {
        return text("code");
    }

    /** Code of SOAP or WS-Security, without its prefix. */
    String faultCode() {
        return text("faultcode").replaceAll("^.*:", "");
    }

    boolean isFault() {
        return document().getElementsByTagNameNS(BackOffice.SOAP, "Fault").getLength() > 0;
    }

    private Document document() {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(body)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("No XML: " + this, e);
        }
    }

    @Override
    public String toString() {
        return status + " " + headers.map() + "\n" + body;
    }
}
