package dev.countersign.web.soap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.backoffice.CallerRefusal;
import dev.countersign.contracts.login.v1.FaultDetail;
import dev.countersign.contracts.login.v1.LoginFault;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Exchange;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What meters are told of a SOAP call: all faults are sent with 500. */
class FaultStatusTest {

    private static final HttpServletResponse SENT_WITH_500 = (HttpServletResponse) Proxy.newProxyInstance(
            HttpServletResponse.class.getClassLoader(),
            new Class<?>[] {HttpServletResponse.class},
            (self, called, given) -> {
                assertThat(called.getName()).isEqualTo("getStatus");
                return 500;
            });

    @ParameterizedTest
    @MethodSource
    void aFaultCountsAsTheSameRefusalOverRest(Exception thrown, int status) throws ParserConfigurationException {
        HttpServletRequest request = request();
        Element detail = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .newDocument()
                .createElement("detail");

        new FaultInterceptor(problem -> detail).handleMessage(message(request, thrown));

        assertThat(FaultStatus.of(request, SENT_WITH_500)).isEqualTo(status);
    }

    static Stream<Arguments> aFaultCountsAsTheSameRefusalOverRest() {
        return Stream.of(
                Arguments.of(new Fault(refusal("LOGIN_BAD_CREDENTIALS")), 401),
                Arguments.of(new Fault(refusal("LOGIN_FACTOR_FAILED")), 422),
                Arguments.of(new Fault(refusal("TRY_LATER")), 503),
                Arguments.of(new Fault(new IllegalStateException("a defect")), 500),
                Arguments.of(new Fault(new IllegalStateException("not by the schema"), Fault.FAULT_CODE_CLIENT), 400),
                Arguments.of(WsseFault.of(CallerRefusal.NOT_AUTHENTICATED), 400));
    }

    @Test
    void whatWasNoFaultCountsAsItWasSent() {
        assertThat(FaultStatus.of(request(), SENT_WITH_500)).isEqualTo(500);
    }

    private static LoginFault refusal(String code) {
        FaultDetail detail = new FaultDetail();
        detail.setCode(code);
        return new LoginFault("refused", detail);
    }

    private static Message message(HttpServletRequest request, Exception thrown) {
        Message in = new MessageImpl();
        in.put(AbstractHTTPDestination.HTTP_REQUEST, request);
        Exchange exchange = new ExchangeImpl();
        exchange.setInMessage(in);
        Message fault = new MessageImpl();
        fault.setExchange(exchange);
        fault.setContent(Exception.class, thrown);
        return fault;
    }

    private static HttpServletRequest request() {
        Map<String, Object> attributes = new HashMap<>();
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, called, given) -> switch (called.getName()) {
                    case "setAttribute" -> attributes.put((String) given[0], given[1]);
                    case "getAttribute" -> attributes.get((String) given[0]);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }
}
