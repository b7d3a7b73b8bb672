package dev.countersign.smpp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;

/**
 * TCP connections without Nagle's delay: with it, one submitter and its receipts wait for each other's acknowledgements
 * and fall to about a hundred messages a second.
 *
 * @param connectTimeout for the TCP handshake, and again for that of TLS
 * @param writeTimeout that the far side reads nothing
 * @param tls encrypts and checks the far side's name, where it is given
 */
record DirectConnections(Duration connectTimeout, Duration writeTimeout, Optional<Tls> tls, Clockwork clockwork)
        implements ConnectionFactory {

    @Override
    public Connection createConnection(String host, int port) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), timeoutMillis());
            Socket speaking = tls.isPresent() ? encrypted(socket, host, port, tls.get()) : socket;
            return new ReadConnection(speaking, socket, writeTimeout, clockwork);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Socket encrypted(Socket socket, String host, int port, Tls trusting) throws IOException {
        SSLSocket encrypted = (SSLSocket) trusting.context().getSocketFactory().createSocket(socket, host, port, true);
        SSLParameters parameters = encrypted.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 2818: the name in the certificate
        encrypted.setSSLParameters(parameters);
        encrypted.setSoTimeout(timeoutMillis());
        encrypted.startHandshake();
        return encrypted;
    }

    private int timeoutMillis() {
        return Math.toIntExact(connectTimeout.toMillis());
    }
}
