package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Whoever asks a database that is away is told at once. */
class LostConnectionsTest {

    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean away;

    /** The provider's own default asks three times more, after pauses of five seconds, and holds the thread meanwhile. */
    @Test
    void whatFindsNoConnectionIsNotAskedAgain() {
        Database database = new Database(refusing("lost-connections"));
        database.run(entities -> entities.createNativeQuery("select 1").getSingleResult());
        away = true;

        assertThatThrownBy(() -> database.run(
                        entities -> entities.createNativeQuery("select 1").getSingleResult()))
                .hasRootCauseInstanceOf(SQLException.class);

        assertThat(refusals)
                .as("the query's, and that of the end of its transaction")
                .hasValue(2);
    }

    private DataSource refusing(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (away && method.getName().equals("getConnection")) {
                        refusals.incrementAndGet();
                        throw new SQLException("refused", "08001");
                    }
                    return method.invoke(source, arguments);
                });
    }
}
