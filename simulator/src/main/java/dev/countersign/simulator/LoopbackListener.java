package dev.countersign.simulator;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ServerConnection;
import org.jsmpp.session.connection.ServerConnectionFactory;
import org.jsmpp.session.connection.socket.ServerSocketConnection;
import org.jsmpp.session.connection.socket.SocketConnection;

/** Listens on the loopback address only, and answers without Nagle's delay. */
final class LoopbackListener implements ServerConnectionFactory {

    private final ServerSocket socket;

    private LoopbackListener(ServerSocket socket) {
        this.socket = socket;
    }

    static LoopbackListener open(int port, String property, Optional<SmppKeys> keys) throws IOException {
        ServerSocket socket = keys.isPresent() ? keys.get().socket() : new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            return new LoopbackListener(socket);
        } catch (BindException e) {
            socket.close();
            throw new PortInUseException(port, property);
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    @Override
    public ServerConnection listen(int port) {
        return new ServerSocketConnection(socket) {
            @Override
            public Connection accept() throws IOException {
                Socket accepted = socket.accept();
                accepted.setTcpNoDelay(true);
                return new SocketConnection(accepted);
            }
        };
    }

    @Override
    public ServerConnection listen(int port, int timeout) {
        return listen(port);
    }

    @Override
    public ServerConnection listen(int port, int timeout, int backlog) {
        return listen(port);
    }
}
