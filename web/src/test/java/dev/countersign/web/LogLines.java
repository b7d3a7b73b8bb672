package dev.countersign.web;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class logs while a step runs. */
final class LogLines extends Handler {

    private final List<LogRecord> lines = new ArrayList<>();

    private LogLines() {}

    /** The lines, in their order, and nothing of what the step came to. */
    static List<LogRecord> of(Class<?> logs, Callable<?> step) throws Exception {
        Logger logger = Logger.getLogger(logs.getName());
        LogLines heard = new LogLines();
        logger.addHandler(heard);
        try {
            step.call();
        } finally {
            logger.removeHandler(heard);
        }
        return List.copyOf(heard.lines);
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
