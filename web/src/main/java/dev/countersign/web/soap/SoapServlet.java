package dev.countersign.web.soap;

import dev.countersign.backoffice.BackOfficeDoor;
import dev.countersign.budget.AskedFrom;
import dev.countersign.contracts.login.v1.LoginPort;
import dev.countersign.health.DatabaseWatch;
import dev.countersign.login.LoginDoor;
import dev.countersign.login.SecondFactor;
import dev.countersign.metrics.Requests;
import dev.countersign.web.Callers;
import dev.countersign.web.DatabaseGate;
import dev.countersign.web.Faults;
import dev.countersign.web.Problem;
import dev.countersign.web.ProblemCode;
import dev.countersign.web.ProblemException;
import jakarta.inject.Inject;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.cxf.jaxws.JaxWsServerFactoryBean;
import org.apache.cxf.logging.FaultListener;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;

/** {@code /soap}: hands checked messages to CXF, and shows the contract as it stands. */
@WebServlet(urlPatterns = "/soap/*", loadOnStartup = 1)
public class SoapServlet extends CXFNonSpringServlet {

    private static final long serialVersionUID = 1L;

    private static final String BASE = "/soap";
    private static final String ADDRESS = "/login/v1";
    private static final String SCHEMA = "/login/login-v1.xsd";
    private static final String WSDL = "wsdl/login-v1.wsdl";

    /** The HTTP status of a fault of the contract (SOAP 1.1 section 6.2). */
    private static final int FAULT = HttpServletResponse.SC_INTERNAL_SERVER_ERROR;

    /**
     * CXF's name for taking any SOAPAction: a hint of what is meant (SOAP 1.1 section 6.1.1). The body alone says which operation is
     * called, and every caller may call each.
     */
    private static final String ANY_ACTION = "allowNonMatchingToDefaultSoapAction";

    /** Documents by path and query. The WSDL names its schema by the neighbouring path. */
    private static final Map<String, String> DOCUMENTS = Map.of(ADDRESS + "?wsdl", WSDL, SCHEMA, "wsdl/login-v1.xsd");

    /** What stands in meters: any other path is a caller's text. */
    private static final Set<String> ROUTES = Set.of(ADDRESS, SCHEMA);

    @Inject
    private transient LoginDoor door;

    @Inject
    private transient SecondFactor secondFactor;

    @Inject
    private transient BackOfficeDoor backOffices;

    @Inject
    private transient Callers callers;

    @Inject
    private transient DatabaseWatch database;

    @Inject
    private transient AskedFrom askedFrom;

    @Inject
    private transient Requests requests;

    private transient SoapFaults faults;

    @SuppressWarnings("NullAway.Init")
    public SoapServlet() {}

    @Override
    protected void loadBus(ServletConfig config) {
        super.loadBus(config);
        faults = new SoapFaults();
        JaxWsServerFactoryBean server = new JaxWsServerFactoryBean();
        server.setBus(getBus());
        server.setServiceClass(LoginPort.class);
        server.setServiceBean(new LoginEndpoint(door, secondFactor, this::address));
        server.setWsdlLocation("classpath:" + WSDL);
        server.setAddress(ADDRESS);
        server.getInInterceptors().add(new CheckedXmlInterceptor());
        server.getInInterceptors().add(new CallerInterceptor(backOffices, askedFrom));
        server.getOutFaultInterceptors().add(new FaultInterceptor(faults::detail));
        // CXF's own log of faults quotes what was sent; FaultInterceptor logs what an operator has to know.
        FaultListener silent = (thrown, description, message) -> false;
        server.setProperties(Map.of(
                Message.SCHEMA_VALIDATION_ENABLED, "IN", FaultListener.class.getName(), silent, ANY_ACTION, true));
        server.create();
    }

    /** The first method that a container calls: nothing reaches CXF but by {@link #take}. */
    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        long begun = System.nanoTime();
        try {
            serve(asked, answer);
        } finally {
            Duration time = Duration.ofNanos(System.nanoTime() - begun);
            requests.record(route(asked), asked.getMethod(), FaultStatus.of(asked, answer), time);
        }
    }

    private static String route(HttpServletRequest request) {
        return Optional.ofNullable(request.getPathInfo())
                .filter(ROUTES::contains)
                .map(path -> BASE + path)
                .orElse("unmatched");
    }

    private void serve(HttpServletRequest asked, HttpServletResponse answer) throws ServletException, IOException {
        try {
            switch (asked.getMethod()) {
                case "GET" -> show(asked, answer);
                case "POST" -> take(asked, answer);
                default -> {
                    answer.setHeader("Allow", "GET, POST");
                    throw new ProblemException(Problem.of(ProblemCode.METHOD_NOT_ALLOWED));
                }
            }
        } catch (ProblemException e) {
            refuse(e.problem(), e.problem().code().status(), answer);
        } catch (RuntimeException e) {
            Problem problem = Faults.problem(e);
            refuse(problem, problem.code().status(), answer);
        }
    }

    private String address() {
        if (PhaseInterceptorChain.getCurrentMessage().get(AbstractHTTPDestination.HTTP_REQUEST)
                instanceof HttpServletRequest request) {
            return callers.address(request);
        }
        throw new IllegalStateException("a message came by another way than HTTP");
    }

    private void take(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException {
        if (!ADDRESS.equals(request.getPathInfo())) {
            throw new ProblemException(Problem.of(ProblemCode.NOT_FOUND));
        }
        Optional<Problem> away = DatabaseGate.refusal(database);
        if (away.isPresent()) {
            FaultStatus.note(request, away.get().code());
            refuse(away.get(), FAULT, response);
            return;
        }
        SoapBody.take(request);
        super.service(request, response);
    }

    private static void show(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = request.getQueryString();
        String asked = request.getPathInfo() + (query == null ? "" : "?" + query);
        String name = DOCUMENTS.get(asked);
        if (name == null) {
            throw new ProblemException(Problem.of(ProblemCode.NOT_FOUND));
        }
        try (InputStream document = LoginPort.class.getClassLoader().getResourceAsStream(name)) {
            if (document == null) {
                throw new IllegalStateException(name + " is missing");
            }
            response.setContentType("text/xml;charset=UTF-8");
            document.transferTo(response.getOutputStream());
        }
    }

    private void refuse(Problem problem, int status, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("text/xml;charset=UTF-8");
        response.getOutputStream().write(faults.envelope(problem));
    }
}
