package dev.countersign.web.soap;

import dev.countersign.web.ProblemException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML of strangers. The parser of the JDK is taken by name, whatever parsers a server brings, and reads no document type and nothing from
 * outside. A message is read to its end once before anything acts on its beginning, so that nothing behind it, and no depth or number of parts,
 * surprises those who read it later with the same parser. Nor does much text in one element: to hold it against a pattern of the schema takes the
 * JDK time that grows with its square.
 */
final class XmlGuard {

    private static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

    static final QName ENVELOPE = new QName(SOAP, "Envelope");

    private static final QName HEADER = new QName(SOAP, "Header");
    private static final QName BODY = new QName(SOAP, "Body");

    private static final int MOST_DEPTH = 32;
    private static final int MOST_ELEMENTS = 1000;
    private static final int MOST_ATTRIBUTES = 32;
    private static final int MOST_NAMESPACES = 32;
    private static final int MOST_VALUE_CHARACTERS = 4096;
    private static final int MOST_TEXT_CHARACTERS = 8192;

    private static final XMLInputFactory READERS = readers();

    private XmlGuard() {}

    /** Refuses what is not one well-formed SOAP 1.1 envelope of reasonable form. The words of the parser are left out. */
    static void check(String text) {
        try {
            walk(reader(text));
        } catch (XMLStreamException e) {
            throw ProblemException.malformed("the body is not well-formed XML in UTF-8");
        }
    }

    /** A reader of a text that was checked. */
    static XMLStreamReader reader(String text) throws XMLStreamException {
        return READERS.createXMLStreamReader(new StringReader(text));
    }

    private static void walk(XMLStreamReader xml) throws XMLStreamException {
        requireUtf8(xml);
        Walk walk = new Walk();
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> walk.into(xml);
                case XMLStreamConstants.END_ELEMENT -> walk.out();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    walk.past(xml.getTextLength());
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw ProblemException.malformed("a message has no document type and no entities");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw ProblemException.malformed("a message has no processing instructions");
                default -> {
                    // Comments are as long as the message at most, and the end is the end.
                }
            }
        }
    }

    private static void requireUtf8(XMLStreamReader xml) {
        String declared = xml.getCharacterEncodingScheme();
        if (declared != null && !declared.equalsIgnoreCase("UTF-8")) {
            throw ProblemException.malformed(
                    "the body must be in UTF-8, and its XML declaration must say so or nothing");
        }
    }

    /** What was passed of one message. */
    private static final class Walk {

        private int depth;
        private int elements;
        private int characters;
        private boolean isBehindHeader;
        private boolean isBehindBody;

        void into(XMLStreamReader xml) {
            depth++;
            elements++;
            if (depth == 1 && !ENVELOPE.equals(xml.getName())) {
                throw ProblemException.malformed("the body must be a SOAP 1.1 envelope");
            }
            if (depth == 2) {
                intoPart(xml.getName());
            }
            if (depth > MOST_DEPTH
                    || elements > MOST_ELEMENTS
                    || xml.getAttributeCount() > MOST_ATTRIBUTES
                    || xml.getNamespaceCount() > MOST_NAMESPACES) {
                throw ProblemException.malformed(
                        "the XML is too deep, or has too many elements, attributes or namespaces");
            }
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                if (xml.getAttributeValue(i).length() > MOST_VALUE_CHARACTERS) {
                    throw ProblemException.malformed("the value of an attribute is too long");
                }
            }
        }

        /** SOAP 1.1 section 4: a header or none, and then one body; and nothing of ours is behind it. */
        private void intoPart(QName name) {
            boolean isHeader = HEADER.equals(name) && !isBehindHeader;
            if (isBehindBody || !(isHeader || BODY.equals(name))) {
                throw ProblemException.malformed("an envelope has one header at most, then one body and nothing else");
            }
            isBehindHeader = true;
            isBehindBody = !isHeader;
        }

        void out() {
            depth--;
        }

        void past(int text) {
            characters += text;
            if (characters > MOST_TEXT_CHARACTERS) {
                throw ProblemException.malformed("the elements of a message have too much text");
            }
        }
    }

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        return factory;
    }
}
