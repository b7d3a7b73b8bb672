package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Proxy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers of a request of which one alone is asked for. */
final class SentHeader {

    private SentHeader() {}

    static HttpHeaders of(String name, String... values) {
        return answering(name, List.of(values));
    }

    /** A container may tell of a header that was not sent by an empty list or by none. */
    static HttpHeaders answering(String name, @Nullable List<String> values) {
        return (HttpHeaders) Proxy.newProxyInstance(
                HttpHeaders.class.getClassLoader(), new Class<?>[] {HttpHeaders.class}, (self, called, arguments) -> {
                    assertThat(called.getName()).isEqualTo("getRequestHeader");
                    assertThat(arguments).containsExactly(name);
                    return values;
                });
    }
}
