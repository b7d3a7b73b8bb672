package dev.countersign.schema;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections that wait for the database as long as it takes: a migration may rebuild a large table, where a request gives
 * up after seconds. On PostgreSQL they do not wait for a table that others hold: behind a waiting ALTER TABLE every query of a server
 * that works would wait too (lock_timeout; explicit locks queue in the order they were asked for). A connection is as before when it goes back to its pool.
 */
record PatientConnections(DataSource pool) implements DataSource {

    /** Below the time that the product's own queries are waited for (3 s). */
    private static final String LIMIT = "set lock_timeout = '2s'";

    private static final String NO_LIMIT = "reset lock_timeout";

    @Override
    public Connection getConnection() throws SQLException {
        return patient(pool.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return patient(pool.getConnection(user, password));
    }

    private static Connection patient(Connection connection) throws SQLException {
        boolean limits = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        if (limits) {
            execute(connection, LIMIT);
        }
        int before = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 0);
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close") && !connection.isClosed()) {
                        try {
                            connection.setNetworkTimeout(Runnable::run, before);
                            if (limits) {
                                execute(connection, NO_LIMIT);
                            }
                        } finally {
                            connection.close();
                        }
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static void execute(Connection connection, String statement) throws SQLException {
        try (Statement one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }
}
