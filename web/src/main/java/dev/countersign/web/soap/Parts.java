package dev.countersign.web.soap;

import dev.countersign.backoffice.CallerRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The child elements of an element.
 *
 * @param invalid the answer to a part that is missing, stands twice or cannot be read
 */
record Parts(List<Element> elements, CallerRefusal invalid) {

    Parts {
        elements = List.copyOf(elements);
    }

    static Parts of(Element parent, CallerRefusal invalid) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                elements.add(element);
            }
        }
        return new Parts(elements, invalid);
    }

    Element only(QName name) {
        List<Element> found = elements.stream()
                .filter(element -> nameOf(element).equals(name))
                .toList();
        if (found.size() != 1) {
            throw WsseFault.of(invalid);
        }
        return found.get(0);
    }

    boolean has(QName name) {
        return elements.stream().anyMatch(element -> nameOf(element).equals(name));
    }

    /** Text of the only part of that name, as it stands. */
    String text(QName name) {
        Element element = only(name);
        if (!of(element, invalid).elements().isEmpty()) {
            throw WsseFault.of(invalid);
        }
        return element.getTextContent();
    }

    /** Text as a value that refuses to be made from a bad one. */
    <T> T value(QName name, Function<String, T> parse) {
        String text = text(name);
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw WsseFault.of(invalid);
        }
    }

    void requireNoOther(CallerRefusal answer, QName... known) {
        Set<QName> names = Set.of(known);
        if (!elements.stream().allMatch(element -> names.contains(nameOf(element)))) {
            throw WsseFault.of(answer);
        }
    }

    private static QName nameOf(Element element) {
        String namespace = element.getNamespaceURI();
        return new QName(namespace == null ? "" : namespace, element.getLocalName());
    }
}
