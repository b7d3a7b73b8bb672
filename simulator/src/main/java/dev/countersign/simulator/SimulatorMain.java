package dev.countersign.simulator;

import dev.countersign.simulator.card.CardCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Starts the simulator. Settings are system properties, which may also stand as {@code -Dname=value} after the jar, and
 * the password in the environment. With {@code card} as first argument it is the cards of a key file in a terminal instead. Exit code 1: a port is taken; 2: a setting is wrong.
 */
public final class SimulatorMain {

    private static final String CARD = "card";
    private static final int PORT_IN_USE = 1;
    private static final int BAD_SETTING = 2;

    private SimulatorMain() {}

    /** Runs until the process is told to end. */
    public static void main(String[] arguments) {
        // The JDK's HTTP server otherwise lets small answers wait for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int code = run(arguments, System.getProperties(), System.getenv(), System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** Starts, and returns 0 when it runs. */
    static int run(
            String[] arguments,
            Properties properties,
            Map<String, String> environment,
            PrintStream out,
            PrintStream err) {
        try {
            if (arguments.length > 0 && arguments[0].equals(CARD)) {
                CardCommand.run(
                        List.of(arguments).subList(1, arguments.length),
                        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())),
                        out,
                        Clock.systemUTC());
                return 0;
            }
            SimulatorSettings settings = SimulatorSettings.of(withArguments(properties, arguments), environment);
            Simulator simulator = Simulator.start(settings, Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "stop"));
            out.println("Simulator ready: inbox http://127.0.0.1:" + simulator.httpPort() + "/ , SMSC 127.0.0.1:"
                    + simulator.smppPort());
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return BAD_SETTING;
        } catch (IOException e) {
            err.println(e.getMessage());
            return PORT_IN_USE;
        }
    }

    private static Properties withArguments(Properties properties, String[] arguments) {
        Properties all = new Properties();
        properties.stringPropertyNames().forEach(name -> all.setProperty(name, properties.getProperty(name)));
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("-D") || equals < 0) {
                throw new IllegalArgumentException("Not understood: " + argument + " (settings are -Dname=value)");
            }
            all.setProperty(argument.substring(2, equals), argument.substring(equals + 1));
        }
        return all;
    }
}
