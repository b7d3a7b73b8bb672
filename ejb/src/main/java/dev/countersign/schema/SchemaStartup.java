package dev.countersign.schema;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import javax.sql.DataSource;

/** Migrates at start, when the settings are known to be right; every other start-up bean that touches the database depends on this one by name. */
@Singleton
@Startup
@DependsOn("SettingsStartup")
@TransactionManagement(TransactionManagementType.BEAN)
public class SchemaStartup {

    @Resource(lookup = "java:comp/DefaultDataSource")
    private DataSource dataSource;

    @Inject
    private StartRefusal refusal;

    @PostConstruct
    void migrate() {
        try {
            SchemaMigration.apply(dataSource);
        } catch (NewerSchemaException e) {
            refusal.tell(e.sentence());
            throw e;
        } catch (RuntimeException e) {
            refusal.tell("The database cannot be brought to the schema of this version", e);
            throw e;
        }
    }
}
