package dev.countersign.setting;

import dev.countersign.authenticator.AuthenticatorSettings;
import dev.countersign.crypto.GatewayKeys;
import dev.countersign.crypto.KeySettings;
import dev.countersign.mail.MailSettings;
import dev.countersign.schema.StartRefusal;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ends the start where the product could not work by its settings: not the first user who needs one, and no limit that is silently none.
 * It ends before the schema is changed, so that the version before can still be started instead.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
public class SettingsStartup {

    private static final System.Logger LOG = System.getLogger(SettingsStartup.class.getName());

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource dataSource;

    @Inject
    private Config config;

    @Inject
    @ConfigProperty(name = "countersign.profile", defaultValue = Production.PROFILE)
    private String profile;

    @Inject
    private KeySettings keys;

    @Inject
    private StartRefusal refusal;

    @PostConstruct
    void check() {
        List<String> faults = new ArrayList<>(SettingRanges.faults(this::find));
        faults.addAll(SettingFiles.faults(this::find));
        faults.addAll(PageAddresses.faults(this::find));
        faults.addAll(SettingLists.faults(this::find));
        faults.addAll(MailSettings.faults(this::find));
        faults.addAll(AuthenticatorSettings.faults(this::find));
        GatewayKeys.fault(keys.directory()).ifPresent(faults::add);
        boolean production = Production.isMeant(profile);
        if (production) {
            faults.addAll(Production.faults(this::find, isEmbedded()));
        }
        if (!faults.isEmpty()) {
            String all = String.join("; ", faults);
            refusal.tell(all);
            throw new IllegalArgumentException(all);
        }
        if (production) {
            Production.doubts(this::find).forEach(doubt -> LOG.log(System.Logger.Level.WARNING, doubt));
        }
    }

    /** One that does not answer yet is none: the embedded one starts with the first connection. */
    private boolean isEmbedded() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2");
        } catch (SQLException e) {
            return false;
        }
    }

    private Optional<String> find(String key) {
        return config.getOptionalValue(key, String.class);
    }
}
