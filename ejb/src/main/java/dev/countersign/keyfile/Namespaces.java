package dev.countersign.keyfile;

import java.util.Set;

/** Vocabularies of key files, each by the names it goes by. */
final class Namespaces {

    /** RFC 6030. */
    static final Set<String> PSKC = Set.of("urn:ietf:params:xml:ns:keyprov:pskc");

    /** XML Signature. */
    static final Set<String> DSIG = Set.of("http://www.w3.org/2000/09/xmldsig#");

    /** XML Encryption 1.0. */
    static final Set<String> XENC = Set.of("http://www.w3.org/2001/04/xmlenc#");

    /** XML Encryption 1.1. */
    static final Set<String> XENC11 = Set.of("http://www.w3.org/2009/xmlenc11#");

    /** PKCS #5 as RFC 6030 names it in figures and in prose. Children of its parameters stand in none, or in that of the file. */
    static final Set<String> PKCS5 = Set.of(
            "http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#",
            "http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5#",
            "http://www.w3.org/2009/xmlenc11#",
            "urn:ietf:params:xml:ns:keyprov:pskc",
            "");

    private Namespaces() {}
}
