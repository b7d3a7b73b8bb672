package dev.countersign.incontainer;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Testable;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * The built EAR with one web module more, which carries the tests, and without the gateway: nobody takes the orders out of
 * their queue.
 */
final class ProductInServer {

    private static final File EAR = new File("../ear/target/countersign.ear");
    private static final String DESCRIPTOR = "META-INF/application.xml";
    private static final String GATEWAY = "countersign-smpp-gateway.jar";
    private static final String MODULE = "<module><web><web-uri>tests.war</web-uri>"
            + "<context-root>/tests</context-root></web></module><library-directory>";

    private ProductInServer() {}

    static EnterpriseArchive with(Class<?>... tests) {
        WebArchive war = ShrinkWrap.create(WebArchive.class, "tests.war")
                .addClasses(tests)
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
        EnterpriseArchive ear = ShrinkWrap.create(ZipImporter.class, EAR.getName())
                .importFrom(EAR)
                .as(EnterpriseArchive.class);
        String descriptor = read(ear.get(DESCRIPTOR).getAsset().openStream());
        ear.delete(DESCRIPTOR);
        ear.delete(GATEWAY);
        String changed = descriptor
                .replaceFirst("<module>\\s*<ejb>" + Pattern.quote(GATEWAY) + "</ejb>\\s*</module>", "")
                .replace("<library-directory>", MODULE);
        ear.add(new StringAsset(changed), DESCRIPTOR);
        return ear.addAsModule(Testable.archiveToTest(war));
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
