package dev.countersign.web.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.countersign.web.ProblemCode;
import dev.countersign.web.ProblemException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read and what is not, whatever the parser behind would make of it. */
class XmlGuardTest {

    private static final String NAMESPACE = "xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'";
    private static final String LAUGHS =
            "<!DOCTYPE s:Envelope [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                    + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]>";

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MUCH_MEMORY_OCTETS = 50_000_000;
    private static final Duration LONG = Duration.ofSeconds(1);

    @ParameterizedTest
    @MethodSource("good")
    void envelopesAreRead(String text) {
        assertThatCode(() -> XmlGuard.check(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void anythingElseIsNot(String text) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> XmlGuard.check(text))
                .satisfies(refused -> assertThat(refused.problem().code()).isEqualTo(ProblemCode.MALFORMED));
    }

    /** What a parser takes and gives back counts too: so it is not what is left over that is measured, but all that was ever taken. */
    @ParameterizedTest
    @MethodSource("bad")
    void aRefusalCostsLittle(String text) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> XmlGuard.check(text));
        long thread = Thread.currentThread().getId();
        long octets = THREADS.getThreadAllocatedBytes(thread);
        long nanos = THREADS.getThreadCpuTime(thread);

        assertThatExceptionOfType(ProblemException.class).isThrownBy(() -> XmlGuard.check(text));

        assertThat(THREADS.getThreadAllocatedBytes(thread) - octets).isLessThan(MUCH_MEMORY_OCTETS);
        assertThat(Duration.ofNanos(THREADS.getThreadCpuTime(thread) - nanos)).isLessThan(LONG);
    }

    static Stream<Named<String>> good() {
        return Stream.of(
                Named.of("plain", envelope("<a/>")),
                Named.of("declaration", "<?xml version='1.0' encoding='utf-8'?>" + envelope("<a/>")),
                Named.of("comment", envelope("<!-- x --><a/>")),
                Named.of("30 levels", envelope("<a>".repeat(30) + "</a>".repeat(30))),
                Named.of("32 attributes", envelope("<a" + attributes(32) + "/>")),
                Named.of("32 namespaces", envelope("<a" + namespaces(32) + "/>")),
                Named.of("100 on one level", envelope("<a/>".repeat(100))),
                Named.of("1,000 elements with envelope and body", envelope("<a/>".repeat(998))),
                Named.of("4096 characters of an attribute", envelope("<a b='" + "x".repeat(4096) + "'/>")),
                Named.of("8,192 characters of text", envelope("<a>" + "x".repeat(8192) + "</a>")),
                Named.of("long comment", envelope("<!--" + "x".repeat(900_000) + "--><a/>")));
    }

    static Stream<Named<String>> bad() {
        return Stream.of(
                Named.of("empty", ""),
                Named.of("8,193 characters of text", envelope("<a>" + "x".repeat(8193) + "</a>")),
                Named.of(
                        "the same in two elements",
                        envelope("<a>" + "x".repeat(8000) + "</a><b>" + "x".repeat(193) + "</b>")),
                Named.of(
                        "the same between comments",
                        envelope("<a>" + ("x".repeat(1000) + "<!-- -->").repeat(9) + "</a>")),
                Named.of("the same as CDATA", envelope("<a><![CDATA[" + "x".repeat(8193) + "]]></a>")),
                Named.of("the same as references", envelope("<a>" + "&#120;".repeat(8193) + "</a>")),
                Named.of("blanks without end", envelope(" ".repeat(900_000))),
                Named.of("no XML", "{\"userName\": \"x\"}"),
                Named.of("cut off", envelope("<a/>").substring(0, 80)),
                Named.of("two headers", "<s:Envelope " + NAMESPACE + "><s:Header/><s:Header/><s:Body/></s:Envelope>"),
                Named.of("two bodies", "<s:Envelope " + NAMESPACE + "><s:Body/><s:Body/></s:Envelope>"),
                Named.of("a header behind the body", "<s:Envelope " + NAMESPACE + "><s:Body/><s:Header/></s:Envelope>"),
                Named.of("something behind the body", "<s:Envelope " + NAMESPACE + "><s:Body/><a/></s:Envelope>"),
                Named.of("two roots", envelope("<a/>") + envelope("<a/>")),
                Named.of("text behind", envelope("<a/>") + "x"),
                Named.of("another root", "<Envelope/>"),
                Named.of("SOAP 1.2", "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'/>"),
                Named.of("another encoding", "<?xml version='1.0' encoding='UTF-16'?>" + envelope("<a/>")),
                Named.of("processing instruction", envelope("<?php x?>")),
                Named.of("style sheet", "<?xml-stylesheet href='file:///etc/passwd'?>" + envelope("<a/>")),
                Named.of("empty document type", "<!DOCTYPE s:Envelope>" + envelope("<a/>")),
                Named.of("external document type", "<!DOCTYPE x SYSTEM 'http://127.0.0.1:1/x.dtd'>" + envelope("<a/>")),
                Named.of(
                        "entity of a file",
                        "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>" + envelope("<a>&f;</a>")),
                Named.of(
                        "parameter entity",
                        "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'>%p;]>" + envelope("<a/>")),
                Named.of("laughs", LAUGHS + envelope("<a>&d;</a>")),
                Named.of(
                        "quadratic",
                        "<!DOCTYPE x [<!ENTITY q '" + "x".repeat(50_000) + "'>]>"
                                + envelope("<a>" + "&q;".repeat(50_000) + "</a>")),
                Named.of("unknown entity", envelope("<a>&x;</a>")),
                Named.of("NUL", envelope("<a>&#0;</a>")),
                Named.of("31 levels", envelope("<a>".repeat(31) + "</a>".repeat(31))),
                Named.of("20,000 levels", envelope("<a>".repeat(20_000) + "</a>".repeat(20_000))),
                Named.of("33 attributes", envelope("<a" + attributes(33) + "/>")),
                Named.of("100,000 attributes", envelope("<a" + attributes(100_000) + "/>")),
                Named.of("33 namespaces", envelope("<a" + namespaces(33) + "/>")),
                Named.of("10,000 namespaces", envelope("<a" + namespaces(10_000) + "/>")),
                Named.of("4097 characters of an attribute", envelope("<a b='" + "x".repeat(4097) + "'/>")),
                Named.of("long attribute", envelope("<a b='" + "x".repeat(1_000_000) + "'/>")),
                Named.of("1,001 elements", envelope("<a/>".repeat(999))));
    }

    private static String envelope(String content) {
        return "<s:Envelope " + NAMESPACE + "><s:Body>" + content + "</s:Body></s:Envelope>";
    }

    private static String attributes(int count) {
        return IntStream.range(0, count).mapToObj(i -> " a" + i + "=''").collect(Collectors.joining());
    }

    private static String namespaces(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> " xmlns:n" + i + "='u" + i + "'")
                .collect(Collectors.joining());
    }
}
