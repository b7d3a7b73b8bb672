package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The same server on PostgreSQL, told by its environment alone. */
class PostgresIT {

    @Test
    void aLoginWorksOnPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
                Product product = Product.onPostgres(Path.of("target/run-postgres"), postgres)) {
            TestUser user = product.operator().newUser();
            Portal.Attempt attempt = product.portal().begin(user);

            Answer answered = attempt.answer(product.inbox().code(user));
            Answer token = attempt.token();

            assertThat(answered.status()).isEqualTo(200);
            assertThat(token.status()).isEqualTo(200);
            assertThat(attempt.token().status()).isEqualTo(409);
            assertThat(rowsOf(postgres, user)).isEqualTo(1);
            // PostgreSQL takes no NUL in a text: it must not come so far.
            assertThat(attempt.http().get("/api/v1/logins/%00").status()).isEqualTo(404);
            assertThat(product.operator().get("%00").status()).isEqualTo(404);
        }
    }

    private static int rowsOf(EmbeddedPostgres postgres, TestUser user) throws Exception {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select count(*) from login_user where user_name = '" + user.userName() + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
