package dev.countersign.keyfile;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML that a stranger may have written. A DOCTYPE ends it, so that there are no entities, and no address is ever asked.
 * It works without recursion, and ends at so many levels, elements and attributes. The parser is that of the JDK, whatever
 * else a server brings.
 */
final class XmlReader {

    static final int MOST_LEVELS = 32;
    static final int MOST_ELEMENTS = 200_000;
    static final int MOST_ATTRIBUTES = 64;

    /** A limit of the JDK's parser, which would read an element whole before anybody could count. */
    private static final String ATTRIBUTE_LIMIT = "http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit";

    private final Deque<Open> path = new ArrayDeque<>();
    private int elements;

    private XmlReader() {}

    /** The root element; throws {@link RefusedFileException}. */
    static XmlElement read(byte[] octets) {
        try {
            XMLStreamReader parser = factory().createXMLStreamReader(new ByteArrayInputStream(octets));
            return new XmlReader().read(parser);
        } catch (XMLStreamException e) {
            // The parser's words are left out: they quote the file.
            throw RefusedFileException.unreadable("the file is no well-formed XML, or has too many attributes");
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(ATTRIBUTE_LIMIT, MOST_ATTRIBUTES);
        factory.setXMLReporter((message, type, information, location) -> {
            // What it would print quotes the file.
        });
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing is fetched");
        });
        return factory;
    }

    private XmlElement read(XMLStreamReader parser) throws XMLStreamException {
        while (parser.hasNext()) {
            switch (parser.next()) {
                case XMLStreamConstants.START_ELEMENT -> open(parser);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text(parser.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    XmlElement closed = path.pop().close();
                    if (path.isEmpty()) {
                        requireEnd(parser);
                        return closed;
                    }
                    path.element().children.add(closed);
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new RefusedFileException(FileReason.DOCTYPE, "the file has a DOCTYPE or an entity");
                default -> {
                    // Comments and processing instructions say nothing.
                }
            }
        }
        throw RefusedFileException.unreadable("the file has no element");
    }

    /** What stands behind the root has to be well-formed too. */
    private static void requireEnd(XMLStreamReader parser) throws XMLStreamException {
        while (parser.hasNext()) {
            parser.next();
        }
    }

    private void open(XMLStreamReader parser) {
        elements++;
        if (path.size() >= MOST_LEVELS || elements > MOST_ELEMENTS) {
            throw new RefusedFileException(
                    FileReason.TOO_LARGE,
                    "more than " + MOST_LEVELS + " levels or " + MOST_ELEMENTS + " elements of XML");
        }
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < parser.getAttributeCount(); i++) {
            if (orEmpty(parser.getAttributeNamespace(i)).isEmpty()) {
                attributes.put(parser.getAttributeLocalName(i), parser.getAttributeValue(i));
            }
        }
        path.push(new Open(orEmpty(parser.getNamespaceURI()), parser.getLocalName(), attributes));
    }

    private void text(String text) {
        Open open = path.peek();
        if (open != null) {
            open.text.append(text);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** An element whose end was not read yet. */
    private static final class Open {

        private final String namespace;
        private final String name;
        private final Map<String, String> attributes;
        private final List<XmlElement> children = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        Open(String namespace, String name, Map<String, String> attributes) {
            this.namespace = namespace;
            this.name = name;
            this.attributes = attributes;
        }

        XmlElement close() {
            return new XmlElement(namespace, name, attributes, children, text.toString());
        }
    }
}
