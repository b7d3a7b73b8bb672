package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PostgreSQL takes no NUL in a text, and refuses the statement as if it were broken itself: none may come so far. */
@ExtendWith(Cluster.Extension.class)
class NulIT {

    private static final String NUL = "%00";
    private static final String TEXT_AND_NUL = "a%00";

    private final Product product;

    NulIT(Cluster cluster) {
        product = cluster.a();
    }

    @Test
    void inAPathIsANameOfNobody() {
        List<ApiDocument.Call> calls = Stream.of(NUL, TEXT_AND_NUL)
                .flatMap(text -> ApiDocument.V1.listWithInPath(text).stream())
                .toList();
        assertThat(calls).hasSizeGreaterThan(240);

        Http user = user();
        assertThat(calls).allSatisfy(call -> {
            Answer answer = answer(user, call);
            assertThat(answer.status()).as(call + " " + answer).isEqualTo(404);
            assertThat(answer.text("code")).as(call.toString()).isEqualTo("NOT_FOUND");
        });
    }

    @Test
    void inAQueryIsNoText() {
        List<ApiDocument.Call> calls = ApiDocument.V1.listWithInQuery(NUL);
        assertThat(calls).hasSizeGreaterThan(15);

        Http user = user();
        assertThat(calls)
                .allSatisfy(call -> assertThat(answer(user, call).status())
                        .as(call.toString())
                        .isIn(400, 404));
    }

    private Http user() {
        return product.http().as(product.portal().logIn(product.operator().newUser(), product.inbox()));
    }

    /** As somebody who may ask for it. */
    private Answer answer(Http user, ApiDocument.Call call) {
        Http caller = call.path().startsWith("/api/v1/me/")
                ? user
                : product.operator().http();
        return call.body()
                ? caller.send(call.method(), call.path(), "application/json", "{}")
                : caller.send(caller.request(call.path()).method(call.method(), HttpRequest.BodyPublishers.noBody()));
    }
}
