package dev.countersign.text;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where users call. */
@ApplicationScoped
public class HelpDesk {

    @Inject
    @ConfigProperty(name = "countersign.help-desk.phone")
    private Optional<String> phone;

    /** What a mail says to whoever did not cause it. */
    public String callIfNotYou(String language) {
        TextCatalogue texts = TextCatalogue.forReader(language);
        return phone.map(number -> texts.getText("mail.notYou").replace("{phone}", number))
                .orElseGet(() -> texts.getText("mail.notYouNoPhone"));
    }

    /** The telephone number as users read it; empty if none was given. */
    public Optional<String> phone() {
        return phone;
    }
}
