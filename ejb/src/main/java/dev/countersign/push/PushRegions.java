package dev.countersign.push;

import dev.countersign.authenticator.Installation;
import dev.countersign.listsetting.ListSetting;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Regions in which push services do not reach Android. */
@ApplicationScoped
public class PushRegions {

    @Inject
    @ConfigProperty(name = "countersign.diagnosis.regions-without-push", defaultValue = "CN")
    private String withoutPush;

    @Inject
    private NotificationStore notifications;

    /** Whether this is one (ISO 3166-1 alpha-2). */
    public boolean isWithoutPush(String region) {
        return ListSetting.read(Optional.of(withoutPush)).contains(region);
    }

    /** Whether a phone was in one when its app last said where it is. */
    boolean isOutOfReach(Installation phone) {
        return phone.platform().isAndroid()
                && notifications
                        .findReport(phone.id())
                        .filter(said -> isWithoutPush(said.report().region()))
                        .isPresent();
    }
}
