package dev.countersign.launcher;

import java.io.IOException;
import java.nio.file.Path;

/** An application server as a process: how it is laid out, started, and where it says what went wrong. */
sealed interface Server permits ServerProcess, PayaraProcess {

    /** Lays configuration and deployment anew from the build and starts; data of the last start stay. */
    Child start(String smppPassword) throws IOException;

    /** A file that the server makes when it gives the deployment up. */
    Path failureMarker();

    /** The copy of the EAR that the server is given. */
    Path deployment();

    /** One JSON object a line. */
    Path log();
}
