package dev.countersign.keyfile;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An element of a document without DTD.
 *
 * @param namespace empty for none
 * @param attributes those without a namespace
 * @param text all text that stands in it and in none of its children; often a secret
 */
record XmlElement(
        String namespace, String name, Map<String, String> attributes, List<XmlElement> children, String text) {

    XmlElement {
        attributes = Map.copyOf(attributes);
        children = List.copyOf(children);
    }

    boolean is(Set<String> namespaces, String wanted) {
        return name.equals(wanted) && namespaces.contains(namespace);
    }

    /** The one child of the name. Of two it would be chance which is believed, so the file is refused. */
    Optional<XmlElement> find(Set<String> namespaces, String wanted) {
        List<XmlElement> all = list(namespaces, wanted);
        if (all.size() > 1) {
            throw RefusedFileException.unreadable("an element stands twice where one may be: " + wanted);
        }
        return all.stream().findFirst();
    }

    List<XmlElement> list(Set<String> namespaces, String wanted) {
        return children.stream().filter(child -> child.is(namespaces, wanted)).toList();
    }

    Optional<String> attribute(String wanted) {
        return Optional.ofNullable(attributes.get(wanted)).map(String::strip);
    }

    /** The text of the one child, without blanks around it. */
    Optional<String> childText(Set<String> namespaces, String wanted) {
        return find(namespaces, wanted).map(child -> child.text().strip());
    }

    @Override
    public String toString() {
        return "XmlElement[" + name + "]";
    }
}
