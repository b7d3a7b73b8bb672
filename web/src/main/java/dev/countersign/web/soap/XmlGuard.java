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
 * surprises those who read it later with the same parser.
 */
final class XmlGuard {

    static final QName ENVELOPE = new QName("http://schemas.xmlsoap.org/soap/envelope/", "Envelope");

    private static final int MOST_DEPTH = 32;
    private static final int MOST_ELEMENTS = 1000;
    private static final int MOST_ATTRIBUTES = 32;
    private static final int MOST_NAMESPACES = 32;
    private static final int MOST_VALUE_CHARACTERS = 4096;

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
        int depth = 0;
        int elements = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    elements++;
                    checkElement(xml, depth, elements);
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw ProblemException.malformed("a message has no document type and no entities");
                case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    throw ProblemException.malformed("a message has no processing instructions");
                default -> {
                    // Text, comments, white space and the end are as long as the message at most.
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

    private static void checkElement(XMLStreamReader xml, int depth, int elements) {
        if (depth == 1 && !ENVELOPE.equals(xml.getName())) {
            throw ProblemException.malformed("the body must be a SOAP 1.1 envelope");
        }
        if (depth > MOST_DEPTH
                || elements > MOST_ELEMENTS
                || xml.getAttributeCount() > MOST_ATTRIBUTES
                || xml.getNamespaceCount() > MOST_NAMESPACES) {
            throw ProblemException.malformed("the XML is too deep, or has too many elements, attributes or namespaces");
        }
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeValue(i).length() > MOST_VALUE_CHARACTERS) {
                throw ProblemException.malformed("the value of an attribute is too long");
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
