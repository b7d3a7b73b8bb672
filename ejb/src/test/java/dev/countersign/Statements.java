package dev.countersign;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Tells what a database is asked, in the order of the questions and without their values. */
public final class Statements {

    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** The source whose questions are told. */
    public DataSource of(DataSource source) {
        return proxy(DataSource.class, source);
    }

    /** What is asked by the work. */
    public List<String> by(Runnable work) {
        asked.clear();
        work.run();
        return new ArrayList<>(asked);
    }

    private <T> T proxy(Class<T> type, Object behind) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        asked.add((String) arguments[0]);
                    }
                    try {
                        Object result = method.invoke(behind, arguments);
                        return result instanceof Connection connection ? proxy(Connection.class, connection) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
