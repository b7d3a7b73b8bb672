package dev.countersign.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/** Inserts of one row, each committed, in a table of its own. */
final class OneRowCommits implements AutoCloseable {

    private final Postgres postgres;
    private final AtomicLong ids = new AtomicLong();

    OneRowCommits(Postgres postgres) throws SQLException {
        this.postgres = postgres;
        execute("create table bench_row (id bigint primary key, note varchar(100))");
    }

    double perSecond(int threads, double seconds) throws Exception {
        Samples commits = new Samples();
        double took = Clients.run(threads, seconds, () -> {
            Connection connection = postgres.connect();
            connection.setAutoCommit(false);
            PreparedStatement insert = connection.prepareStatement("insert into bench_row values (?, ?)");
            return new Clients.Work() {
                @Override
                public boolean once() throws SQLException {
                    long begun = System.nanoTime();
                    insert.setLong(1, ids.incrementAndGet());
                    insert.setString(
                            2, "one hundred octets or so are what an audit entry has without its hash and place");
                    insert.executeUpdate();
                    connection.commit();
                    commits.add(System.nanoTime() - begun);
                    return true;
                }

                @Override
                public void end() throws SQLException {
                    connection.close();
                }
            };
        });
        return commits.size() / took;
    }

    @Override
    public void close() throws SQLException {
        execute("drop table bench_row");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
