package dev.countersign.schema;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.util.logging.Handler;
import java.util.logging.Logger;

/** Puts {@link HiddenRows} before the server's log while the product runs. */
@Singleton
@Startup
public class QuietLog {

    @PostConstruct
    void hide() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setFilter(new HiddenRows(handler.getFilter()));
        }
    }

    @PreDestroy
    void giveBack() {
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            if (handler.getFilter() instanceof HiddenRows hidden) {
                handler.setFilter(hidden.next());
            }
        }
    }
}
