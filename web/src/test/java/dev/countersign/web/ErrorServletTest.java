package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the container refuses is told as we tell all else. */
class ErrorServletTest {

    private final Map<String, Object> attributes =
            new HashMap<>(Map.of(RequestDispatcher.ERROR_REQUEST_URI, "/api/v1/nothing"));
    private final Map<String, String> headers = new HashMap<>();
    private final List<Integer> statuses = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({
        "400, 400, MALFORMED",
        "404, 404, NOT_FOUND",
        "405, 405, METHOD_NOT_ALLOWED",
        "501, 405, METHOD_NOT_ALLOWED",
        "408, 408, MALFORMED",
        "414, 414, MALFORMED",
        "431, 431, MALFORMED",
        "413, 413, TOO_LARGE",
        "503, 503, TRY_LATER",
    })
    void aRefusalOfTheContainerKeepsItsStatus(int status, int told, String code) throws Exception {
        assertThat(LogLines.of(Faults.class, () -> serve(status))).isEmpty();

        assertThat(statuses).containsExactly(told);
        assertThat(json().getInt("status")).isEqualTo(told);
        assertThat(json().getString("code")).isEqualTo(code);
    }

    @Test
    void aFaultIsLoggedUnderTheReferenceThatIsTold() throws Exception {
        Exception fault = new IllegalStateException("secret");
        attributes.put(RequestDispatcher.ERROR_EXCEPTION, fault);

        List<LogRecord> lines = LogLines.of(Faults.class, () -> serve(500));

        assertThat(statuses).containsExactly(500);
        assertThat(json().getString("code")).isEqualTo("INTERNAL");
        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line.getMessage()).contains(json().getString("reference")))
                .satisfies(line -> assertThat(line.getThrown()).isSameAs(fault));
        assertThat(body.toString(StandardCharsets.UTF_8)).doesNotContain("secret");
    }

    @Test
    void aFaultThatNobodyNamesIsLoggedToo() throws Exception {
        List<LogRecord> lines = LogLines.of(Faults.class, () -> serve(500));

        assertThat(lines)
                .singleElement()
                .satisfies(line -> assertThat(line.getMessage()).contains(json().getString("reference")));
    }

    @Test
    void aDatabaseThatIsAwayIsToTryAgainFor() throws Exception {
        attributes.put(RequestDispatcher.ERROR_EXCEPTION, new ServletException(new SQLException("away")));

        LogLines.of(Faults.class, () -> serve(500));

        assertThat(statuses).containsExactly(503);
        assertThat(json().getString("code")).isEqualTo("TRY_LATER");
        assertThat(headers).containsEntry("Retry-After", String.valueOf(json().getInt("retryAfterSeconds")));
    }

    private boolean serve(int status) throws ServletException, IOException {
        attributes.put(RequestDispatcher.ERROR_STATUS_CODE, status);
        new ErrorServlet().service(request(), response());
        return true;
    }

    private JsonObject json() {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body.toByteArray()))) {
            return reader.readObject();
        }
    }

    private HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                HttpServletRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, called, arguments) -> switch (called.getName()) {
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                HttpServletResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (self, called, arguments) -> {
                    switch (called.getName()) {
                        case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                        case "setStatus" -> statuses.add((Integer) arguments[0]);
                        case "getOutputStream" -> {
                            return octets();
                        }
                        case "setContentType" -> assertThat(arguments).containsExactly(Problem.MEDIA_TYPE);
                        default -> throw new UnsupportedOperationException(called.getName());
                    }
                    return null;
                });
    }

    private ServletOutputStream octets() {
        return new ServletOutputStream() {
            @Override
            public void write(int octet) {
                body.write(octet);
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
