package dev.countersign.bench;

import java.io.IOException;
import java.util.Map;

/** A phone that a push service knows, and that approves what waits on it. */
final class Pushes implements PhoneLogins.Way {

    /** Each phone is asked once a round, and by no more than the simulator. */
    @Override
    public Map<String, String> settings() {
        return Map.of("countersign.push.web.loopback", "true", "countersign.push.most", "100");
    }

    @Override
    public void prepare(Rig rig, Handset phone) throws IOException {
        phone.subscribe(rig);
    }

    @Override
    public void answer(Handset phone, Caller caller, Wire.Reply begun) {
        phone.approve(begun);
    }
}
