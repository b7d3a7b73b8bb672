package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.Answer;
import dev.countersign.blackbox.Http;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a user's portal knows of an activation that it began for him. */
record PortalActivation(Http http, Answer begun) {

    /** Logs the user in and begins one. */
    static PortalActivation begin(Product product, TestUser user) {
        return begin(product.http().as(product.portal().logIn(user, product.inbox())));
    }

    /** Another one of the same login. */
    PortalActivation again() {
        return begin(http);
    }

    private static PortalActivation begin(Http http) {
        Answer begun = http.post("/api/v1/me/activations", "{}");
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        return new PortalActivation(http, begun);
    }

    /** The twelve characters as they stand under the picture. */
    String code() {
        return begun.text("code");
    }

    /** What stands behind the host in the link of the picture: path and fragment. */
    String link() {
        URI link = URI.create(begun.text("link"));
        return link.getPath() + "#" + link.getFragment();
    }

    /** The secret, which only picture and phone know. */
    String secret() {
        return link().substring(link().indexOf('.') + 1);
    }

    String state() {
        return http.get(path()).text("state");
    }

    /** The picture itself. */
    byte[] png() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(http.base().resolve(path() + "/qr.png"));
        http.headers().forEach(request::header);
        HttpResponse<byte[]> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private String path() {
        return "/api/v1/me/activations/" + begun.text("id");
    }
}
