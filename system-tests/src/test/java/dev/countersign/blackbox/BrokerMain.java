package dev.countersign.blackbox;

import java.nio.file.Path;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;

/** Artemis with the settings and users of the instance that the system property {@code artemis.instance} names, until it is killed. */
final class BrokerMain {

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        Path settings = Path.of(System.getProperty("artemis.instance"), "etc", "broker.xml");
        new EmbeddedActiveMQ()
                .setConfigResourcePath(settings.toUri().toString())
                .setSecurityManager(new ActiveMQJAASSecurityManager("activemq"))
                .start();
    }
}
