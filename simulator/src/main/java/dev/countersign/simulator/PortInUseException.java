package dev.countersign.simulator;

import java.io.IOException;

/** A port is taken; the message names it and the property that changes it. */
public final class PortInUseException extends IOException {

    private static final long serialVersionUID = 1L;

    PortInUseException(int port, String property) {
        super("Port " + port + " is in use; choose another one with -D" + property + "=<port>");
    }
}
