package dev.countersign.launcher;

import java.net.URI;

/** Where a running product answers. The host is {@code localhost}, which browsers take for a secure context. */
record Addresses(Ports ports) {

    static final String API_BASE = "/api/v1";
    static final String CLOCK = "/test/clock";

    URI product(String path) {
        return URI.create("http://localhost:" + ports.http() + path);
    }

    URI api(String path) {
        return product(API_BASE + path);
    }

    URI simulator(String path) {
        return URI.create("http://localhost:" + ports.simulatorHttp() + path);
    }
}
