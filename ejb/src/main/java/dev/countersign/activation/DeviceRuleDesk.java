package dev.countersign.activation;

import dev.countersign.authenticator.Platform;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;

/** Operators look at the terms for phones and change them. Each method is one transaction. */
@Stateless
public class DeviceRuleDesk {

    @Inject
    private DeviceRules rules;

    /** All terms; a platform that is not among them is refused. */
    public List<DeviceTerms> list() {
        return rules.list();
    }

    public void put(DeviceTerms terms, String operator) {
        rules.put(terms, operator);
    }

    /** Has phones of the platform refused from now on; false if they were before. */
    public boolean remove(Platform platform, String operator) {
        return rules.remove(platform, operator);
    }

    public boolean isOffered(Platform platform) {
        return rules.isOffered(platform);
    }
}
